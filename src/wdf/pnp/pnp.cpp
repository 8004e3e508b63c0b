#include "wdf/pnp/pnp.hpp"

#include "gate/callback.hpp"
#include "nt/io/forward.hpp"
#include "nt/io/stack.hpp"
#include "wdf/device/dispatch.hpp"

namespace openwdf::wdf {

namespace {

using gate::Callback;
using gate::DriverFn;

WDFDEVICE handle_of(Device& device)
{
    return static_cast<WDFDEVICE>(device.handle());
}

template <Callback id> NTSTATUS call_simple(Device& device, NTSTATUS (*callback)(WDFDEVICE))
{
    if (callback == nullptr)
        return STATUS_SUCCESS;
    return gate::call_driver<id>(device.driver().identity(),
                                 DriverFn<NTSTATUS(WDFDEVICE)>(callback), handle_of(device));
}

NTSTATUS prepare_hardware(Device& device)
{
    const auto callback = device.pnp_power().EvtDevicePrepareHardware;
    if (callback == nullptr)
        return STATUS_SUCCESS;
    // A root-enumerated device has no resources: both lists are empty, as NULL handles here until
    // WDFCMRESLIST exists.
    return gate::call_driver<Callback::EvtDevicePrepareHardware>(
        device.driver().identity(),
        DriverFn<NTSTATUS(WDFDEVICE, WDFCMRESLIST, WDFCMRESLIST)>(callback), handle_of(device),
        static_cast<WDFCMRESLIST>(nullptr), static_cast<WDFCMRESLIST>(nullptr));
}

void release_hardware(Device& device)
{
    const auto callback = device.pnp_power().EvtDeviceReleaseHardware;
    if (callback == nullptr)
        return;
    (void)gate::call_driver<Callback::EvtDeviceReleaseHardware>(
        device.driver().identity(), DriverFn<NTSTATUS(WDFDEVICE, WDFCMRESLIST)>(callback),
        handle_of(device), static_cast<WDFCMRESLIST>(nullptr));
}

NTSTATUS enter_d0(Device& device)
{
    const auto callback = device.pnp_power().EvtDeviceD0Entry;
    if (callback == nullptr)
        return STATUS_SUCCESS;
    return gate::call_driver<Callback::EvtDeviceD0Entry>(
        device.driver().identity(), DriverFn<NTSTATUS(WDFDEVICE, WDF_POWER_DEVICE_STATE)>(callback),
        handle_of(device), WdfPowerDeviceD3Final);
}

void exit_d0(Device& device)
{
    const auto callback = device.pnp_power().EvtDeviceD0Exit;
    if (callback == nullptr)
        return;
    (void)gate::call_driver<Callback::EvtDeviceD0Exit>(
        device.driver().identity(), DriverFn<NTSTATUS(WDFDEVICE, WDF_POWER_DEVICE_STATE)>(callback),
        handle_of(device), WdfPowerDeviceD3Final);
}

// N139: the bus first, then this device on the way up.
NTSTATUS start(Device& device)
{
    NTSTATUS status = prepare_hardware(device);
    if (!NT_SUCCESS(status)) {
        release_hardware(device);
        return status;
    }
    status = enter_d0(device);
    if (!NT_SUCCESS(status)) {
        release_hardware(device);
        return status;
    }
    status = call_simple<Callback::EvtDeviceSelfManagedIoInit>(
        device, device.pnp_power().EvtDeviceSelfManagedIoInit);
    if (!NT_SUCCESS(status)) {
        exit_d0(device);
        release_hardware(device);
        return status;
    }
    device.pnp_state = PnpState::started;
    device.dispatch_queues();
    return STATUS_SUCCESS;
}

NTSTATUS start_device(Device& device, IRP& irp)
{
    NTSTATUS status = nt::io::forward_and_wait(*device.attached_to(), irp);
    // A stack that a filter joined after it was started is started again, from the new top; who is
    // started stays so.
    if (NT_SUCCESS(status) && device.pnp_state != PnpState::started)
        status = start(device);
    return complete_irp(irp, status);
}

// N140: top down. The device leaves D0 before the drivers below hear of the removal.
void stop_for_removal(Device& device)
{
    const auto& callbacks = device.pnp_power();
    const bool was_up =
        device.pnp_state == PnpState::started || device.pnp_state == PnpState::removing;
    device.pnp_state = PnpState::removed;
    if (!was_up)
        return;
    (void)call_simple<Callback::EvtDeviceSelfManagedIoSuspend>(
        device, callbacks.EvtDeviceSelfManagedIoSuspend);
    device.hold_queues_for_power();
    exit_d0(device);
    device.purge_queues_for_power(true);
    if (callbacks.EvtDeviceSelfManagedIoFlush != nullptr)
        gate::call_driver<Callback::EvtDeviceSelfManagedIoFlush>(
            device.driver().identity(),
            DriverFn<void(WDFDEVICE)>(callbacks.EvtDeviceSelfManagedIoFlush), handle_of(device));
    release_hardware(device);
    device.purge_queues_for_power(false);
    if (callbacks.EvtDeviceSelfManagedIoCleanup != nullptr)
        gate::call_driver<Callback::EvtDeviceSelfManagedIoCleanup>(
            device.driver().identity(),
            DriverFn<void(WDFDEVICE)>(callbacks.EvtDeviceSelfManagedIoCleanup), handle_of(device));
}

NTSTATUS remove_device(Device& device, IRP& irp)
{
    DEVICE_OBJECT& below = *device.attached_to();
    stop_for_removal(device);
    irp.IoStatus.Status = STATUS_SUCCESS;
    const NTSTATUS status = forward_unseen(below, irp);
    device.wait_for_handlers();
    (void)delete_tree(device);
    return status;
}

NTSTATUS query_remove(Device& device, IRP& irp)
{
    const NTSTATUS status = call_simple<Callback::EvtDeviceQueryRemove>(
        device, device.pnp_power().EvtDeviceQueryRemove);
    if (!NT_SUCCESS(status))
        return complete_irp(irp, status);
    if (device.pnp_state == PnpState::started)
        device.pnp_state = PnpState::removing;
    irp.IoStatus.Status = STATUS_SUCCESS;
    return forward_unseen(*device.attached_to(), irp);
}

NTSTATUS cancel_remove(Device& device, IRP& irp)
{
    const NTSTATUS status = nt::io::forward_and_wait(*device.attached_to(), irp);
    if (device.pnp_state == PnpState::removing)
        device.pnp_state = PnpState::started;
    device.dispatch_queues();
    return complete_irp(irp, status);
}

NTSTATUS surprise_removal(Device& device, IRP& irp)
{
    const auto callback = device.pnp_power().EvtDeviceSurpriseRemoval;
    if (callback != nullptr)
        gate::call_driver<Callback::EvtDeviceSurpriseRemoval>(
            device.driver().identity(), DriverFn<void(WDFDEVICE)>(callback), handle_of(device));
    irp.IoStatus.Status = STATUS_SUCCESS;
    return forward_unseen(*device.attached_to(), irp);
}

} // namespace

NTSTATUS pnp_dispatch(Device& device, IRP& irp)
{
    if (device.is_control())
        return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
    switch (nt::io::current_location(irp).MinorFunction) {
    case IRP_MN_START_DEVICE: return start_device(device, irp);
    case IRP_MN_REMOVE_DEVICE: return remove_device(device, irp);
    case IRP_MN_QUERY_REMOVE_DEVICE: return query_remove(device, irp);
    case IRP_MN_CANCEL_REMOVE_DEVICE: return cancel_remove(device, irp);
    case IRP_MN_SURPRISE_REMOVAL: return surprise_removal(device, irp);
    case IRP_MN_QUERY_INTERFACE: return device.exposed_interfaces().answer(device, irp);
    // N144: what a driver does not handle goes down with its status untouched.
    default: return forward_unseen(*device.attached_to(), irp);
    }
}

NTSTATUS power_dispatch(Device& device, IRP& irp)
{
    if (device.is_control())
        return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
    return forward_unseen(*device.attached_to(), irp);
}

} // namespace openwdf::wdf
