// KTIMER: timer objects in drivers' memory, over the machine's timer queue. What the queue needs of
// a timer does not fit into a KTIMER and is kept here, by address.
//
// Lock order: lock_ (Rank::timer) guards the table and the settings of all KTIMERs.
#pragma once

#include "exec/lock.hpp"
#include "gate/context.hpp"
#include "nt/ke/timer_queue.hpp"

#include <ntddk.h>

#include <memory>
#include <unordered_map>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::ke {

// A synchronization timer releases one waiter, a notification timer stays signalled (N120).
void initialize_timer(KTIMER& timer, bool synchronization);

class DriverTimers {
public:
    explicit DriverTimers(Executive& executive);
    ~DriverTimers();
    DriverTimers(const DriverTimers&) = delete;
    DriverTimers& operator=(const DriverTimers&) = delete;

    // KeSetTimerEx (N118, N119): `due` as a timeout, where zero expires at once; `period_ms` 0 for
    // a one-shot timer; `dpc` may be nullptr. True when it was set before.
    bool set(gate::ThreadContext& context, KTIMER& timer, LARGE_INTEGER due, LONG period_ms,
             KDPC* dpc);
    // KeCancelTimer (N122): true when it was set. Its DPC may be queued or running otherwise.
    bool cancel(KTIMER& timer);

private:
    struct Node;

    static base::Ticks expire(QueuedTimer& queued, exec::Processor& processor, base::Ticks now);
    Node& node_of_locked(KTIMER& timer);
    void sweep_locked();

    Executive& executive_;
    exec::Lock<exec::Rank::timer> lock_;
    // Looked up by address, never walked but to throw away what is idle.
    std::unordered_map<const KTIMER*, std::unique_ptr<Node>> nodes_;
    std::size_t sweep_at_ = 64;
};

} // namespace openwdf::nt::ke
