// DPC objects. A KDPC lies in its owner's memory and is queued itself, on one processor's list; it
// can be taken back until it runs. The runtime's own timers and WDFDPCs use the same objects.
//
// Lock order: lock_ (Rank::dpcs) guards the lists and the queued state of every KDPC.
#pragma once

#include "exec/lock.hpp"
#include "exec/scheduler.hpp"
#include "gate/context.hpp"

#include <ntddk.h>

#include <vector>

namespace openwdf::nt::ke {

void initialize_dpc(KDPC& dpc, PKDEFERRED_ROUTINE routine, void* context);
void set_dpc_importance(KDPC& dpc, KDPC_IMPORTANCE importance);
// From now on it runs on this processor, whoever queues it.
void set_dpc_target(KDPC& dpc, CCHAR processor);

// What the routine of a DPC of the runtime looks like: it is called directly, not as a driver.
using RuntimeDpc = void (*)(KDPC& dpc, void* context);
void initialize_runtime_dpc(KDPC& dpc, RuntimeDpc routine, void* context);

class DpcQueues {
public:
    explicit DpcQueues(exec::Scheduler& scheduler);
    DpcQueues(const DpcQueues&) = delete;
    DpcQueues& operator=(const DpcQueues&) = delete;

    // KeInsertQueueDpc. False when it is queued already: then nothing changes (N124). Without a
    // target it goes to the caller's processor, and has run before this returns when the caller is
    // below DISPATCH_LEVEL. `driver`: whose code the routine is.
    bool insert(gate::ThreadContext& context, KDPC& dpc, const gate::DriverIdentity* driver,
                void* argument1, void* argument2);
    // The same on `processor`, and never run before it returns. For timers: any thread, any lock of
    // a rank below Rank::dpcs held.
    bool queue(exec::Processor& processor, KDPC& dpc, const gate::DriverIdentity* driver,
               void* argument1, void* argument2);
    // KeRemoveQueueDpc. True: it will not run (N125).
    bool remove(KDPC& dpc);
    // KeFlushQueuedDpcs: returns when every DPC that was queued before has run. PASSIVE_LEVEL.
    void flush();

private:
    // Where a KDPC has its list entry. The words behind it in the KDPC are spare, too.
    struct Entry {
        Entry* next = nullptr; // nullptr: not queued
        Entry* previous = nullptr;
    };
    struct Queue : exec::Work {
        DpcQueues* owner = nullptr;
        exec::Processor* processor = nullptr;
        Entry list;            // ring
        bool draining = false; // the processor has been told
    };
    struct Taken;

    static Entry& entry_of(KDPC& dpc);
    static KDPC& dpc_of(Entry& entry);
    static void drain(exec::Work& work);
    bool take_first(Queue& queue, Taken& taken);
    exec::Processor& processor_for(const gate::ThreadContext& context, const KDPC& dpc) const;

    exec::Scheduler& scheduler_;
    exec::Lock<exec::Rank::dpcs> lock_;
    std::vector<Queue> queues_; // by processor
};

// KeInsertQueueDpc for the driver that runs on the current thread.
bool insert_dpc(gate::ThreadContext& context, KDPC& dpc, void* argument1, void* argument2);

} // namespace openwdf::nt::ke
