#include "wdf/target/buffer.hpp"

#include "nt/mm/mdl.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/object/handle.hpp"

namespace openwdf::wdf {

namespace {

// Fact 46: offset and length 0 mean the whole object, length 0 alone its rest.
NTSTATUS apply_offsets(const WDFMEMORY_OFFSET& offsets, std::size_t size_bytes, std::size_t& offset,
                       std::size_t& length)
{
    std::size_t end = 0;
    if (__builtin_add_overflow(offsets.BufferOffset, offsets.BufferLength, &end) ||
        end > size_bytes)
        return STATUS_INTEGER_OVERFLOW;
    offset = offsets.BufferOffset;
    length = offsets.BufferLength != 0 ? offsets.BufferLength : size_bytes - offset;
    return STATUS_SUCCESS;
}

} // namespace

NTSTATUS resolve_memory(Memory* memory, const WDFMEMORY_OFFSET* offsets, IoBuffer& buffer)
{
    if (memory == nullptr)
        return STATUS_SUCCESS;
    buffer.memory = memory;
    buffer.length = memory->size_bytes();
    if (offsets != nullptr) {
        const NTSTATUS status =
            apply_offsets(*offsets, memory->size_bytes(), buffer.memory_offset, buffer.length);
        if (!NT_SUCCESS(status))
            return status;
    }
    if (memory->mdl() != nullptr) {
        buffer.mdl = memory->mdl();
        buffer.mdl_offset = buffer.memory_offset;
    } else {
        buffer.address = static_cast<std::byte*>(memory->buffer()) + buffer.memory_offset;
    }
    return STATUS_SUCCESS;
}

NTSTATUS resolve_descriptor(gate::ThreadContext& context, const WDF_MEMORY_DESCRIPTOR* descriptor,
                            IoBuffer& buffer)
{
    if (descriptor == nullptr)
        return STATUS_SUCCESS;
    switch (descriptor->Type) {
    case WdfMemoryDescriptorTypeBuffer:
        buffer.address = descriptor->u.BufferType.Buffer;
        buffer.length = descriptor->u.BufferType.Length;
        return buffer.address == nullptr ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    case WdfMemoryDescriptorTypeMdl:
        if (context.driver->user_mode)
            return STATUS_INVALID_PARAMETER; // fact 52
        // Fact 45: the length given is not checked against the MDL.
        buffer.mdl = descriptor->u.MdlType.Mdl;
        buffer.length = descriptor->u.MdlType.BufferLength;
        return buffer.mdl == nullptr ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    case WdfMemoryDescriptorTypeHandle:
        if (descriptor->u.HandleType.Memory == nullptr)
            return STATUS_INVALID_PARAMETER;
        return resolve_memory(&object<Memory>(context, descriptor->u.HandleType.Memory),
                              descriptor->u.HandleType.Offsets, buffer);
    default: return STATUS_INVALID_PARAMETER;
    }
}

void* address_of(const IoBuffer& buffer)
{
    if (buffer.mdl == nullptr)
        return buffer.address;
    void* mapped = nt::mm::system_address(*buffer.mdl);
    return mapped == nullptr ? nullptr : static_cast<std::byte*>(mapped) + buffer.mdl_offset;
}

} // namespace openwdf::wdf
