#include "exec/live/live_processor.hpp"

namespace openwdf::exec {

void LiveProcessor::enter_dispatch(Thread& thread)
{
    if (!dispatch_.try_take()) [[unlikely]] {
        enter_contended(thread);
        return;
    }
    holder_.store(&thread, std::memory_order_relaxed);
}

void LiveProcessor::enter_contended(Thread& thread)
{
    constexpr int k_spins_before_sleep = 100;
    if (stopped_.load(std::memory_order_acquire))
        return;
    CHECK(thread.held_ranks == 0 && holder_.load(std::memory_order_relaxed) != &thread);
    for (int spin = 0; spin < k_spins_before_sleep; ++spin) {
        __builtin_ia32_pause();
        if (dispatch_.try_take()) {
            holder_.store(&thread, std::memory_order_relaxed);
            return;
        }
    }
    // Sequentially consistent against give_back(): it sees the waiter, or the waiter the release.
    waiters_.fetch_add(1, std::memory_order_seq_cst);
    if (wait_for_release())
        holder_.store(&thread, std::memory_order_relaxed);
    waiters_.fetch_sub(1, std::memory_order_relaxed);
}

// False: the scheduler was stopped.
bool LiveProcessor::wait_for_release()
{
    for (;;) {
        const std::uint32_t seen = releases_.load(std::memory_order_seq_cst);
        if (stopped_.load(std::memory_order_seq_cst))
            return false;
        if (dispatch_.try_take())
            return true;
        futex_wait(releases_, seen, base::k_never);
    }
}

void LiveProcessor::leave_dispatch(Thread& thread)
{
    if (holder_.load(std::memory_order_relaxed) != &thread) [[unlikely]] {
        CHECK(stopped_.load(std::memory_order_relaxed));
        return;
    }
    // A DPC may throw through here; the processor must not stay taken.
    struct ReleaseOnThrow {
        LiveProcessor* processor;
        ~ReleaseOnThrow()
        {
            if (processor != nullptr)
                processor->release();
        }
    } guard{this};
    while (!give_back(thread))
        run_dpcs();
    guard.processor = nullptr;
}

// False: there are DPCs to run first, and the caller is still the holder.
bool LiveProcessor::give_back(Thread& thread)
{
    if (stopped_.load(std::memory_order_relaxed)) [[unlikely]] {
        release();
        return true;
    }
    if (!draining_.empty())
        return false;
    holder_.store(nullptr, std::memory_order_relaxed);
    if (!dispatch_.release_if_empty()) {
        holder_.store(&thread, std::memory_order_relaxed);
        return false;
    }
    wake_waiter();
    return true;
}

void LiveProcessor::release()
{
    holder_.store(nullptr, std::memory_order_relaxed);
    dispatch_.release();
    wake_waiter();
}

void LiveProcessor::wake_waiter()
{
    if (waiters_.load(std::memory_order_seq_cst) == 0) [[likely]]
        return;
    releases_.fetch_add(1, std::memory_order_seq_cst);
    futex_wake(releases_, 1);
}

void LiveProcessor::run_dpcs()
{
    if (draining_.empty())
        draining_.prepend_reversed(dispatch_.take_queued());
    while (!stopped_.load(std::memory_order_relaxed)) {
        Work* work = draining_.pop();
        if (work == nullptr)
            return;
        work->run(*work);
    }
}

void LiveProcessor::queue_dpc(Work& work)
{
    if (dispatch_.push(work))
        ring();
}

void LiveProcessor::post(Work& work)
{
    if (current_thread() == own_) {
        work.run(work);
        return;
    }
    defer(work);
}

void LiveProcessor::defer(Work& work)
{
    posted_.push(work);
    ring();
}

// The own thread looks at every queue before it sleeps, so it never needs the bell.
void LiveProcessor::ring()
{
    if (current_thread() != own_)
        bell_.ring(*port_);
}

void LiveProcessor::set_alarm(Work& work, base::Ticks due)
{
    alarm_.store(&work, std::memory_order_relaxed);
    if (due < alarm_due_.exchange(due, std::memory_order_acq_rel))
        ring();
}

host::IoPort& LiveProcessor::port()
{
    CHECK(current_thread() == own_);
    return *port_;
}

void LiveProcessor::run_posted()
{
    posted_.empty_into(running_);
    while (Work* work = running_.pop())
        work->run(*work);
}

// Whoever moves the alarm meanwhile makes the exchange fail: then it is as if it came a moment
// later.
void LiveProcessor::run_alarm()
{
    base::Ticks due = alarm_due_.load(std::memory_order_acquire);
    if (due == base::k_never || due > clock_.interrupt_time())
        return;
    if (!alarm_due_.compare_exchange_strong(due, base::k_never, std::memory_order_acq_rel))
        return;
    Work& work = *alarm_.load(std::memory_order_relaxed);
    work.run(work);
}

void LiveProcessor::serve(Thread& own)
{
    while (!stopped_.load(std::memory_order_relaxed)) {
        const bool last_round = ending_.load(std::memory_order_acquire);
        run_posted();
        run_alarm();
        if (dispatch_.neglected()) {
            raise_irql(own, k_dispatch_level);
            lower_irql(own, k_passive_level);
        }
        if (last_round)
            return;
        bell_.sleep(*port_, alarm_due_.load(std::memory_order_acquire));
    }
}

// A stopped machine still unwinds and may ring here, so the port has to stay.
void LiveProcessor::linger()
{
    while (!ending_.load(std::memory_order_acquire))
        bell_.sleep(*port_);
}

void LiveProcessor::end()
{
    ending_.store(true, std::memory_order_release);
    bell_.ring(*port_);
}

void LiveProcessor::wake_everybody()
{
    releases_.fetch_add(1, std::memory_order_seq_cst);
    futex_wake_all(releases_);
    bell_.ring(*port_);
}

} // namespace openwdf::exec
