// Who has the processor, and which DPCs wait for him: one atomic word, so that "is it held?" and
// "is the queue empty?" are answered together and no wake is lost or sent for nothing.
//
//   bit 0        somebody is at DISPATCH_LEVEL on this processor
//   other bits   the youngest queued DPC, linked to the older ones
//
// A DPC pushed onto a held word needs no wake: the holder can only give the word back by a CAS
// from "held, empty" to "free", which fails while the DPC is there. Pushed onto a free word, it
// needs the processor's thread.
#pragma once

#include "exec/work.hpp"

#include <atomic>
#include <cstdint>

namespace openwdf::exec {

class DispatchWord {
public:
    // A free word with DPCs can be taken: the taker runs them when leaving.
    bool try_take()
    {
        std::uintptr_t seen = 0;
        if (word_.compare_exchange_strong(seen, k_held, std::memory_order_acquire)) [[likely]]
            return true;
        while ((seen & k_held) == 0)
            if (word_.compare_exchange_weak(seen, seen | k_held, std::memory_order_acquire))
                return true;
        return false;
    }

    // Holder only. Fails while DPCs are queued. Sequentially consistent with note_waiter().
    bool release_if_empty()
    {
        std::uintptr_t seen = k_held;
        return word_.compare_exchange_strong(seen, 0, std::memory_order_seq_cst);
    }

    // Holder only; leaves queued DPCs where they are (the machine is dead).
    void release() { word_.fetch_and(~k_held, std::memory_order_seq_cst); }

    // Holder only. Everything queued, youngest first.
    Work* take_queued()
    {
        const std::uintptr_t seen = word_.exchange(k_held, std::memory_order_acquire);
        return reinterpret_cast<Work*>(seen & ~k_held);
    }

    // Whether the processor was free, so that nobody is going to look at the queue.
    [[nodiscard]] bool push(Work& work)
    {
        std::uintptr_t seen = word_.load(std::memory_order_relaxed);
        std::uintptr_t next = 0;
        do {
            work.next = reinterpret_cast<Work*>(seen & ~k_held);
            next = reinterpret_cast<std::uintptr_t>(&work) | (seen & k_held);
        } while (!word_.compare_exchange_weak(seen, next, std::memory_order_release,
                                              std::memory_order_relaxed));
        return (seen & k_held) == 0;
    }

    // DPCs wait and nobody is there to run them.
    bool neglected() const
    {
        const std::uintptr_t seen = word_.load(std::memory_order_relaxed);
        return seen != 0 && (seen & k_held) == 0;
    }

private:
    static constexpr std::uintptr_t k_held = 1;
    static_assert(alignof(Work) > k_held);

    std::atomic<std::uintptr_t> word_{0};
};

} // namespace openwdf::exec
