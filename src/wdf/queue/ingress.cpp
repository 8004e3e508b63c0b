#include "wdf/queue/ingress.hpp"

#include "nt/io/stack.hpp"
#include "wdf/device/dispatch.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"

namespace openwdf::wdf {

namespace {

bool is_zero_length_transfer(const IO_STACK_LOCATION& location)
{
    const bool transfer =
        location.MajorFunction == IRP_MJ_READ || location.MajorFunction == IRP_MJ_WRITE;
    return transfer && location.Parameters.Read.Length == 0;
}

NTSTATUS refuse(Device& device, IRP& irp)
{
    if (device.is_filter())
        return forward_unseen(*device.attached_to(), irp);
    return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
}

} // namespace

NTSTATUS ingress(Device& device, Queue& queue, IRP& irp)
{
    const auto& location = nt::io::current_location(irp);
    if (!queue.takes(location.MajorFunction))
        return refuse(device, irp);
    // Fact 110: the framework ends zero-length transfers unless the queue allows them.
    if (is_zero_length_transfer(location) && !queue.allows_zero_length())
        return complete_irp(irp, STATUS_SUCCESS, 0);
    Request* request = Request::from_irp(device, irp);
    if (request == nullptr)
        return complete_irp(irp, STATUS_INSUFFICIENT_RESOURCES);
    // N28: marked before anybody else can see it.
    nt::io::mark_pending(irp);
    queue.accept(*request);
    return STATUS_PENDING;
}

} // namespace openwdf::wdf
