// WdfIoTargetFormatRequestFor*.
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/request/request.hpp"
#include "wdf/target/format_request.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

wdf::FormatMemory memory(ThreadContext& context, WDFMEMORY handle, PWDFMEMORY_OFFSET offsets)
{
    return {wdf::optional_object<wdf::Memory>(context, handle), offsets};
}

NTSTATUS format_transfer(ThreadContext& context, WDFIOTARGET target_handle,
                         WDFREQUEST request_handle, UCHAR major, WDFMEMORY buffer,
                         PWDFMEMORY_OFFSET offsets, const LONGLONG* device_offset)
{
    auto& target = wdf::object<wdf::IoTarget>(context, target_handle);
    auto& request = wdf::sendable_request(context, request_handle);
    const wdf::FormatMemory given = memory(context, buffer, offsets);
    return wdf::format_request_for_transfer(target, request, major, given, device_offset);
}

NTSTATUS format_control(ThreadContext& context, WDFIOTARGET target_handle,
                        WDFREQUEST request_handle, UCHAR major, ULONG code, WDFMEMORY input,
                        PWDFMEMORY_OFFSET input_offsets, WDFMEMORY output,
                        PWDFMEMORY_OFFSET output_offsets)
{
    auto& target = wdf::object<wdf::IoTarget>(context, target_handle);
    auto& request = wdf::sendable_request(context, request_handle);
    const wdf::FormatMemory given_input = memory(context, input, input_offsets);
    const wdf::FormatMemory given_output = memory(context, output, output_offsets);
    return wdf::format_request_for_control(target, request, major, code, given_input, given_output);
}

} // namespace

extern "C" {

NTSTATUS owdf_WdfIoTargetFormatRequestForRead(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                              WDFREQUEST Request, WDFMEMORY OutputBuffer,
                                              PWDFMEMORY_OFFSET OutputBufferOffset,
                                              PLONGLONG DeviceOffset)
{
    return gate::enter<Ddi::WdfIoTargetFormatRequestForRead>([&](ThreadContext& context) {
        return format_transfer(context, IoTarget, Request, IRP_MJ_READ, OutputBuffer,
                               OutputBufferOffset, DeviceOffset);
    });
}

NTSTATUS owdf_WdfIoTargetFormatRequestForWrite(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                               WDFREQUEST Request, WDFMEMORY InputBuffer,
                                               PWDFMEMORY_OFFSET InputBufferOffset,
                                               PLONGLONG DeviceOffset)
{
    return gate::enter<Ddi::WdfIoTargetFormatRequestForWrite>([&](ThreadContext& context) {
        return format_transfer(context, IoTarget, Request, IRP_MJ_WRITE, InputBuffer,
                               InputBufferOffset, DeviceOffset);
    });
}

NTSTATUS owdf_WdfIoTargetFormatRequestForIoctl(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                               WDFREQUEST Request, ULONG IoctlCode,
                                               WDFMEMORY InputBuffer,
                                               PWDFMEMORY_OFFSET InputBufferOffset,
                                               WDFMEMORY OutputBuffer,
                                               PWDFMEMORY_OFFSET OutputBufferOffset)
{
    return gate::enter<Ddi::WdfIoTargetFormatRequestForIoctl>([&](ThreadContext& context) {
        return format_control(context, IoTarget, Request, IRP_MJ_DEVICE_CONTROL, IoctlCode,
                              InputBuffer, InputBufferOffset, OutputBuffer, OutputBufferOffset);
    });
}

NTSTATUS owdf_WdfIoTargetFormatRequestForInternalIoctl(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                                       WDFREQUEST Request, ULONG IoctlCode,
                                                       WDFMEMORY InputBuffer,
                                                       PWDFMEMORY_OFFSET InputBufferOffset,
                                                       WDFMEMORY OutputBuffer,
                                                       PWDFMEMORY_OFFSET OutputBufferOffset)
{
    return gate::enter<Ddi::WdfIoTargetFormatRequestForInternalIoctl>([&](ThreadContext& context) {
        return format_control(context, IoTarget, Request, IRP_MJ_INTERNAL_DEVICE_CONTROL, IoctlCode,
                              InputBuffer, InputBufferOffset, OutputBuffer, OutputBufferOffset);
    });
}

NTSTATUS owdf_WdfIoTargetFormatRequestForInternalIoctlOthers(
    PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG IoctlCode,
    WDFMEMORY OtherArg1, PWDFMEMORY_OFFSET OtherArg1Offset, WDFMEMORY OtherArg2,
    PWDFMEMORY_OFFSET OtherArg2Offset, WDFMEMORY OtherArg4, PWDFMEMORY_OFFSET OtherArg4Offset)
{
    return gate::enter<Ddi::WdfIoTargetFormatRequestForInternalIoctlOthers>(
        [&](ThreadContext& context) {
            auto& target = wdf::object<wdf::IoTarget>(context, IoTarget);
            auto& request = wdf::sendable_request(context, Request);
            const wdf::FormatMemory arguments[3] = {memory(context, OtherArg1, OtherArg1Offset),
                                                    memory(context, OtherArg2, OtherArg2Offset),
                                                    memory(context, OtherArg4, OtherArg4Offset)};
            return wdf::format_request_for_others(target, request, IoctlCode, arguments);
        });
}

} // extern "C"
