// Start, stop, purge and drain of a queue, and who hears when they are done.
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>

namespace openwdf::wdf {

bool Queue::reached_locked(Goal goal)
{
    if (goal == Goal::acknowledged)
        return !any_asked_locked();
    if (goal == Goal::quiet)
        return handlers_.load(std::memory_order_seq_cst) == 0;
    return presented_ == 0 && (goal == Goal::idle || waiting_count_ == 0);
}

bool Queue::cancels_dispatched()
{
    std::lock_guard guard(lock_);
    return cancels_dispatched_;
}

// False: the former callback was not called yet; nothing changes then.
bool Queue::set_notification_locked(Notification& which, PFN_WDF_IO_QUEUE_STATE routine,
                                    WDFCONTEXT context)
{
    if (routine == nullptr)
        return true;
    if (which.routine)
        return false;
    which = {routine, context};
    watched_.store(true, std::memory_order_relaxed);
    return true;
}

bool Queue::take_due_locked(Notification& due)
{
    for (auto [which, goal] :
         {std::pair{&stopped_, Goal::idle}, std::pair{&purged_, Goal::empty}}) {
        if (which->routine && reached_locked(goal)) {
            due = std::exchange(*which, Notification());
            return true;
        }
    }
    if (!ready_.routine || !filled_ || waiting_.empty() || !NT_SUCCESS(may_retrieve_locked()))
        return false;
    filled_ = false;
    due = ready_;
    return true;
}

bool Queue::reached_or_watch_locked(Goal goal)
{
    // Handlers end without the lock: they look whether somebody watches after they are counted
    // off, so it has to be said before the count is looked at.
    if (goal == Goal::quiet)
        watched_.store(true, std::memory_order_seq_cst);
    const bool reached = reached_locked(goal);
    if (!reached)
        watched_.store(true, std::memory_order_relaxed);
    return reached;
}

bool Queue::is_watched_locked() const
{
    return stopped_.routine || purged_.routine || ready_.routine || waiters_.any_locked();
}

void Queue::settle()
{
    if (!watched_.load(std::memory_order_seq_cst)) [[likely]]
        return;
    for (;;) {
        Notification due;
        {
            std::lock_guard guard(lock_);
            waiters_.wake_locked(driver().executive().dispatcher,
                                 [this](Goal goal) { return reached_locked(goal); });
            if (!take_due_locked(due)) {
                watched_.store(is_watched_locked(), std::memory_order_relaxed);
                return;
            }
        }
        gate::call_driver<gate::Callback::EvtIoQueueState>(
            driver().identity(), due.routine, static_cast<WDFQUEUE>(handle()), due.context);
    }
}

void Queue::start()
{
    {
        std::lock_guard guard(lock_);
        accepting_ = dispatching_ = true;
        cancels_dispatched_ = false;
        filled_ = filled_ || !waiting_.empty();
    }
    dispatch();
}

Request* Queue::take_marked()
{
    std::lock_guard guard(lock_);
    for (Request* request = with_driver_.front(); request != nullptr;
         request = with_driver_.after(*request)) {
        if (request->try_take_mark())
            return request; // kept alive by its mark
    }
    return nullptr;
}

// What waits, and what the driver keeps cancelable.
void Queue::cancel_dispatched()
{
    cancel_waiting(nullptr);
    while (Request* request = take_marked())
        request->call_cancel_routine();
}

namespace {

void report_pending_notification(Driver& driver)
{
    driver.border().report("queue-notification-pending",
                           "a queue was stopped or purged again with a callback while the callback "
                           "of the last time was not called yet; the call has no effect");
}

} // namespace

void Queue::finish_change(bool done, bool cancels)
{
    if (!done) {
        report_pending_notification(driver());
        return;
    }
    if (cancels)
        cancel_dispatched();
    dispatch();
}

void Queue::stop(bool cancels, PFN_WDF_IO_QUEUE_STATE complete, WDFCONTEXT context)
{
    bool done = false;
    {
        std::lock_guard guard(lock_);
        done = set_notification_locked(stopped_, complete, context);
        if (done) {
            accepting_ = true;
            dispatching_ = false;
            cancels_dispatched_ = cancels_dispatched_ || cancels;
        }
    }
    finish_change(done, cancels);
}

void Queue::purge(bool cancels, PFN_WDF_IO_QUEUE_STATE complete, WDFCONTEXT context)
{
    bool done = false;
    {
        std::lock_guard guard(lock_);
        done = set_notification_locked(purged_, complete, context);
        if (done) {
            accepting_ = false;
            cancels_dispatched_ = cancels_dispatched_ || cancels;
        }
    }
    finish_change(done, cancels);
}

void Queue::wait_for(Goal goal)
{
    waiters_.wait(
        driver().executive().dispatcher, goal,
        [this](Goal wanted) { return reached_or_watch_locked(wanted); }, [] {});
}

void Queue::stop_and_wait(bool cancels)
{
    stop(cancels, nullptr, nullptr);
    wait_for(Goal::idle);
}

void Queue::purge_and_wait(bool cancels)
{
    purge(cancels, nullptr, nullptr);
    wait_for(Goal::empty);
}

void Queue::wait_for_handlers()
{
    if (presentation_of(*gate::current_context()) == nullptr)
        wait_for(Goal::quiet);
}

WDF_IO_QUEUE_STATE Queue::state(ULONG* waiting, ULONG* with_driver)
{
    std::lock_guard guard(lock_);
    if (waiting != nullptr)
        *waiting = waiting_count_;
    if (with_driver != nullptr)
        *with_driver = presented_;
    ULONG bits = 0;
    bits |= accepting_ ? WdfIoQueueAcceptRequests : 0;
    bits |= dispatching_ ? WdfIoQueueDispatchRequests : 0;
    bits |= waiting_count_ == 0 ? WdfIoQueueNoRequests : 0;
    bits |= presented_ == 0 ? WdfIoQueueDriverNoRequests : 0;
    bits |= power_managed_ && !device_.powered() ? WdfIoQueuePnpHeld : 0;
    return static_cast<WDF_IO_QUEUE_STATE>(bits);
}

NTSTATUS Queue::ready_notify(PFN_WDF_IO_QUEUE_STATE routine, WDFCONTEXT context)
{
    if (config_.DispatchType != WdfIoQueueDispatchManual)
        return STATUS_INVALID_DEVICE_REQUEST;
    {
        std::lock_guard guard(lock_);
        if (closing_)
            return STATUS_DELETE_PENDING;
        if (routine == nullptr) {
            if (!ready_.routine || dispatching_)
                return STATUS_INVALID_DEVICE_REQUEST;
            ready_ = {};
            return STATUS_SUCCESS;
        }
        if (!set_notification_locked(ready_, routine, context))
            return STATUS_INVALID_DEVICE_REQUEST;
    }
    dispatch();
    return STATUS_SUCCESS;
}

} // namespace openwdf::wdf
