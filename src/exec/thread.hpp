// An NT thread: an OS thread in a live machine, a fiber in a simulated one.
//
// The thread-current pointer below is the process's one mutable global. Whoever runs machine code
// has a Thread; a harness thread gets one by attaching to the machine's scheduler.
#pragma once

#include "base/sanitizer.hpp"
#include "exec/irql.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace openwdf::exec {

class Processor;

// What a scheduler keeps per thread: a futex word, or a fiber with its stack.
class ThreadState {
public:
    virtual ~ThreadState() = default;
};

class Thread {
public:
    explicit Thread(std::string name) : name_(std::move(name)) {}
    virtual ~Thread() = default;
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    // The body of a thread made by Scheduler::start.
    virtual void run() {}

    const std::string& name() const { return name_; }

    Irql irql = k_passive_level;
    // Ranks of the runtime locks held, one bit each (exec/lock.hpp).
    std::uint32_t held_ranks = 0;
    // Parked for want of work, as a worker thread is: not stuck when nobody can run any more.
    bool waits_for_work = false;
    // In order of joining the scheduler: stable across runs, unlike an address.
    std::uint32_t id = 0;
    // Where DISPATCH_LEVEL is taken from. Set while the thread belongs to a scheduler.
    Processor* processor = nullptr;
    // Owned by the scheduler that runs the thread.
    std::unique_ptr<ThreadState> state;

private:
    std::string name_;
};

// constinit: no TLS wrapper call on the hot path.
inline constinit thread_local Thread* t_current = nullptr;

// The fibers of one OS thread share it, each while it runs.
OPENWDF_UNWATCHED inline Thread* current_thread()
{
    return t_current;
}

// Returns who it was.
OPENWDF_UNWATCHED inline Thread* make_current(Thread* thread)
{
    Thread* former = t_current;
    t_current = thread;
    return former;
}

} // namespace openwdf::exec
