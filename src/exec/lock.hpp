// Ranked runtime locks. A thread may only take a lock of a higher rank than any it holds, so the
// order below is the lock order of the whole runtime. No such lock is ever held across the
// callback gate, a wait or a fiber switch.
#pragma once

#include "base/check.hpp"
#include "exec/thread.hpp"

#include <atomic>
#include <cstdint>

namespace openwdf::exec {

enum class Rank : std::uint8_t {
    machine,     // composition root: drivers, devices
    name_space,  // nt/ob namespace
    object_tree, // wdf/object parents and children
    queue,       // wdf/queue
    target,      // wdf/target sent and pended lists
    request,     // wdf/request
    handles,     // gate/handle allocation
    cancel,      // nt/io cancel lock
    timer,       // wdf/timer
    timers,      // nt/ke timer queue
    dpcs,        // nt/ke DPC queues
    activity,    // runs of timers, DPCs and work items
    waits,       // nt: push locks, requests of threads, callback objects
    dispatcher,  // nt/ke waits
    workers,     // nt/ex worker threads
    pool,        // nt/ex allocations
    reports,     // gate reports
    scheduler,   // exec queues
};

// In a loop that waits for another OS thread's next instructions: a pause, now and then a yield.
void pause_spinning(unsigned spins);

// Spins briefly, then yields the OS thread: the holder is always running and never blocks.
class SpinFlag {
public:
    void lock()
    {
        if (locked_.exchange(true, std::memory_order_acquire)) [[unlikely]]
            lock_slow();
    }
    void unlock() { locked_.store(false, std::memory_order_release); }

private:
    void lock_slow();

    std::atomic<bool> locked_{false};
};

template <Rank rank> class Lock {
public:
    void lock()
    {
        Thread* thread = current_thread();
        if (thread != nullptr) {
            CHECK((thread->held_ranks >> k_bit_index) == 0);
            thread->held_ranks |= k_bit;
        }
        flag_.lock();
    }

    void unlock()
    {
        flag_.unlock();
        Thread* thread = current_thread();
        if (thread != nullptr)
            thread->held_ranks &= ~k_bit;
    }

private:
    static constexpr unsigned k_bit_index = static_cast<unsigned>(rank);
    static constexpr std::uint32_t k_bit = 1U << k_bit_index;

    SpinFlag flag_;
};

} // namespace openwdf::exec
