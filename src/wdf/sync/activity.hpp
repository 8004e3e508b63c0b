// The runs of one callback that are queued or under way, so that a stop, a flush or a delete can
// wait for their end. The object stays alive until the last of them is over.
#pragma once

#include "gate/context.hpp"
#include "nt/ke/countdown.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class Activity {
public:
    explicit Activity(Object& object) : object_(object) {}
    Activity(const Activity&) = delete;
    Activity& operator=(const Activity&) = delete;

    // A run was queued, and must end by end() or withdrawn(). Any thread, IRQL <= DISPATCH.
    void begin();
    // It will not take place after all.
    void withdrawn() { end(); }
    // The callback is about to run on the current thread ...
    void enter() { thread_.store(gate::current_context(), std::memory_order_relaxed); }
    // ... and returned. May free the object.
    void leave();

    // Whether the caller is inside the callback: then waiting for its end would last for ever.
    bool inside() const
    {
        return thread_.load(std::memory_order_relaxed) == gate::current_context();
    }
    // PASSIVE_LEVEL, not inside().
    void wait_until_idle();

private:
    void end();
    nt::ke::Dispatcher& dispatcher() const;

    Object& object_;
    nt::ke::Countdown runs_;
    std::atomic<gate::ThreadContext*> thread_{nullptr};
};

} // namespace openwdf::wdf
