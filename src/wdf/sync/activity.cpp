#include "wdf/sync/activity.hpp"

#include "wdf/driver/driver.hpp"

#include <mutex>

namespace openwdf::wdf {

Activity::Activity(Object& object) : object_(object)
{
    nt::ke::initialize_event(idle_, NotificationEvent, true);
}

// The event changes under the lock, together with the count.
void Activity::begin()
{
    object_.reference();
    std::lock_guard guard(lock_);
    if (runs_++ == 0)
        (void)object_.driver().executive().dispatcher.reset_event(idle_);
}

void Activity::leave()
{
    thread_.store(nullptr, std::memory_order_relaxed);
    end();
}

void Activity::end()
{
    {
        std::lock_guard guard(lock_);
        CHECK(runs_ != 0);
        if (--runs_ == 0)
            (void)object_.driver().executive().dispatcher.set_event(idle_);
    }
    object_.dereference();
}

void Activity::wait_until_idle()
{
    (void)object_.driver().executive().dispatcher.wait_until(&idle_, base::k_never);
}

} // namespace openwdf::wdf
