// Requests that the driver gives to another queue of the device, or back to the head of its own.
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>

namespace openwdf::wdf {

NTSTATUS Queue::forward(Request& request, Queue& destination)
{
    if (&destination == this || &destination.device_ != &device_) {
        driver().border().report("forward-queue",
                                 "a request can only be forwarded to another queue "
                                 "of the same device");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    {
        std::lock_guard guard(lock_);
        take_from_driver_locked(request);
    }
    request.set_queue(&destination);
    if (!NT_SUCCESS(destination.enter(request))) {
        request.set_queue(this);
        std::lock_guard guard(lock_);
        give_to_driver_locked(request);
        return STATUS_WDF_BUSY;
    }
    dispatch();
    return STATUS_SUCCESS;
}

NTSTATUS Queue::requeue(Request& request)
{
    if (config_.DispatchType != WdfIoQueueDispatchManual) {
        driver().border().report("requeue-not-manual",
                                 "only a request that came from a manual queue can be put back");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    bool waits = false;
    {
        std::lock_guard guard(lock_);
        take_from_driver_locked(request);
        if (cancels_dispatched_)
            give_to_driver_locked(request);
        else
            waits = put_in_line_locked(request, true);
    }
    if (!waits)
        cancelled_while_waiting(request);
    dispatch();
    return STATUS_SUCCESS;
}

} // namespace openwdf::wdf
