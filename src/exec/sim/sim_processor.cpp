#include "exec/sim/sim_processor.hpp"

#include "base/sanitizer.hpp"
#include "exec/sim/sim_scheduler.hpp"

namespace openwdf::exec {

namespace sanitizer = base::sanitizer;

namespace {

void run_work(Work& work)
{
    sanitizer::acquire(&work);
    work.run(work);
}

} // namespace

void SimProcessor::enter_dispatch(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    CHECK(thread.held_ranks == 0);
    while (!scheduler_.stopped()) {
        CHECK(holder_ != &thread);
        if (holder_ == nullptr) {
            holder_ = &thread;
            sanitizer::acquire(this);
            return;
        }
        SimThread& state = SimScheduler::state_of(thread);
        waiters_.push_back(&state);
        scheduler_.block(state, SimThread::Status::waiting_for_processor);
    }
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
    while (!dpcs_.empty()) {
        scheduler_.point(Point::dpc, "");
        Work* dpc = take(dpcs_);
        if (dpc == nullptr)
            return;
        run_work(*dpc);
    }
}

// nullptr also when the machine is dead.
Work* SimProcessor::take(WorkQueue& queue)
{
    const sanitizer::Unwatched unwatched;
    return scheduler_.stopped() ? nullptr : queue.pop();
}

void SimProcessor::give_back()
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(this);
    holder_ = nullptr;
    release_waiters();
}

// Every waiter tries again, so which of them gets the processor is the strategy's choice.
void SimProcessor::release_waiters()
{
    for (SimThread* waiter : waiters_)
        scheduler_.make_ready(*waiter);
    waiters_.clear();
}

void SimProcessor::queue_dpc(Work& work)
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(&work);
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
    defer(work);
}

void SimProcessor::defer(Work& work)
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(&work);
    posted_.push(work);
    scheduler_.wake_idle(*own_);
}

void SimProcessor::set_alarm(Work& work, base::Ticks due)
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(&work);
    alarm_ = &work;
    alarm_due_ = due;
    scheduler_.limit_idle(*own_, due);
}

Work* SimProcessor::take_due_alarm()
{
    const sanitizer::Unwatched unwatched;
    if (scheduler_.stopped() || alarm_due_ > scheduler_.interrupt_time())
        return nullptr;
    alarm_due_ = base::k_never;
    return alarm_;
}

host::IoPort& SimProcessor::port()
{
    CHECK(scheduler_.running() == own_);
    return *port_;
}

bool SimProcessor::dpcs_neglected() const
{
    const sanitizer::Unwatched unwatched;
    return !dpcs_.empty() && holder_ == nullptr;
}

void SimProcessor::serve(Thread& own)
{
    while (!scheduler_.stopped()) {
        while (Work* work = take(posted_))
            run_work(*work);
        if (Work* alarm = take_due_alarm())
            run_work(*alarm);
        if (dpcs_neglected()) {
            raise_irql(own, k_dispatch_level);
            lower_irql(own, k_passive_level);
        } else if (scheduler_.ending()) {
            return;
        } else {
            idle();
        }
    }
}

void SimProcessor::idle()
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(this); // to stop(), after which others free what was worked on here
    scheduler_.idle(*own_, alarm_due_);
}

} // namespace openwdf::exec
