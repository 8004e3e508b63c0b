// What the simulated scheduler keeps per thread.
#pragma once

#include "base/list.hpp"
#include "exec/scheduler.hpp"
#include "exec/sim/carrier.hpp"

namespace openwdf::exec {

struct SimThread final : ThreadState {
    enum class Status : std::uint8_t {
        running,
        ready,
        parked, // in park(): unpark, a deadline or stop make it ready
        waiting_for_processor,
        joining,
        idle, // a processor's own thread with nothing to do: not stuck
        ended,
    };

    // A thread that stands on the calling OS stack.
    SimThread(Scheduler& in, Thread& of, Carrier::Kind kind)
        : scheduler(in), thread(of), carrier(Carrier::of_caller(kind))
    {
    }
    // A thread with a stack of its own.
    SimThread(Scheduler& in, Thread& of, Carrier::Kind kind, Carrier::Entry entry)
        : scheduler(in), thread(of), carrier(Carrier::make(kind, of.name().c_str(), entry, this))
    {
    }

    Scheduler& scheduler;
    Thread& thread;
    const std::unique_ptr<Carrier> carrier;
    Status status = Status::idle;
    bool unparked_early = false;
    Wake wake = Wake::unparked;
    Ticks deadline = base::k_never;
    SimThread* joiner = nullptr;

    base::Link member; // every thread, by id
    base::Link ready;  // by arrival
    base::Link timed;  // parked with a deadline, by deadline, then by arrival
};

// The calling thread's; nullptr when it works for no simulated machine. For signal handlers, too.
inline SimThread* current_sim_thread()
{
    Thread* thread = current_thread();
    return thread == nullptr ? nullptr : dynamic_cast<SimThread*>(thread->state.get());
}

} // namespace openwdf::exec
