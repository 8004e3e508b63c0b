// Requests that a driver keeps and lets be cancelled (fact 114). Whoever takes the cancel routine
// out of the IRP decides: Unmark gets the request back, or EvtRequestCancel gets it (N55).
#include "nt/io/cancel.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"

#include <mutex>

namespace openwdf::wdf {

namespace {

// The framework's word of an IRP that the driver has, marked cancelable.
void*& cancelable_request(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

bool claim(IRP& irp)
{
    return nt::io::set_cancel_routine(irp, nullptr) != nullptr;
}

} // namespace

NTSTATUS Request::mark_cancelable(PFN_WDF_REQUEST_CANCEL routine, bool fail_if_cancelled)
{
    const bool purged = queue_ != nullptr && queue_->cancels_dispatched();
    IRP& ours = *irp();
    bool refused = false;
    bool cancelled = false;
    {
        std::lock_guard guard(mark_lock_);
        refused = packet.in_flight() || marked_;
        if (!refused) {
            cancel_routine_ = CancelRoutine(routine);
            cancelable_request(ours) = this;
            reference(); // of the mark
            nt::io::set_runtime_cancel_routine(ours, on_cancelled);
            // N56. Not claimed back: the routine runs, or will.
            cancelled = (purged || nt::io::is_cancelled(ours)) && claim(ours);
            marked_ = !cancelled;
        }
    }
    if (refused) {
        driver().border().report("mark-cancelable", "only a request that is not sent and not "
                                                    "cancelable yet can be marked cancelable");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (!cancelled)
        return STATUS_SUCCESS;
    if (!fail_if_cancelled) {
        call_cancel_routine();
        return STATUS_SUCCESS;
    }
    dereference();
    return STATUS_CANCELLED;
}

bool Request::is_marked()
{
    std::lock_guard guard(mark_lock_);
    return marked_;
}

bool Request::try_take_mark()
{
    std::lock_guard guard(mark_lock_);
    if (!marked_ || !claim(*irp()))
        return false;
    marked_ = false;
    return true;
}

NTSTATUS Request::unmark_cancelable()
{
    if (!try_take_mark())
        return STATUS_CANCELLED;
    dereference();
    return STATUS_SUCCESS;
}

// Called with the cancel lock held (N52, N53).
void Request::on_cancelled(DEVICE_OBJECT*, IRP* irp)
{
    auto& request = *static_cast<Request*>(cancelable_request(*irp));
    nt::io::release_cancel_lock(irp->CancelIrql);
    {
        std::lock_guard guard(request.mark_lock_);
        request.marked_ = false;
    }
    request.cancelled_while_with_driver();
}

void Request::cancelled_while_with_driver()
{
    if (queue_ != nullptr && queue_->needs_passive()) {
        driver().worker_runs().queue(driver().executive(), cancel_work_);
        return;
    }
    call_cancel_routine();
}

void Request::call_cancel_at_passive(exec::Work& work)
{
    Request& request = *static_cast<CancelWork&>(work).request;
    Driver& driver = request.driver();
    request.call_cancel_routine();
    driver.worker_runs().end(driver.executive());
}

// Under the lock that covers the queue's handlers (fact 111). The driver completes the request in
// here, as a rule.
void Request::call_cancel_routine()
{
    const CancelRoutine routine = std::exchange(cancel_routine_, CancelRoutine());
    Queue* queue = queue_; // with its lock, over the end of its last request
    if (queue != nullptr)
        queue->reference();
    ScopeGuard scope(*gate::current_context(), queue == nullptr ? nullptr : queue->scope_lock());
    gate::call_driver<gate::Callback::EvtRequestCancel>(driver().identity(), routine,
                                                        static_cast<WDFREQUEST>(handle()));
    scope.leave();
    if (queue != nullptr)
        queue->dereference();
    dereference();
}

} // namespace openwdf::wdf
