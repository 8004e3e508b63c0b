// WdfMemory*.
#include "wdf/memory/memory.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/handle.hpp"

#include <cstring>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfMemoryCreate(PWDF_DRIVER_GLOBALS globals, PWDF_OBJECT_ATTRIBUTES Attributes,
                              POOL_TYPE, ULONG PoolTag, size_t BufferSize, WDFMEMORY* Memory,
                              PVOID* Buffer)
{
    return gate::enter<Ddi::WdfMemoryCreate>([&](ThreadContext& context) {
        gate::require(context, Memory, "Memory");
        *Memory = nullptr;
        return wdf::Memory::create(context, *wdf::globals_of(globals).driver, Attributes, PoolTag,
                                   BufferSize, Memory, Buffer);
    });
}

NTSTATUS owdf_WdfMemoryCreatePreallocated(PWDF_DRIVER_GLOBALS globals,
                                          PWDF_OBJECT_ATTRIBUTES Attributes, PVOID Buffer,
                                          size_t BufferSize, WDFMEMORY* Memory)
{
    return gate::enter<Ddi::WdfMemoryCreatePreallocated>([&](ThreadContext& context) {
        gate::require(context, Buffer, "Buffer");
        gate::require(context, Memory, "Memory");
        *Memory = nullptr;
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
    return gate::enter<Ddi::WdfMemoryCopyToBuffer>([&](ThreadContext& context) -> NTSTATUS {
        auto& memory = wdf::object<wdf::Memory>(context, SourceMemory);
        gate::require(context, Buffer, "Buffer");
        const NTSTATUS status = memory.check_range(SourceOffset, NumBytesToCopyTo);
        if (NT_SUCCESS(status))
            std::memcpy(Buffer, static_cast<std::byte*>(memory.buffer()) + SourceOffset,
                        NumBytesToCopyTo);
        return status;
    });
}

NTSTATUS owdf_WdfMemoryCopyFromBuffer(PWDF_DRIVER_GLOBALS, WDFMEMORY DestinationMemory,
                                      size_t DestinationOffset, PVOID Buffer,
                                      size_t NumBytesToCopyFrom)
{
    return gate::enter<Ddi::WdfMemoryCopyFromBuffer>([&](ThreadContext& context) -> NTSTATUS {
        auto& memory = wdf::object<wdf::Memory>(context, DestinationMemory);
        gate::require(context, Buffer, "Buffer");
        const NTSTATUS status = memory.check_range(DestinationOffset, NumBytesToCopyFrom);
        if (NT_SUCCESS(status))
            std::memcpy(static_cast<std::byte*>(memory.buffer()) + DestinationOffset, Buffer,
                        NumBytesToCopyFrom);
        return status;
    });
}

} // extern "C"
