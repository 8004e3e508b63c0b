// A processor with an OS thread of its own, which owns the port: it runs posted work, then DPCs
// nobody else is there to run, then sleeps in the port.
#pragma once

#include "exec/live/dispatch_word.hpp"
#include "exec/live/doorbell.hpp"
#include "exec/live/futex.hpp"
#include "exec/processor.hpp"
#include "exec/work_queue.hpp"

namespace openwdf::exec {

class LiveProcessor final : public Processor {
public:
    LiveProcessor(unsigned number, host::Host& host, const std::atomic<bool>& stopped)
        : number_(number), clock_(host), stopped_(stopped), port_(host.make_port())
    {
    }

    unsigned number() const override { return number_; }
    void enter_dispatch(Thread& thread) override;
    void leave_dispatch(Thread& thread) override;
    void queue_dpc(Work& work) override;
    void post(Work& work) override;
    void defer(Work& work) override;
    void set_alarm(Work& work, base::Ticks due) override;
    host::IoPort& port() override;

    // The body of the processor's own thread: until end() or stop.
    void serve(Thread& own);
    // On the own thread after serve(): reaps what is in flight until end().
    void linger();
    // On the own thread, after linger() ended on every processor.
    void close_port() { port_.reset(); }
    void set_own_thread(Thread& own) { own_ = &own; }

    // Any thread. After end() the thread finishes what is queued and returns from serve().
    void end();
    // The scheduler was stopped: nobody waits here any more.
    void wake_everybody();

private:
    void enter_contended(Thread& thread);
    bool wait_for_release();
    bool give_back(Thread& thread);
    void release();
    void wake_waiter();
    void run_dpcs();
    void run_posted();
    void run_alarm();
    void ring();

    const unsigned number_;
    host::Host& clock_;
    const std::atomic<bool>& stopped_;
    std::unique_ptr<host::IoPort> port_;
    Thread* own_ = nullptr;

    DispatchWord dispatch_;
    // The holder; the word above is the truth, this only tells whether it is `thread`.
    std::atomic<Thread*> holder_{nullptr};
    WorkQueue draining_; // the holder's
    std::atomic<std::uint32_t> waiters_{0};
    FutexWord releases_{0};

    WorkInbox posted_;
    WorkQueue running_; // the own thread's
    Doorbell bell_;
    std::atomic<base::Ticks> alarm_due_{base::k_never};
    std::atomic<Work*> alarm_{nullptr};
    std::atomic<bool> ending_{false};
};

} // namespace openwdf::exec
