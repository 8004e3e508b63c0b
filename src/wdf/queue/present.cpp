// Presenting: which request goes to the driver now, and which of its handlers gets it.
#include "gate/callback.hpp"
#include "nt/io/stack.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>
#include <utility>

namespace openwdf::wdf {

// A presentation under way, on the stack of its thread, which alone looks at it.
struct Presentation {
    Presentation(Queue& owner, gate::ThreadContext& running)
        : queue(owner), thread(running), outer(running.presentation)
    {
    }
    ~Presentation()
    {
        if (!entered)
            return;
        leave();
        queue.dereference();
    }
    Presentation(const Presentation&) = delete;
    Presentation& operator=(const Presentation&) = delete;

    // The queue must outlive the presentation although a handler may complete its last request.
    void enter_locked()
    {
        queue.reference();
        thread.presentation = this;
        queue.handlers_.fetch_add(1, std::memory_order_relaxed);
        entered = inside = true;
    }
    // Whoever waits for the handlers is told by settle().
    void leave()
    {
        thread.presentation = outer;
        if (std::exchange(inside, false))
            queue.handlers_.fetch_sub(1, std::memory_order_seq_cst);
    }

    Queue& queue;
    gate::ThreadContext& thread;
    Presentation* const outer; // of this thread, of whatever queue
    bool entered = false;
    bool inside = false;
    bool goes_on = false; // there is something to present after what it is at
};

// The outermost one: it goes on with what the others leave.
Presentation* Queue::presentation_of(const gate::ThreadContext& thread) const
{
    Presentation* outermost = nullptr;
    for (Presentation* one = thread.presentation; one != nullptr; one = one->outer) {
        if (&one->queue == this)
            outermost = one;
    }
    return outermost;
}

bool Queue::left_to_presentation(bool waits) const
{
    Presentation* outer = presentation_of(*gate::current_context());
    if (outer == nullptr)
        return false;
    outer->goes_on = outer->goes_on || waits;
    return true;
}

bool Queue::may_present_locked() const
{
    if (closing_ || !dispatching_ || presented_ >= presented_max_)
        return false;
    return !power_managed_ || device_.powered();
}

void Queue::give_to_driver_locked(Request& request)
{
    with_driver_.push_back(request);
    ++presented_;
}

Request* Queue::next_to_present(Presentation& presentation)
{
    if (!std::exchange(presentation.goes_on, false))
        return nullptr;
    std::lock_guard guard(lock_);
    Request* request = may_present_locked() ? take_waiting_locked() : nullptr;
    presentation.goes_on = request != nullptr && !waiting_.empty();
    return request;
}

// A request that nothing waits before is presented whoever else presents: a handler that sends a
// request to its own queue and waits must not wait for itself.
bool Queue::try_present_at_once(Request& request)
{
    if (needs_passive())
        return false;
    Presentation presentation(*this, *gate::current_context());
    {
        std::lock_guard guard(lock_);
        if (!accepting_ || !waiting_.empty() || !may_present_locked())
            return false;
        give_to_driver_locked(request);
        presentation.enter_locked();
    }
    run_presentation(presentation, request);
    return true;
}

bool Queue::needs_passive() const
{
    return constraints_.level == WdfExecutionLevelPassive &&
           exec::current_thread()->irql != exec::k_passive_level;
}

void Queue::dispatch_at_passive(exec::Work& work)
{
    auto* self = reinterpret_cast<PassiveDispatch*>(&work);
    Queue& queue = *self->queue;
    self->posted.store(false, std::memory_order_release);
    Driver& driver = queue.driver();
    queue.passive_dispatches_.enter();
    queue.dispatch();
    queue.passive_dispatches_.leave();
    driver.worker_runs().end(driver.executive());
}

// Whether a dispatch would find anything to do.
bool Queue::wants_dispatch()
{
    if (watched_.load(std::memory_order_relaxed))
        return true;
    std::lock_guard guard(lock_);
    return !waiting_.empty() && may_present_locked();
}

// A worker's thread may wait there for what it sends; a processor's may not, because it ends the
// transfers that it would wait for.
bool Queue::moved_to_passive()
{
    if (!needs_passive())
        return false;
    if (wants_dispatch() && !passive_dispatch_.posted.exchange(true, std::memory_order_acq_rel)) {
        passive_dispatches_.begin();
        driver().worker_runs().queue(driver().executive(), passive_dispatch_.work);
    }
    return true;
}

void Queue::dispatch()
{
    if (moved_to_passive())
        return;
    dispatch_ready();
    settle();
}

void Queue::dispatch_ready()
{
    if (left_to_presentation(true))
        return;
    Presentation presentation(*this, *gate::current_context());
    Request* request = nullptr;
    {
        std::lock_guard guard(lock_);
        request = may_present_locked() ? take_waiting_locked() : nullptr;
        if (request == nullptr)
            return;
        presentation.goes_on = !waiting_.empty();
        presentation.enter_locked();
    }
    run_presentation(presentation, *request);
}

void Queue::run_presentation(Presentation& presentation, Request& first)
{
    for (Request* request = &first; request != nullptr; request = next_to_present(presentation))
        present(*request);
    presentation.leave();
    settle();
}

void Queue::present(Request& request)
{
    ScopeGuard scope(*gate::current_context(), scope_lock_);
    const bool handled = call_handler(request);
    scope.leave();
    if (!handled)
        request.complete(STATUS_INVALID_DEVICE_REQUEST, 0);
}

namespace {

using gate::Callback;
using gate::DriverFn;

} // namespace

bool Queue::call_handler(Request& request)
{
    const auto& identity = driver().identity();
    const auto queue = static_cast<WDFQUEUE>(handle());
    const auto handle = static_cast<WDFREQUEST>(request.handle());
    // Not after a call: the handler may complete the request and with it end the IRP.
    const IO_STACK_LOCATION& location = nt::io::current_location(*request.irp());
    const auto& control = location.Parameters.DeviceIoControl;
    const auto present_control = [&]<Callback id>(auto evt) {
        gate::call_driver<id>(
            identity, DriverFn<void(WDFQUEUE, WDFREQUEST, size_t, size_t, ULONG)>(evt), queue,
            handle, static_cast<size_t>(control.OutputBufferLength),
            static_cast<size_t>(control.InputBufferLength), control.IoControlCode);
        return true;
    };
    const auto present_transfer = [&]<Callback id>(auto evt) {
        gate::call_driver<id>(identity, DriverFn<void(WDFQUEUE, WDFREQUEST, size_t)>(evt), queue,
                              handle, static_cast<size_t>(location.Parameters.Read.Length));
        return true;
    };
    switch (location.MajorFunction) {
    case IRP_MJ_READ:
        if (config_.EvtIoRead != nullptr)
            return present_transfer.operator()<Callback::EvtIoRead>(config_.EvtIoRead);
        break;
    case IRP_MJ_WRITE:
        if (config_.EvtIoWrite != nullptr)
            return present_transfer.operator()<Callback::EvtIoWrite>(config_.EvtIoWrite);
        break;
    case IRP_MJ_DEVICE_CONTROL:
        if (config_.EvtIoDeviceControl != nullptr)
            return present_control.operator()<Callback::EvtIoDeviceControl>(
                config_.EvtIoDeviceControl);
        break;
    case IRP_MJ_INTERNAL_DEVICE_CONTROL:
        if (config_.EvtIoInternalDeviceControl != nullptr)
            return present_control.operator()<Callback::EvtIoInternalDeviceControl>(
                config_.EvtIoInternalDeviceControl);
        break;
    default: break;
    }
    if (config_.EvtIoDefault == nullptr)
        return false;
    gate::call_driver<Callback::EvtIoDefault>(
        identity, DriverFn<void(WDFQUEUE, WDFREQUEST)>(config_.EvtIoDefault), queue, handle);
    return true;
}

} // namespace openwdf::wdf
