#include "nt/ke/countdown.hpp"

#include <mutex>

namespace openwdf::nt::ke {

void Countdown::begin(Dispatcher& dispatcher)
{
    const std::lock_guard guard(lock_);
    if (count_++ == 0)
        (void)dispatcher.reset_event(none_);
}

void Countdown::end(Dispatcher& dispatcher)
{
    const std::lock_guard guard(lock_);
    CHECK(count_ != 0);
    if (--count_ == 0)
        (void)dispatcher.set_event(none_);
}

void Countdown::wait_until_none(Dispatcher& dispatcher)
{
    (void)dispatcher.wait_until(&none_, base::k_never);
    const std::lock_guard guard(lock_);
}

} // namespace openwdf::nt::ke
