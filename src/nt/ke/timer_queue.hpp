// What is to happen at a given time: the one queue under KTIMER, WDFTIMER and the timeouts of
// requests. A timer lives in its owner's memory; setting and cancelling it allocate nothing.
//
// Each processor has its own timers: one that is set expires on the processor of the thread that
// set it. Lock order: lock_ (Rank::timers) is held while a timer expires, so that a cancel that
// comes too late finds the expiry done, not half done.
#pragma once

#include "base/pairing_heap.hpp"
#include "base/time.hpp"
#include "exec/lock.hpp"
#include "exec/scheduler.hpp"

#include <cstdint>
#include <vector>

namespace openwdf::nt::ke {

struct QueuedTimer {
    // Called once the time has come, on the processor's own thread, under the queue's lock: it may
    // signal a dispatcher object and queue DPCs, and must neither block nor call a driver. Returns
    // when to expire again (absolute interrupt time), k_never for not at all; then the timer is the
    // owner's alone.
    base::Ticks (*expire)(QueuedTimer& timer, exec::Processor& processor,
                          base::Ticks now) = nullptr;

    base::HeapLink<QueuedTimer> link; // the rest is the queue's
    base::Ticks due = base::k_never;
    std::uint64_t order = 0; // of setting: equal times expire in this order
    unsigned processor = 0;
};

class TimerQueue {
public:
    explicit TimerQueue(exec::Scheduler& scheduler);
    TimerQueue(const TimerQueue&) = delete;
    TimerQueue& operator=(const TimerQueue&) = delete;

    // Sets `timer`, or sets it anew, to `due` (absolute interrupt time; a past one expires soon).
    // True when it was set before. Any thread of the machine, IRQL <= DISPATCH.
    bool set(QueuedTimer& timer, base::Ticks due);
    // True when it was set: then it will not expire. False: it was never set, or its expiry is
    // over; what that queued may still have to run.
    bool cancel(QueuedTimer& timer);
    bool is_set(const QueuedTimer& timer);

private:
    static bool earlier(const QueuedTimer& one, const QueuedTimer& other);
    struct Alarm : exec::Work {
        TimerQueue* queue = nullptr;
        exec::Processor* processor = nullptr;
        base::PairingHeap<QueuedTimer, &QueuedTimer::link, earlier> timers;
    };

    static void ring(exec::Work& alarm);
    void expire_due(Alarm& alarm);
    void push_locked(Alarm& alarm, QueuedTimer& timer, base::Ticks due);
    static void set_alarm_locked(Alarm& alarm);

    exec::Scheduler& scheduler_;
    exec::Lock<exec::Rank::timers> lock_;
    std::uint64_t next_order_ = 0;
    std::vector<Alarm> alarms_; // by processor
};

} // namespace openwdf::nt::ke
