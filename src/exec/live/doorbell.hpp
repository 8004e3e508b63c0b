// Wakes a processor's thread out of its port only when it really sleeps there.
//
// Who brings work pushes it first and rings then; the thread clears the bell first and looks at
// its queues then. A ring during the look turns the next sleep into a glance at the port; a ring
// during sleep costs one wake, and further ones nothing.
#pragma once

#include "host/host.hpp"

#include <atomic>
#include <cstdint>

namespace openwdf::exec {

class Doorbell {
public:
    void ring(host::IoPort& port)
    {
        if (state_.exchange(k_rung, std::memory_order_acq_rel) == k_asleep)
            port.wake();
    }

    // Owning thread only; precondition: its queues were empty after the last return of sleep().
    // Returns at `deadline` at the latest. Who moves the deadline closer rings.
    void sleep(host::IoPort& port, base::Ticks deadline = base::k_never)
    {
        std::uint32_t before = k_awake;
        const bool asleep =
            state_.compare_exchange_strong(before, k_asleep, std::memory_order_acq_rel);
        port.wait(asleep ? deadline : k_glance);
        state_.exchange(k_awake, std::memory_order_acq_rel);
    }

private:
    static constexpr base::Ticks k_glance = 0;
    static constexpr std::uint32_t k_awake = 0;
    static constexpr std::uint32_t k_asleep = 1;
    static constexpr std::uint32_t k_rung = 2;

    std::atomic<std::uint32_t> state_{k_awake};
};

} // namespace openwdf::exec
