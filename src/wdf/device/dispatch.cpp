#include "wdf/device/dispatch.hpp"

#include "nt/io/completion.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/stack.hpp"
#include "wdf/device/device.hpp"
#include "wdf/device/file.hpp"
#include "wdf/pnp/pnp.hpp"
#include "wdf/queue/ingress.hpp"

namespace openwdf::wdf {

NTSTATUS complete_irp(IRP& irp, NTSTATUS status, ULONG_PTR information)
{
    irp.IoStatus.Status = status;
    irp.IoStatus.Information = information;
    nt::io::complete_request(irp);
    return status;
}

NTSTATUS forward_unseen(DEVICE_OBJECT& below, IRP& irp)
{
    IoSkipCurrentIrpStackLocation(&irp);
    return nt::io::call_driver(below, irp);
}

namespace {

// What nobody in this driver handles: a filter is transparent, everybody else refuses (N25).
NTSTATUS leave_to_others(Device& device, IRP& irp)
{
    if (device.is_filter())
        return forward_unseen(*device.attached_to(), irp);
    return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
}

} // namespace

NTSTATUS dispatch_irp(DEVICE_OBJECT* wdm, IRP* irp)
{
    Device* device = device_of(*wdm);
    if (device == nullptr)
        return complete_irp(*irp, STATUS_NO_SUCH_DEVICE);
    const UCHAR major = nt::io::current_location(*irp).MajorFunction;
    if (major == IRP_MJ_CLEANUP)
        return file_cleanup(*device, *irp);
    if (major == IRP_MJ_CLOSE)
        return file_close(*device, *irp);
    // Deleted while the IRP was on its way (N143).
    if (device->left_stack())
        return complete_irp(*irp, STATUS_NO_SUCH_DEVICE);
    switch (major) {
    case IRP_MJ_CREATE: return file_create(*device, *irp);
    case IRP_MJ_PNP: return pnp_dispatch(*device, *irp);
    case IRP_MJ_POWER: return power_dispatch(*device, *irp);
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: {
        Queue* queue = device->queue_for(major);
        return queue == nullptr ? leave_to_others(*device, *irp) : ingress(*device, *queue, *irp);
    }
    default: return leave_to_others(*device, *irp);
    }
}

} // namespace openwdf::wdf
