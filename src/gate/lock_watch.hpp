// Who watches the locks that drivers take: their own, and the framework's that cover their
// callbacks. Off unless the machine asks for it (k_locks_watched).
#pragma once

#include "gate/report.hpp"

#include <cstdint>

namespace openwdf::gate {

// One thread and one lock. The address only tells locks apart.
struct LockUse {
    std::uint32_t thread; // by id
    const void* lock;
    const char* kind; // "a spin lock"; of static life
};

// Where the thread stands, told only when somebody wants to know: it costs.
class StandpointSource {
public:
    virtual Standpoint get() const = 0;

protected:
    ~StandpointSource() = default;
};

class LockWatch {
public:
    virtual ~LockWatch() = default;

    // All on the thread of the use, no runtime lock held; must not call into the machine.
    // The thread is about to wait for the lock, if need be ...
    virtual void taking(const LockUse& use, const StandpointSource& where) = 0;
    // ... has it, at once and without waiting ...
    virtual void took(const LockUse& use) = 0;
    // ... and gave it back.
    virtual void gave_back(std::uint32_t thread, const void* lock) = 0;
    // Memory goes: what was a lock there is none any more.
    virtual void forget(const void* memory, std::size_t bytes) = 0;
};

} // namespace openwdf::gate
