// WdfIoTarget*.
#include "wdf/target/io_target.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/request/request.hpp"
#include "wdf/target/synchronous.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

wdf::IoTarget& io_target(ThreadContext& context, WDFIOTARGET handle)
{
    return wdf::object<wdf::IoTarget>(context, handle);
}

wdf::Request* optional_request(ThreadContext& context, WDFREQUEST handle)
{
    return handle == nullptr ? nullptr : &wdf::sendable_request(context, handle);
}

} // namespace

extern "C" {

NTSTATUS owdf_WdfIoTargetCreate(PWDF_DRIVER_GLOBALS, WDFDEVICE Device,
                                PWDF_OBJECT_ATTRIBUTES IoTargetAttributes, WDFIOTARGET* IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetCreate>([&](ThreadContext& context) {
        auto& device = wdf::object<wdf::Device>(context, Device);
        gate::require(context, IoTarget, "IoTarget");
        *IoTarget = nullptr;
        return wdf::IoTarget::create_remote(context, device, IoTargetAttributes, IoTarget);
    });
}

NTSTATUS owdf_WdfIoTargetOpen(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                              PWDF_IO_TARGET_OPEN_PARAMS OpenParams)
{
    return gate::enter<Ddi::WdfIoTargetOpen>([&](ThreadContext& context) {
        auto& target = wdf::remote_target(context, IoTarget);
        gate::require(context, OpenParams, "OpenParams");
        return target.open(*OpenParams);
    });
}

VOID owdf_WdfIoTargetClose(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    gate::enter<Ddi::WdfIoTargetClose>([&](ThreadContext& context) {
        wdf::remote_target(context, IoTarget).close(WdfIoTargetClosed);
    });
}

VOID owdf_WdfIoTargetCloseForQueryRemove(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    gate::enter<Ddi::WdfIoTargetCloseForQueryRemove>([&](ThreadContext& context) {
        wdf::remote_target(context, IoTarget).close(WdfIoTargetClosedForQueryRemove);
    });
}

NTSTATUS owdf_WdfIoTargetStart(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetStart>(
        [&](ThreadContext& context) { return io_target(context, IoTarget).start(); });
}

VOID owdf_WdfIoTargetStop(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                          WDF_IO_TARGET_SENT_IO_ACTION Action)
{
    gate::enter<Ddi::WdfIoTargetStop>(
        [&](ThreadContext& context) { io_target(context, IoTarget).stop(Action); });
}

VOID owdf_WdfIoTargetPurge(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                           WDF_IO_TARGET_PURGE_IO_ACTION Action)
{
    gate::enter<Ddi::WdfIoTargetPurge>(
        [&](ThreadContext& context) { io_target(context, IoTarget).purge(Action); });
}

WDF_IO_TARGET_STATE owdf_WdfIoTargetGetState(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetGetState>(
        [&](ThreadContext& context) { return io_target(context, IoTarget).io_state(); });
}

WDFDEVICE owdf_WdfIoTargetGetDevice(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetGetDevice>([&](ThreadContext& context) {
        return static_cast<WDFDEVICE>(io_target(context, IoTarget).device().handle());
    });
}

PDEVICE_OBJECT owdf_WdfIoTargetWdmGetTargetDeviceObject(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetWdmGetTargetDeviceObject>(
        [&](ThreadContext& context) { return io_target(context, IoTarget).target_device(); });
}

PDEVICE_OBJECT owdf_WdfIoTargetWdmGetTargetPhysicalDevice(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetWdmGetTargetPhysicalDevice>(
        [&](ThreadContext& context) { return io_target(context, IoTarget).physical_device(); });
}

HANDLE owdf_WdfIoTargetWdmGetTargetFileHandle(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetWdmGetTargetFileHandle>([&](ThreadContext& context) {
        return wdf::remote_target(context, IoTarget).file_handle();
    });
}

PFILE_OBJECT owdf_WdfIoTargetWdmGetTargetFileObject(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfIoTargetWdmGetTargetFileObject>(
        [&](ThreadContext& context) { return io_target(context, IoTarget).file(); });
}

NTSTATUS owdf_WdfIoTargetSendReadSynchronously(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                               WDFREQUEST Request,
                                               PWDF_MEMORY_DESCRIPTOR OutputBuffer,
                                               PLONGLONG DeviceOffset,
                                               PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                               PULONG_PTR BytesRead)
{
    return gate::enter<Ddi::WdfIoTargetSendReadSynchronously>([&](ThreadContext& context) {
        auto& target = io_target(context, IoTarget);
        return wdf::send_transfer_synchronously(context, target, optional_request(context, Request),
                                                IRP_MJ_READ, OutputBuffer, DeviceOffset,
                                                RequestOptions, BytesRead);
    });
}

NTSTATUS owdf_WdfIoTargetSendWriteSynchronously(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                                WDFREQUEST Request,
                                                PWDF_MEMORY_DESCRIPTOR InputBuffer,
                                                PLONGLONG DeviceOffset,
                                                PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                                PULONG_PTR BytesWritten)
{
    return gate::enter<Ddi::WdfIoTargetSendWriteSynchronously>([&](ThreadContext& context) {
        auto& target = io_target(context, IoTarget);
        return wdf::send_transfer_synchronously(context, target, optional_request(context, Request),
                                                IRP_MJ_WRITE, InputBuffer, DeviceOffset,
                                                RequestOptions, BytesWritten);
    });
}

NTSTATUS owdf_WdfIoTargetSendIoctlSynchronously(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                                WDFREQUEST Request, ULONG IoctlCode,
                                                PWDF_MEMORY_DESCRIPTOR InputBuffer,
                                                PWDF_MEMORY_DESCRIPTOR OutputBuffer,
                                                PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                                PULONG_PTR BytesReturned)
{
    return gate::enter<Ddi::WdfIoTargetSendIoctlSynchronously>([&](ThreadContext& context) {
        auto& target = io_target(context, IoTarget);
        return wdf::send_control_synchronously(context, target, optional_request(context, Request),
                                               IRP_MJ_DEVICE_CONTROL, IoctlCode, InputBuffer,
                                               OutputBuffer, RequestOptions, BytesReturned);
    });
}

NTSTATUS owdf_WdfIoTargetSendInternalIoctlSynchronously(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                                        WDFREQUEST Request, ULONG IoctlCode,
                                                        PWDF_MEMORY_DESCRIPTOR InputBuffer,
                                                        PWDF_MEMORY_DESCRIPTOR OutputBuffer,
                                                        PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                                        PULONG_PTR BytesReturned)
{
    return gate::enter<Ddi::WdfIoTargetSendInternalIoctlSynchronously>([&](ThreadContext& context) {
        auto& target = io_target(context, IoTarget);
        return wdf::send_control_synchronously(
            context, target, optional_request(context, Request), IRP_MJ_INTERNAL_DEVICE_CONTROL,
            IoctlCode, InputBuffer, OutputBuffer, RequestOptions, BytesReturned);
    });
}

NTSTATUS owdf_WdfIoTargetSendInternalIoctlOthersSynchronously(
    PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG IoctlCode,
    PWDF_MEMORY_DESCRIPTOR OtherArg1, PWDF_MEMORY_DESCRIPTOR OtherArg2,
    PWDF_MEMORY_DESCRIPTOR OtherArg4, PWDF_REQUEST_SEND_OPTIONS RequestOptions,
    PULONG_PTR BytesReturned)
{
    return gate::enter<Ddi::WdfIoTargetSendInternalIoctlOthersSynchronously>(
        [&](ThreadContext& context) {
            auto& target = io_target(context, IoTarget);
            return wdf::send_others_synchronously(
                context, target, optional_request(context, Request), IoctlCode,
                {OtherArg1, OtherArg2, OtherArg4}, RequestOptions, BytesReturned);
        });
}

} // extern "C"
