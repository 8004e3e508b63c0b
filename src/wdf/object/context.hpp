// Typed contexts: zeroed memory behind a header with a cookie, so that WdfObjectContextGetObject
// can tell a context from any other pointer (fact 108).
#pragma once

#include <wdf.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace openwdf::wdf {

class Object;

struct alignas(16) ContextHeader {
    std::uint64_t cookie;
    Object* object;
    std::atomic<ContextHeader*> next;
    PCWDF_OBJECT_CONTEXT_TYPE_INFO type; // nullptr: a context without a type
    std::size_t size_bytes;
    PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
    PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
    bool own_allocation;

    void* memory() { return this + 1; }
};

constexpr std::size_t context_offset(std::size_t object_bytes)
{
    return (object_bytes + alignof(ContextHeader) - 1) & ~(alignof(ContextHeader) - 1);
}

// Bytes of header and context that `attributes` asks for; the header alone when it only names
// callbacks; 0 without attributes.
std::size_t context_block_bytes(const WDF_OBJECT_ATTRIBUTES* attributes);
// One allocation for both; nullptr also for a sum that no pool could give.
void* allocate_block(std::size_t object_bytes, std::size_t context_bytes);

class ContextList {
public:
    ContextList() = default;
    ~ContextList();
    ContextList(const ContextList&) = delete;
    ContextList& operator=(const ContextList&) = delete;

    void place_first(void* block, Object& object, const WDF_OBJECT_ATTRIBUTES& attributes);
    // WdfObjectAllocateContext: STATUS_OBJECT_NAME_EXISTS with the old pointer for a type the
    // object has already, STATUS_DELETE_PENDING for an object that was deleted.
    NTSTATUS add(Object& object, const WDF_OBJECT_ATTRIBUTES& attributes, void*& memory);
    void* find(PCWDF_OBJECT_CONTEXT_TYPE_INFO type) const;

    // Each context has its own pair; cleanup runs once, destroy after it.
    void run_cleanup(Object& object);
    void run_destroy(Object& object);

private:
    NTSTATUS append(Object& object, ContextHeader& header, void*& memory);

    std::atomic<ContextHeader*> first_{nullptr};
};

// The object a context belongs to; nullptr when `memory` is not a live context.
Object* object_of_context(void* memory);

} // namespace openwdf::wdf
