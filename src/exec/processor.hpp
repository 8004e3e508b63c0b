// A virtual processor: an I/O port, a DPC queue, and the right to run at DISPATCH_LEVEL.
//
// Raising to DISPATCH takes the processor: at most one thread per processor is at DISPATCH or
// above. Who lowers below DISPATCH first runs the DPCs that queued up. Completions never run
// driver code while they are being reaped; they become DPCs of the reaping processor.
#pragma once

#include "exec/lock.hpp"
#include "exec/work.hpp"
#include "host/host.hpp"

namespace openwdf::exec {

class Processor {
public:
    virtual ~Processor() = default;

    virtual unsigned number() const = 0;

    // Take and give back the processor. enter_dispatch may block the calling thread; both return
    // at once when the scheduler was stopped (then nobody owns it and no DPC runs any more). They
    // do not touch thread.irql. Precondition: no runtime lock held.
    virtual void enter_dispatch(Thread&) = 0;
    // Precondition: the caller holds the processor. Runs queued DPCs (at DISPATCH_LEVEL, on the
    // caller's thread) until none is left. A DPC may throw the gate's MachineStopped; the
    // processor is given back all the same.
    virtual void leave_dispatch(Thread&) = 0;

    // First in, first out; `work` must stay alive until it has been taken out to run. Any thread,
    // any IRQL. Runs when the holder leaves DISPATCH, else on the processor's own thread.
    virtual void queue_dpc(Work& work) = 0;

    // Runs `work` on the processor's own thread at PASSIVE_LEVEL, where port() may be used. Done
    // before post() returns when the caller is that thread (then at the caller's IRQL: a DPC that
    // sends the next read uses the port at once). Any thread, any IRQL.
    virtual void post(Work& work) = 0;
    // The same, but never before defer() returned: what the end of an operation of port() has to
    // use for work that needs the port again.
    virtual void defer(Work& work) = 0;

    // The processor's one alarm: at `due` (absolute interrupt time) `work` runs as posted work
    // does, once. Another call moves it, k_never takes it off. Always the same `work`. Any thread,
    // any IRQL.
    virtual void set_alarm(Work& work, base::Ticks due) = 0;

    // The processor's own thread only.
    virtual host::IoPort& port() = 0;
};

// IRQL changes of the current thread, taking and giving back its processor. Preconditions:
// raise: level >= thread.irql; lower: level <= thread.irql.
void raise_irql(Thread& thread, Irql level);
void lower_irql(Thread& thread, Irql level);

} // namespace openwdf::exec
