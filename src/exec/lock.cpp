#include "exec/lock.hpp"

#include <sched.h>

namespace openwdf::exec {

void pause_spinning(unsigned spins)
{
    constexpr unsigned k_spins_before_yield = 64;
    __builtin_ia32_pause();
    if (spins % k_spins_before_yield == k_spins_before_yield - 1)
        sched_yield();
}

void SpinFlag::lock_slow()
{
    for (unsigned spins = 0;; ++spins) {
        if (!locked_.load(std::memory_order_relaxed) &&
            !locked_.exchange(true, std::memory_order_acquire))
            return;
        pause_spinning(spins);
    }
}

} // namespace openwdf::exec
