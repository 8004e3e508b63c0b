#include "wdf/sync/activity.hpp"

#include "wdf/driver/driver.hpp"

namespace openwdf::wdf {

nt::ke::Dispatcher& Activity::dispatcher() const
{
    return object_.driver().executive().dispatcher;
}

void Activity::begin()
{
    object_.reference();
    runs_.begin(dispatcher());
}

void Activity::leave()
{
    thread_.store(nullptr, std::memory_order_relaxed);
    end();
}

void Activity::end()
{
    runs_.end(dispatcher());
    object_.dereference();
}

void Activity::wait_until_idle()
{
    runs_.wait_until_none(dispatcher());
}

} // namespace openwdf::wdf
