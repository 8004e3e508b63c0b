#include "wdf/target/format_request.hpp"

#include "wdf/request/request.hpp"

namespace openwdf::wdf {

namespace {

template <class Fill> NTSTATUS format(IoTarget& target, Packet& packet, Fill&& fill)
{
    NTSTATUS status = target.prepare(packet);
    if (NT_SUCCESS(status))
        status = fill(packet.format, *packet.irp());
    packet.formatted = NT_SUCCESS(status);
    return status;
}

} // namespace

NTSTATUS format_transfer(IoTarget& target, Packet& packet, UCHAR major, const IoBuffer& buffer,
                         const LONGLONG* offset)
{
    return format(target, packet, [&](Format& made, IRP& irp) {
        return made.transfer(irp, major, target.io_type(), buffer, offset == nullptr ? 0 : *offset);
    });
}

NTSTATUS format_control(IoTarget& target, Packet& packet, UCHAR major, ULONG code,
                        const IoBuffer& input, const IoBuffer& output)
{
    return format(target, packet, [&](Format& made, IRP& irp) {
        return made.control(irp, major, code, input, output);
    });
}

NTSTATUS format_others(IoTarget& target, Packet& packet, ULONG code, const IoBuffer (&arguments)[3])
{
    return format(target, packet,
                  [&](Format& made, IRP& irp) { return made.others(irp, code, arguments); });
}

NTSTATUS format_request_for_transfer(IoTarget& target, Request& request, UCHAR major,
                                     const FormatMemory& given, const LONGLONG* offset)
{
    if (!request.may_format())
        return STATUS_INVALID_DEVICE_REQUEST;
    IoBuffer buffer;
    const NTSTATUS status = resolve_memory(given.memory, given.offsets, buffer);
    return NT_SUCCESS(status) ? format_transfer(target, request.packet, major, buffer, offset)
                              : status;
}

NTSTATUS format_request_for_control(IoTarget& target, Request& request, UCHAR major, ULONG code,
                                    const FormatMemory& given_input,
                                    const FormatMemory& given_output)
{
    if (!request.may_format())
        return STATUS_INVALID_DEVICE_REQUEST;
    IoBuffer input;
    IoBuffer output;
    NTSTATUS status = resolve_memory(given_input.memory, given_input.offsets, input);
    if (NT_SUCCESS(status))
        status = resolve_memory(given_output.memory, given_output.offsets, output);
    return NT_SUCCESS(status) ? format_control(target, request.packet, major, code, input, output)
                              : status;
}

NTSTATUS format_request_for_others(IoTarget& target, Request& request, ULONG code,
                                   const FormatMemory (&arguments)[3])
{
    if (!request.may_format())
        return STATUS_INVALID_DEVICE_REQUEST;
    IoBuffer buffers[3];
    for (int i = 0; i < 3; ++i) {
        const NTSTATUS status =
            resolve_memory(arguments[i].memory, arguments[i].offsets, buffers[i]);
        if (!NT_SUCCESS(status))
            return status;
    }
    return format_others(target, request.packet, code, buffers);
}

} // namespace openwdf::wdf
