// WdfMemory*, WdfLookaside*.
#include "wdf/memory/memory.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/lookaside/lookaside.hpp"
#include "wdf/object/handle.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfMemoryCreate(PWDF_DRIVER_GLOBALS globals, PWDF_OBJECT_ATTRIBUTES Attributes,
                              POOL_TYPE PoolType, ULONG PoolTag, size_t BufferSize,
                              WDFMEMORY* Memory, PVOID* Buffer)
{
    return gate::enter<Ddi::WdfMemoryCreate>([&](ThreadContext& context) {
        gate::require(context, Memory, "Memory");
        return wdf::Memory::create(context, *wdf::globals_of(globals).driver, Attributes, PoolType,
                                   PoolTag, BufferSize, Memory, Buffer);
    });
}

NTSTATUS owdf_WdfMemoryCreatePreallocated(PWDF_DRIVER_GLOBALS globals,
                                          PWDF_OBJECT_ATTRIBUTES Attributes, PVOID Buffer,
                                          size_t BufferSize, WDFMEMORY* Memory)
{
    return gate::enter<Ddi::WdfMemoryCreatePreallocated>([&](ThreadContext& context) {
        gate::require(context, Buffer, "Buffer");
        gate::require(context, Memory, "Memory");
        return wdf::Memory::create_preallocated(context, *wdf::globals_of(globals).driver,
                                                Attributes, Buffer, BufferSize, Memory);
    });
}

PVOID owdf_WdfMemoryGetBuffer(PWDF_DRIVER_GLOBALS, WDFMEMORY Memory, size_t* BufferSize)
{
    return gate::enter<Ddi::WdfMemoryGetBuffer>([&](ThreadContext& context) {
        auto& memory = wdf::object<wdf::Memory>(context, Memory);
        if (BufferSize != nullptr)
            *BufferSize = memory.size_bytes();
        return memory.buffer();
    });
}

NTSTATUS owdf_WdfMemoryAssignBuffer(PWDF_DRIVER_GLOBALS, WDFMEMORY Memory, PVOID Buffer,
                                    size_t BufferSize)
{
    return gate::enter<Ddi::WdfMemoryAssignBuffer>([&](ThreadContext& context) -> NTSTATUS {
        auto& memory = wdf::object<wdf::Memory>(context, Memory);
        gate::require(context, Buffer, "Buffer");
        if (BufferSize == 0)
            return STATUS_INVALID_PARAMETER;
        // The source's handle check asks for the preallocated kind here.
        if (!memory.preallocated())
            wdf::invalid_handle(context, Memory, wdf::Kind::preallocated_memory);
        memory.assign(Buffer, BufferSize);
        return STATUS_SUCCESS;
    });
}

NTSTATUS owdf_WdfMemoryCopyToBuffer(PWDF_DRIVER_GLOBALS, WDFMEMORY SourceMemory,
                                    size_t SourceOffset, PVOID Buffer, size_t NumBytesToCopyTo)
{
    return gate::enter<Ddi::WdfMemoryCopyToBuffer>([&](ThreadContext& context) {
        auto& memory = wdf::object<wdf::Memory>(context, SourceMemory);
        gate::require(context, Buffer, "Buffer");
        return memory.copy_to(Buffer, SourceOffset, NumBytesToCopyTo);
    });
}

NTSTATUS owdf_WdfMemoryCopyFromBuffer(PWDF_DRIVER_GLOBALS, WDFMEMORY DestinationMemory,
                                      size_t DestinationOffset, PVOID Buffer,
                                      size_t NumBytesToCopyFrom)
{
    return gate::enter<Ddi::WdfMemoryCopyFromBuffer>([&](ThreadContext& context) {
        auto& memory = wdf::object<wdf::Memory>(context, DestinationMemory);
        gate::require(context, Buffer, "Buffer");
        return memory.copy_from(Buffer, DestinationOffset, NumBytesToCopyFrom);
    });
}

NTSTATUS owdf_WdfLookasideListCreate(PWDF_DRIVER_GLOBALS globals,
                                     PWDF_OBJECT_ATTRIBUTES LookasideAttributes, size_t BufferSize,
                                     POOL_TYPE PoolType, PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
                                     ULONG PoolTag, WDFLOOKASIDE* Lookaside)
{
    return gate::enter<Ddi::WdfLookasideListCreate>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        *Lookaside = nullptr;
        return wdf::Lookaside::create(context, *wdf::globals_of(globals).driver,
                                      LookasideAttributes, {BufferSize, PoolType, PoolTag},
                                      MemoryAttributes, Lookaside);
    });
}

NTSTATUS owdf_WdfMemoryCreateFromLookaside(PWDF_DRIVER_GLOBALS, WDFLOOKASIDE Lookaside,
                                           WDFMEMORY* Memory)
{
    return gate::enter<Ddi::WdfMemoryCreateFromLookaside>([&](ThreadContext& context) {
        auto& lookaside = wdf::object<wdf::Lookaside>(context, Lookaside);
        gate::require(context, Memory, "Memory");
        *Memory = nullptr;
        return wdf::Memory::create_from(context, lookaside, Memory);
    });
}

} // extern "C"
