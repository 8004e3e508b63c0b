// WDFTIMER: a callback at a given time, at DISPATCH_LEVEL, or on a worker thread for a timer of
// execution level passive.
//
// Lock order: lock_ (Rank::timer) guards who is stopping; it is not held over a wait or a callback.
#pragma once

#include "nt/ke/dpc.hpp"
#include "nt/ke/timer_queue.hpp"
#include "wdf/object/object.hpp"
#include "wdf/sync/activity.hpp"
#include "wdf/sync/scope.hpp"

namespace openwdf::wdf {

class Timer final : public Object {
public:
    static constexpr Kind k_kind = Kind::timer;

    Timer(Driver* driver, Object& parent, const WDF_TIMER_CONFIG& config, ScopeLock* scope_lock,
          bool passive);
    ~Timer() override;

    // WdfTimerCreate. STATUS_INFO_LENGTH_MISMATCH,
    // STATUS_INVALID_PARAMETER for periods and delays out of range, STATUS_NOT_SUPPORTED for a
    // periodic passive-level timer, and what serialization_below says.
    static NTSTATUS create(Driver& driver, Object& parent, const WDF_TIMER_CONFIG& config,
                           const WDF_OBJECT_ATTRIBUTES& attributes, WDFTIMER* handle);

    Object& timed_parent() const { return parent_; }
    bool needs_passive_dispose() const override { return true; }

    // True when it was set before: then it is set anew. A timer that is being deleted is left
    // alone; one that another thread is stopping stays stopped.
    bool start(LONGLONG due);
    // True when it was set. `wait`: also until no callback runs; not from inside the callback.
    bool stop(bool wait);

private:
    void rundown() override;
    void abandon() override { (void)timers().cancel(expiry_); }

    struct Expiry : nt::ke::QueuedTimer {
        Timer* timer = nullptr;
    };
    struct PassiveRun : exec::Work {
        Timer* timer = nullptr;
    };

    static base::Ticks expire(nt::ke::QueuedTimer& queued, exec::Processor& processor,
                              base::Ticks now);
    static void run_dpc(KDPC& dpc, void* timer);
    static void run_passive(exec::Work& work);
    void call();
    bool may_start();
    bool stop_and_wait();
    bool stop_once();
    nt::ke::TimerQueue& timers() const;

    Object& parent_; // referenced
    const WDF_TIMER_CONFIG config_;
    ScopeLock* const scope_lock_;
    const bool passive_;
    Activity activity_;
    Expiry expiry_;
    KDPC dpc_{};
    PassiveRun passive_run_;
    std::atomic<bool> passive_queued_{false};

    exec::Lock<exec::Rank::timer> lock_;
    bool running_down_ = false;
    const exec::Thread* stopping_ = nullptr; // in a stop that waits
    bool started_meanwhile_ = false;         // by a start that came before it saw `stopping_`
    bool start_refused_ = false;
};

} // namespace openwdf::wdf
