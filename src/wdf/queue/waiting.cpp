// Waiting: a request that no driver has seen yet stays cancelable. Whoever takes its cancel routine
// out owns it: the presenter, the cleanup of its file, or IoCancelIrp (N55).
#include "gate/callback.hpp"
#include "nt/io/cancel.hpp"
#include "nt/io/stack.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>

namespace openwdf::wdf {

namespace {

// The framework's word of an IRP that waits in a queue.
void*& waiting_request(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

// False when the cancel routine has run or is about to: then it ends the request.
bool claim(Request& request)
{
    return nt::io::set_cancel_routine(*request.irp(), nullptr) != nullptr;
}

} // namespace

// False when the IRP was cancelled on the way in, or the queue is being deleted: the request is
// over then.
bool Queue::wait(Request& request)
{
    IRP& irp = *request.irp();
    bool cancelled = false;
    bool refused = false;
    {
        std::lock_guard guard(lock_);
        refused = closing_;
        if (!refused) {
            waiting_.push_back(request);
            waiting_request(irp) = &request;
            nt::io::set_runtime_cancel_routine(irp, cancel_routine);
            // N56: set and claimed back means nobody else will cancel it.
            cancelled = nt::io::is_cancelled(irp) && claim(request);
        }
        if (cancelled)
            request.queue_link.unlink();
    }
    if (cancelled)
        cancelled_while_waiting(request);
    if (refused) {
        request.set_queue(nullptr);
        request.complete(STATUS_DELETE_PENDING, 0); // N143
    }
    return !cancelled && !refused;
}

Request* Queue::take_waiting_locked()
{
    while (Request* request = waiting_.pop_front()) {
        if (!claim(*request))
            continue; // its cancel routine finds it unlisted and ends it
        give_to_driver_locked(*request);
        return request;
    }
    return nullptr;
}

// Called with the cancel lock held (N52, N53).
void Queue::cancel_routine(DEVICE_OBJECT*, IRP* irp)
{
    auto& request = *static_cast<Request*>(waiting_request(*irp));
    Queue& queue = *request.queue();
    nt::io::release_cancel_lock(irp->CancelIrql);
    {
        std::lock_guard guard(queue.lock_);
        if (request.queue_link.listed())
            request.queue_link.unlink();
    }
    queue.cancelled_while_waiting(request);
}

// EvtIoCanceledOnQueue makes the driver the owner; without it the framework ends the request.
void Queue::cancelled_while_waiting(Request& request)
{
    if (config_.EvtIoCanceledOnQueue == nullptr) {
        request.set_queue(nullptr);
        request.complete(STATUS_CANCELLED, 0);
        return;
    }
    {
        std::lock_guard guard(lock_);
        give_to_driver_locked(request);
    }
    gate::ThreadContext& context = *gate::current_context();
    ScopeGuard scope(context, scope_lock_);
    gate::call_driver<gate::Callback::EvtIoCanceledOnQueue>(
        driver().identity(),
        gate::DriverFn<void(WDFQUEUE, WDFREQUEST)>(config_.EvtIoCanceledOnQueue),
        static_cast<WDFQUEUE>(handle()), static_cast<WDFREQUEST>(request.handle()));
    scope.leave();
}

Request* Queue::take_waiting_of(const FILE_OBJECT* file)
{
    std::lock_guard guard(lock_);
    Request* request = waiting_.front();
    while (request != nullptr) {
        Request* next = waiting_.after(*request);
        const auto& location = nt::io::current_location(*request->irp());
        if (file == nullptr || location.FileObject == file) {
            request->queue_link.unlink();
            if (claim(*request))
                return request;
        }
        request = next;
    }
    return nullptr;
}

void Queue::cancel_waiting(const FILE_OBJECT* file)
{
    while (Request* request = take_waiting_of(file))
        cancelled_while_waiting(*request);
}

} // namespace openwdf::wdf
