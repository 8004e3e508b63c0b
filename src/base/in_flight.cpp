#include "base/in_flight.hpp"

#include "base/check.hpp"

namespace openwdf::base {

void InFlight::begin()
{
    const std::lock_guard guard(mutex_);
    ++count_;
}

// Woken in the same hold: a waiter that returned has had the lock after us.
void InFlight::end()
{
    const std::lock_guard guard(mutex_);
    CHECK(count_ != 0);
    if (--count_ == 0)
        none_.notify_all();
}

std::uint32_t InFlight::count() const
{
    const std::lock_guard guard(mutex_);
    return count_;
}

bool InFlight::wait_until_none(Clock::time_point deadline) const
{
    std::unique_lock guard(mutex_);
    return none_.wait_until(guard, deadline, [this] { return count_ == 0; });
}

} // namespace openwdf::base
