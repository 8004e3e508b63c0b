// Push locks (EX_PUSH_LOCK): one writer or many readers, first come first served. A word of the
// driver's memory holds the state; who waits is kept here, because the word must survive zeroing
// and copying of nothing but itself.
//
// Word: 0 free; the writer's thread, its lowest bit set; else twice the number of readers.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"
#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

class PushLocks {
public:
    PushLocks() = default;
    PushLocks(const PushLocks&) = delete;
    PushLocks& operator=(const PushLocks&) = delete;

    // Wait, below DISPATCH_LEVEL. What would wait for itself, or runs with normal APCs on, is
    // reported first.
    void acquire_exclusive(gate::ThreadContext& context, EX_PUSH_LOCK& lock);
    void acquire_shared(gate::ThreadContext& context, EX_PUSH_LOCK& lock);
    // A release of what is not held so is reported and changes nothing.
    void release_exclusive(gate::ThreadContext& context, EX_PUSH_LOCK& lock);
    void release_shared(gate::ThreadContext& context, EX_PUSH_LOCK& lock);

private:
    struct Waiter;
    struct WaiterLink {
        base::Link link;
        Waiter* waiter = nullptr;
    };

    void acquire(gate::ThreadContext& context, EX_PUSH_LOCK& lock, bool exclusive);
    bool writer_waits_locked(const EX_PUSH_LOCK& lock);
    void hand_over_locked(gate::ThreadContext& context, EX_PUSH_LOCK& lock);

    exec::Lock<exec::Rank::waits> lock_;
    base::List<WaiterLink, &WaiterLink::link> waiters_; // of all locks, in order of arrival
};

} // namespace openwdf::nt::ex
