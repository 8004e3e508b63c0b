// Presenting: which request goes to the driver now, and which of its handlers gets it.
#include "gate/callback.hpp"
#include "nt/io/stack.hpp"
#include "wdf/queue/queue.hpp"

#include <mutex>

namespace openwdf::wdf {

// A thread inside dispatch(), on its stack. Guarded by the queue's lock.
struct Queue::Presenter {
    Presenter(Queue& owner, const exec::Thread* running) : queue(owner), thread(running) {}
    ~Presenter()
    {
        std::lock_guard guard(queue.lock_);
        Presenter** link = &queue.presenters_;
        while (*link != this)
            link = &(*link)->next;
        *link = next;
    }
    Presenter(const Presenter&) = delete;
    Presenter& operator=(const Presenter&) = delete;

    Queue& queue;
    const exec::Thread* thread;
    Presenter* next = nullptr;
};

bool Queue::may_present_locked() const
{
    if (closing_ || presented_ >= presented_max_)
        return false;
    return !power_managed_ || device_.powered();
}

void Queue::give_to_driver_locked(Request& request)
{
    with_driver_.push_back(request);
    ++presented_;
}

Request* Queue::next_to_present()
{
    std::lock_guard guard(lock_);
    return may_present_locked() ? take_waiting_locked() : nullptr;
}

bool Queue::try_present_at_once(Request& request)
{
    if (needs_passive())
        return false;
    std::lock_guard guard(lock_);
    if (!waiting_.empty() || !may_present_locked())
        return false;
    give_to_driver_locked(request);
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
    queue.dispatch();
    queue.dereference();
}

bool Queue::moved_to_passive()
{
    if (!needs_passive())
        return false;
    if (!passive_dispatch_.posted.exchange(true, std::memory_order_acq_rel)) {
        reference();
        exec::current_thread()->processor->post(passive_dispatch_.work);
    }
    return true;
}

bool Queue::enter_locked(Presenter& presenter)
{
    bool nested = false;
    for (Presenter* other = presenters_; other != nullptr; other = other->next)
        nested = nested || other->thread == presenter.thread;
    presenter.next = presenters_;
    presenters_ = &presenter;
    return nested;
}

void Queue::dispatch()
{
    if (moved_to_passive())
        return;
    run_presentation(nullptr);
}

// `first` was given to the driver already and is presented whoever else presents: a handler that
// sends a request to its own queue and waits must not wait for itself.
void Queue::run_presentation(Request* first)
{
    // The queue must outlive the loop although a handler may complete its last request.
    struct Hold {
        Queue& queue;
        explicit Hold(Queue& held) : queue(held) { queue.reference(); }
        ~Hold() { queue.dereference(); }
    } hold(*this);
    Presenter presenter(*this, exec::current_thread());
    bool nested = false;
    {
        std::lock_guard guard(lock_);
        nested = enter_locked(presenter);
    }
    if (first != nullptr)
        present(*first);
    while (Request* request = nested ? nullptr : next_to_present())
        present(*request);
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
    // Copied out: the handler may complete the request and with it end the IRP.
    const IO_STACK_LOCATION location = nt::io::current_location(*request.irp());
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
