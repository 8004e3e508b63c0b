// What the simulated scheduler keeps per thread.
#pragma once

#include "base/list.hpp"
#include "exec/scheduler.hpp"
#include "exec/sim/fiber.hpp"

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
    SimThread(Scheduler& in, Thread& of) : scheduler(in), thread(of) {}
    // A thread with a stack of its own.
    SimThread(Scheduler& in, Thread& of, void (*entry)(void*))
        : scheduler(in), thread(of), fiber(entry, this)
    {
    }

    Scheduler& scheduler;
    Thread& thread;
    Fiber fiber;
    Status status = Status::idle;
    bool unparked_early = false;
    Wake wake = Wake::unparked;
    Ticks deadline = base::k_never;
    SimThread* joiner = nullptr;

    base::Link member; // every thread, by id
    base::Link ready;  // by arrival
    base::Link timed;  // parked with a deadline, by deadline, then by arrival
};

} // namespace openwdf::exec
