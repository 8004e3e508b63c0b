// One thread's bed: a futex word that remembers one wake that came too early.
#pragma once

#include "exec/live/futex.hpp"

#include "host/host.hpp"

namespace openwdf::exec {

class Parker {
public:
    // Own thread only. Whether somebody unparked it before the deadline.
    bool park(host::Host& clock, base::Ticks deadline)
    {
        std::uint32_t before = k_awake;
        if (!word_.compare_exchange_strong(before, k_parked, std::memory_order_acquire))
            return take_token();
        while (word_.load(std::memory_order_relaxed) == k_parked) {
            base::Ticks left = deadline;
            if (deadline != base::k_never) {
                left = deadline - clock.interrupt_time();
                if (left <= 0)
                    break;
            }
            futex_wait(word_, k_parked, left);
        }
        return take_token();
    }

    void unpark()
    {
        if (word_.exchange(k_unparked, std::memory_order_release) == k_parked)
            futex_wake(word_, 1);
    }

private:
    static constexpr std::uint32_t k_awake = 0;
    static constexpr std::uint32_t k_parked = 1;
    static constexpr std::uint32_t k_unparked = 2;

    bool take_token() { return word_.exchange(k_awake, std::memory_order_acquire) == k_unparked; }

    FutexWord word_{k_awake};
};

} // namespace openwdf::exec
