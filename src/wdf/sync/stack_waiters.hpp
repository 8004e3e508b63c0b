// Threads that wait, on their stacks, for something that a runtime lock guards. Whoever makes it
// true signals them under that lock, so a waiter's stack is not touched any more once the waiter
// got the lock again. After a freeze the waiters unwind and take themselves off.
#pragma once

#include "nt/ke/dispatcher.hpp"

#include <mutex>

namespace openwdf::wdf {

template <class Lock, class Goal> class StackWaiters {
public:
    explicit StackWaiters(Lock& lock) : lock_(lock) {}

    // With the lock held: signals each waiter whose goal is reached.
    template <class Reached> void wake_locked(nt::ke::Dispatcher& dispatcher, Reached&& reached)
    {
        for (Waiter* waiter = first_; waiter != nullptr; waiter = waiter->next) {
            if (reached(waiter->goal))
                (void)dispatcher.set_event(waiter->signal);
        }
    }
    bool any_locked() const { return first_ != nullptr; }

    // Until `reached` is true; both are called with the lock held, `then` in the same hold.
    template <class Reached, class Then>
    void wait(nt::ke::Dispatcher& dispatcher, Goal goal, Reached&& reached, Then&& then)
    {
        (void)wait_until(dispatcher, goal, reached, then, base::k_never);
    }

    // False when it was not reached in time.
    template <class Reached>
    bool wait_until(nt::ke::Dispatcher& dispatcher, Goal goal, Reached&& reached,
                    base::Ticks deadline)
    {
        return wait_until(
            dispatcher, goal, reached, [] {}, deadline);
    }

private:
    template <class Reached, class Then>
    bool wait_until(nt::ke::Dispatcher& dispatcher, Goal goal, Reached&& reached, Then&& then,
                    base::Ticks deadline)
    {
        Waiter waiter(*this, goal);
        for (NTSTATUS status = STATUS_SUCCESS;;) {
            {
                std::lock_guard guard(lock_);
                if (reached(goal)) {
                    waiter.leave_locked();
                    then();
                    return true;
                }
                if (status == STATUS_TIMEOUT) {
                    waiter.leave_locked();
                    return false;
                }
                (void)dispatcher.reset_event(waiter.signal);
                waiter.enter_locked();
            }
            status = dispatcher.wait_until(&waiter.signal, deadline);
        }
    }

    struct Waiter {
        Waiter(StackWaiters& waiters, Goal wanted) : owner(waiters), goal(wanted)
        {
            nt::ke::initialize_event(signal, NotificationEvent, false);
        }
        ~Waiter()
        {
            if (!listed)
                return;
            std::lock_guard guard(owner.lock_);
            leave_locked();
        }
        Waiter(const Waiter&) = delete;
        Waiter& operator=(const Waiter&) = delete;

        void enter_locked()
        {
            if (listed)
                return;
            next = owner.first_;
            owner.first_ = this;
            listed = true;
        }
        void leave_locked()
        {
            if (!listed)
                return;
            Waiter** link = &owner.first_;
            while (*link != this)
                link = &(*link)->next;
            *link = next;
            listed = false;
        }

        StackWaiters& owner;
        const Goal goal;
        bool listed = false;
        Waiter* next = nullptr;
        KEVENT signal{};
    };

    Lock& lock_;
    Waiter* first_ = nullptr;
};

} // namespace openwdf::wdf
