// Runs the threads and processors of one machine: as OS threads in real time (live/), or one at
// a time in virtual time (sim/), where each switch is a decision of a Strategy.
#pragma once

#include "base/time.hpp"
#include "exec/processor.hpp"
#include "exec/strategy.hpp"
#include "exec/thread.hpp"
#include "host/host.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace openwdf::exec {

using base::Ticks;

enum class Wake : std::uint8_t {
    unparked,
    timed_out,
    stopped, // the scheduler was stopped: the machine is dead, unwind
};

// Nobody can run, no deadline and no I/O is pending: who is stuck, by id. Threads that wait for a
// processor or in join() are among them; a thread that waits for work is not.
// Simulated machines only.
struct DeadlockReport {
    std::vector<const Thread*> parked;
};

struct SchedulerConfig {
    unsigned processors = 1;
    // Makes the Thread object of a thread the scheduler itself needs (a processor's own thread);
    // its run() must call `body`, catching whatever the upper layers may throw through it. Empty:
    // a plain Thread, for callers that throw nothing.
    std::function<std::unique_ptr<Thread>(std::string name, std::function<void()> body)>
        make_thread;
    // Simulated: every thread is an OS thread, of which one runs at a time, instead of a fiber. The
    // same choices lead to the same run.
    bool os_threads = false;
    // Simulated, ThreadSanitizer builds: report a race wherever only the luck of the schedule
    // ordered two accesses. Off, every switch orders what came before and after it.
    bool find_races = false;
    // Called on the thread that found it, which may be one that just ended. Must end in stop().
    std::function<void(const DeadlockReport&)> on_deadlock;
    // Simulated: after so many points, blocks and yields the run is taken for one that never ends
    // (0: never). `on_step_budget` is called once, on the running thread, and must end in stop().
    std::uint64_t step_budget = 0;
    std::function<void()> on_step_budget;
    // Simulated: a thread that reaches no point for so many seconds of processor time (0: never
    // mind). `on_spin` is called in a signal handler, on that thread, with the place where it
    // computes; the thread goes on when it returns.
    std::int64_t spin_limit = 0;
    std::function<void(const void* instruction)> on_spin;
};

class Scheduler {
public:
    // Ends the processors' threads after what was posted and queued to them (unless stopped), and
    // then the ports with what is in flight on them. Preconditions: every started thread was
    // joined, every attached one detached; simulated: on the OS thread that made it.
    virtual ~Scheduler() = default;

    // The calling OS thread becomes `thread` until detach. A simulated machine belongs to the OS
    // thread that made it; a second attached thread is our caller's defect there (CHECK).
    virtual void attach(Thread& thread) = 0;
    virtual void detach(Thread& thread) = 0;

    // Runs thread.run() as a new NT thread. `thread` stays the caller's and must be joined.
    virtual void start(Thread& thread) = 0;
    virtual void join(Thread& thread) = 0;

    // Blocks the calling thread until somebody unparks it or `deadline` (absolute interrupt time,
    // k_never for none) passes. An unpark that came first is remembered, once; spurious returns of
    // Wake::unparked are allowed, so callers wait in a loop. Precondition: no runtime lock held,
    // IRQL below DISPATCH.
    virtual Wake park(Ticks deadline) = 0;
    virtual void unpark(Thread& thread) = 0;

    // A place where another thread may run first. Nothing in a live machine. `name`, a string of
    // static life: what is crossed there. Any IRQL; precondition: no runtime lock held.
    virtual void point(Point point, const char* name) = 0;
    // The caller spins and cannot go on until another thread acts (a contended spin lock): somebody
    // else runs first, if anybody can. Any IRQL; precondition: no runtime lock held.
    virtual void yield() = 0;

    // Wakes every parked thread with Wake::stopped, now and for ever. Any thread, any IRQL.
    virtual void stop() = 0;
    virtual bool stopped() const = 0;

    virtual bool simulated() const = 0;
    virtual Ticks interrupt_time() const = 0;
    virtual Ticks system_time() const = 0;

    virtual unsigned processor_count() const = 0;
    virtual Processor& processor(unsigned number) = 0;
};

// `host` and `strategy` must outlive the scheduler.
std::unique_ptr<Scheduler> make_live_scheduler(host::Host& host, SchedulerConfig config);
std::unique_ptr<Scheduler> make_simulated_scheduler(host::Host& host, Strategy& strategy,
                                                    SchedulerConfig config);

} // namespace openwdf::exec
