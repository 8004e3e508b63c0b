// Kernel handles: what drivers get for a thread or a file, and give back with ZwClose. Each owns a
// reference to its object.
#pragma once

#include "exec/lock.hpp"
#include "nt/ob/object.hpp"

#include <ntddk.h>

#include <vector>

namespace openwdf::nt::ob {

class Handles {
public:
    Handles() = default;
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;

    // The handle takes a reference of its own.
    HANDLE insert(void* body);
    // The body, referenced for the caller; nullptr for no handle of ours.
    void* reference(HANDLE handle);
    // ObReferenceObjectByHandle: STATUS_INVALID_HANDLE, or STATUS_OBJECT_TYPE_MISMATCH for a kind
    // that is not wanted; `body` is NULL then.
    NTSTATUS reference_typed(HANDLE handle, bool threads, bool files, void*& body);
    // STATUS_INVALID_HANDLE for no handle of ours.
    NTSTATUS close(HANDLE handle);

private:
    static constexpr std::size_t k_handles_max = 1 << 20;

    void** slot_locked(HANDLE handle);

    exec::Lock<exec::Rank::name_space> lock_;
    std::vector<void*> bodies_; // nullptr: free
};

} // namespace openwdf::nt::ob
