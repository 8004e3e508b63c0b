// A processor whose thread is a fiber. Owning it blocks fibers, not the OS thread: who is at
// DISPATCH_LEVEL can be switched away from, and only the other processors go on meanwhile.
#pragma once

#include "exec/processor.hpp"
#include "exec/work_queue.hpp"

#include <vector>

namespace openwdf::exec {

class SimScheduler;
struct SimThread;

class SimProcessor final : public Processor {
public:
    SimProcessor(unsigned number, SimScheduler& scheduler, host::Host& host)
        : number_(number), scheduler_(scheduler), port_(host.make_port())
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

    // The body of the own thread: until the scheduler ends or stops.
    void serve(Thread& own);
    void set_own_thread(SimThread& own) { own_ = &own; }
    SimThread& own_thread() { return *own_; }
    // The scheduler was stopped: nobody waits here any more.
    void release_waiters();
    void close_port() { port_.reset(); }

private:
    Work* take(WorkQueue& queue);
    void give_back();
    bool dpcs_neglected() const;
    Work* take_due_alarm();
    void idle();

    const unsigned number_;
    SimScheduler& scheduler_;
    std::unique_ptr<host::IoPort> port_;
    SimThread* own_ = nullptr;

    Thread* holder_ = nullptr;
    std::vector<SimThread*> waiters_; // by arrival
    WorkQueue dpcs_;
    WorkQueue posted_;
    Work* alarm_ = nullptr;
    base::Ticks alarm_due_ = base::k_never;
};

} // namespace openwdf::exec
