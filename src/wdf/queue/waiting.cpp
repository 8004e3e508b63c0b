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

// False when the IRP was cancelled on the way in: then the request is with the driver, for
// cancelled_while_waiting().
bool Queue::put_in_line_locked(Request& request, bool at_head)
{
    IRP& irp = *request.irp();
    filled_ = filled_ || waiting_.empty();
    if (at_head)
        waiting_.push_front(request);
    else
        waiting_.push_back(request);
    request.in_line = true;
    ++waiting_count_;
    waiting_request(irp) = &request;
    nt::io::set_runtime_cancel_routine(irp, cancel_routine);
    // N56: set and claimed back means nobody else will cancel it.
    const bool cancelled = nt::io::is_cancelled(irp) && claim(request);
    if (cancelled)
        leave_line_locked(request);
    return !cancelled;
}

// A request is counted in one of the two lists until it is complete.
void Queue::leave_line_locked(Request& request)
{
    request.queue_link.unlink();
    request.in_line = false;
    --waiting_count_;
    give_to_driver_locked(request);
}

// `cancelled`: the caller goes on with cancelled_while_waiting().
NTSTATUS Queue::wait(Request& request, bool& cancelled)
{
    std::lock_guard guard(lock_);
    const NTSTATUS status = refusal_locked();
    if (NT_SUCCESS(status))
        cancelled = !put_in_line_locked(request, false);
    return status;
}

Request* Queue::take_waiting_locked()
{
    while (Request* request = waiting_.front()) {
        leave_line_locked(*request);
        if (claim(*request))
            return request;
        // Its cancel routine finds it with the driver and ends it.
    }
    return nullptr;
}

Request* Queue::take_waiting_locked(const FILE_OBJECT* file, const Request* wanted)
{
    Request* request = waiting_.front();
    while (request != nullptr) {
        Request* next = waiting_.after(*request);
        const auto& location = nt::io::current_location(*request->irp());
        if ((file == nullptr || location.FileObject == file) &&
            (wanted == nullptr || request == wanted)) {
            leave_line_locked(*request);
            if (claim(*request))
                return request;
        }
        request = next;
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
        if (request.in_line)
            queue.leave_line_locked(request);
    }
    queue.cancelled_while_waiting(request);
}

// EvtIoCanceledOnQueue makes the driver the owner; without it the framework ends the request.
void Queue::cancelled_while_waiting(Request& request)
{
    if (config_.EvtIoCanceledOnQueue == nullptr) {
        request.complete(STATUS_CANCELLED, 0);
        return;
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
    return take_waiting_locked(file, nullptr);
}

void Queue::cancel_waiting(const FILE_OBJECT* file)
{
    while (Request* request = take_waiting_of(file))
        cancelled_while_waiting(*request);
}

} // namespace openwdf::wdf
