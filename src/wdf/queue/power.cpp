// What a queue does when its device leaves D0: EvtIoStop asks the driver to give up each request
// that it has, and the device waits for the answers ("Using Power-Managed I/O Queues").
#include "nt/io/cancel.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>

namespace openwdf::wdf {

namespace {

// Windows waits without limit. A machine has to come to its end.
constexpr exec::Ticks k_patience = 5 * base::k_ticks_per_second;

} // namespace

bool Queue::any_asked_locked()
{
    for (Request* request = with_driver_.front(); request != nullptr;
         request = with_driver_.after(*request)) {
        if (request->stop_answer == StopAnswer::asked)
            return true;
    }
    return false;
}

// Referenced for the caller.
Request* Queue::next_to_stop_locked()
{
    for (Request* request = with_driver_.front(); request != nullptr;
         request = with_driver_.after(*request)) {
        if (request->stop_answer == StopAnswer::none) {
            request->stop_answer = StopAnswer::asked;
            request->reference();
            return request;
        }
    }
    return nullptr;
}

// Who registered no callback, or was told of a cancel, has to end its requests all the same.
void Queue::ask_to_stop(ULONG action)
{
    for (;;) {
        Request* request = nullptr;
        bool asks = false;
        ULONG flags = action;
        {
            std::lock_guard guard(lock_);
            request = next_to_stop_locked();
            if (request == nullptr)
                return;
            asks = config_.EvtIoStop != nullptr && !nt::io::is_cancelled(*request->irp());
            flags |= request->is_marked() ? WdfRequestStopRequestCancelable : 0;
        }
        if (asks) {
            ScopeGuard scope(*gate::current_context(), scope_lock_);
            gate::call_driver<gate::Callback::EvtIoStop>(
                driver().identity(),
                gate::DriverFn<void(WDFQUEUE, WDFREQUEST, ULONG)>(config_.EvtIoStop),
                static_cast<WDFQUEUE>(handle()), static_cast<WDFREQUEST>(request->handle()), flags);
            scope.leave();
        }
        request->dereference();
    }
}

void Queue::acknowledge_stop(Request& request, bool requeue)
{
    const bool movable = !requeue || (!request.packet.in_flight() && !request.is_marked());
    bool answered = false;
    {
        std::lock_guard guard(lock_);
        answered = movable && request.stop_answer == StopAnswer::asked;
        if (answered) {
            request.stop_answer = requeue ? StopAnswer::requeue : StopAnswer::kept;
            waiters_.wake_locked(driver().executive().dispatcher,
                                 [this](Goal goal) { return reached_locked(goal); });
        }
    }
    if (!answered)
        driver().border().report(
            "stop-acknowledge",
            movable ? "WdfRequestStopAcknowledge answers EvtIoStop only, and once"
                    : "a request that is sent, or marked cancelable, cannot be requeued by "
                      "WdfRequestStopAcknowledge");
}

// Requeued requests go to the head one after the other, so the last one is the first again.
void Queue::take_answers()
{
    for (;;) {
        Request* moved = nullptr;
        bool waits = false;
        {
            std::lock_guard guard(lock_);
            for (Request* request = with_driver_.front(); request != nullptr && moved == nullptr;
                 request = with_driver_.after(*request)) {
                moved = request->stop_answer == StopAnswer::requeue ? request : nullptr;
                request->stop_answer = StopAnswer::none;
            }
            if (moved == nullptr)
                return;
            take_from_driver_locked(*moved);
            waits = put_in_line_locked(*moved, true);
        }
        if (!waits)
            cancelled_while_waiting(*moved);
    }
}

void Queue::wait_for_power(Goal goal)
{
    auto& executive = driver().executive();
    const exec::Ticks patience = holds_device_ ? 0 : k_patience;
    const bool reached = waiters_.wait_until(
        executive.dispatcher, goal, [this](Goal wanted) { return reached_or_watch_locked(wanted); },
        executive.scheduler().interrupt_time() + patience);
    if (!reached && !std::exchange(holds_device_, true))
        driver().border().report(
            "request-holds-device",
            "a device leaves D0 while its driver keeps a request: complete it, or acknowledge it "
            "in EvtIoStop; Windows would wait for that without limit");
    take_answers();
}

void Queue::hold_for_power()
{
    ask_to_stop(WdfRequestStopActionSuspend);
    wait_for_power(Goal::acknowledged);
}

void Queue::purge_for_power()
{
    purge(true, nullptr, nullptr);
    ask_to_stop(WdfRequestStopActionPurge);
    wait_for_power(Goal::idle);
    cancel_waiting(nullptr);
}

} // namespace openwdf::wdf
