#include "exec/lock.hpp"

#include <sched.h>

namespace openwdf::exec {

void SpinFlag::lock_slow()
{
    constexpr int k_spins_before_yield = 64;
    for (;;) {
        for (int spin = 0; spin < k_spins_before_yield; ++spin) {
            if (!locked_.load(std::memory_order_relaxed) &&
                !locked_.exchange(true, std::memory_order_acquire))
                return;
            __builtin_ia32_pause();
        }
        sched_yield();
    }
}

} // namespace openwdf::exec
