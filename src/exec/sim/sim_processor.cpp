#include "exec/sim/sim_processor.hpp"

#include "exec/sim/sim_scheduler.hpp"

namespace openwdf::exec {

void SimProcessor::enter_dispatch(Thread& thread)
{
    CHECK(holder_ != &thread);
    while (holder_ != nullptr) {
        if (scheduler_.stopped())
            return;
        SimThread& state = SimScheduler::state_of(thread);
        waiters_.push_back(&state);
        scheduler_.block(state, SimThread::Status::waiting_for_processor);
    }
    holder_ = &thread;
}

void SimProcessor::leave_dispatch(Thread& thread)
{
    if (holder_ != &thread) {
        CHECK(scheduler_.stopped());
        return;
    }
    // A DPC may throw through here; the processor must not stay taken.
    struct GiveBack {
        SimProcessor& processor;
        ~GiveBack() { processor.give_back(); }
    } guard{*this};
    while (!scheduler_.stopped() && !dpcs_.empty()) {
        Work* work = dpcs_.pop();
        work->run(*work);
    }
}

// Every waiter tries again, so which of them gets the processor is the strategy's choice.
void SimProcessor::give_back()
{
    holder_ = nullptr;
    release_waiters();
}

void SimProcessor::release_waiters()
{
    for (SimThread* waiter : waiters_)
        scheduler_.make_ready(*waiter);
    waiters_.clear();
}

void SimProcessor::queue_dpc(Work& work)
{
    dpcs_.push(work);
    if (holder_ == nullptr)
        scheduler_.wake_idle(*own_);
}

void SimProcessor::post(Work& work)
{
    if (scheduler_.running() == own_) {
        work.run(work);
        return;
    }
    posted_.push(work);
    scheduler_.wake_idle(*own_);
}

host::IoPort& SimProcessor::port()
{
    CHECK(scheduler_.running() == own_);
    return *port_;
}

void SimProcessor::serve(Thread& own)
{
    while (!scheduler_.stopped()) {
        while (Work* work = posted_.pop())
            work->run(*work);
        if (!dpcs_.empty() && holder_ == nullptr) {
            raise_irql(own, k_dispatch_level);
            lower_irql(own, k_passive_level);
            continue;
        }
        if (scheduler_.ending())
            return;
        scheduler_.block(*own_, SimThread::Status::idle);
    }
}

} // namespace openwdf::exec
