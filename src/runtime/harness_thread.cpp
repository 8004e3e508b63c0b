#include "runtime/harness_thread.hpp"

namespace openwdf::runtime {

void CountedThreads::enter()
{
    const std::lock_guard guard(mutex_);
    ++running_;
}

// The notification stays under the lock: the waiter may free this as soon as it sees zero.
void CountedThreads::leave()
{
    const std::lock_guard guard(mutex_);
    if (--running_ == 0)
        none_.notify_all();
}

bool CountedThreads::wait_until_none()
{
    std::unique_lock guard(mutex_);
    return none_.wait_for(guard, k_patience, [this] { return running_ == 0; });
}

} // namespace openwdf::runtime
