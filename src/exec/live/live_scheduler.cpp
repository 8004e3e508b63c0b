#include "exec/live/live_scheduler.hpp"

#include "exec/service_thread.hpp"

#include <mutex>
#include <sched.h>

namespace openwdf::exec {

namespace {

LiveThread& state_of(Thread& thread)
{
    return static_cast<LiveThread&>(*thread.state);
}

} // namespace

LiveScheduler::LiveScheduler(host::Host& host, SchedulerConfig config)
    : host_(host), config_(std::move(config)), quiet_(config_.processors + 1)
{
    CHECK(config_.processors > 0);
    CHECK(host_.simulation() == nullptr);
    for (unsigned number = 0; number < config_.processors; ++number)
        processors_.push_back(std::make_unique<LiveProcessor>(number, host_, stopped_));
    for (auto& processor : processors_)
        start_processor(*processor);
}

LiveScheduler::~LiveScheduler()
{
    for (auto& processor : processors_)
        processor->end();
    quiet_.count_down();
    for (auto& thread : own_threads_)
        state_of(*thread).os_thread.join();
    for (auto& thread : own_threads_)
        leave_members(*thread);
}

void LiveScheduler::start_processor(LiveProcessor& processor)
{
    own_threads_.push_back(make_service_thread(
        config_, processor.number(), [&processor] { processor.serve(*current_thread()); }));
    Thread& own = *own_threads_.back();
    join_members(own, &processor);
    processor.set_own_thread(own);
    state_of(own).os_thread = std::thread([this, &own, &processor] {
        make_current(&own);
        own.run();
        processor.linger();
        quiet_.arrive_and_wait();
        processor.close_port();
        make_current(nullptr);
    });
}

void LiveScheduler::join_members(Thread& thread, Processor* home)
{
    CHECK(thread.state == nullptr);
    thread.state = std::make_unique<LiveThread>();
    const std::lock_guard guard(membership_);
    thread.id = next_id_++;
    thread.processor = home != nullptr ? home : processors_[thread.id % processors_.size()].get();
    members_.push_back(state_of(thread));
}

void LiveScheduler::leave_members(Thread& thread)
{
    {
        const std::lock_guard guard(membership_);
        state_of(thread).link.unlink();
    }
    thread.processor = nullptr;
    thread.state.reset();
}

void LiveScheduler::attach(Thread& thread)
{
    CHECK(current_thread() == nullptr);
    join_members(thread, nullptr);
    make_current(&thread);
}

void LiveScheduler::detach(Thread& thread)
{
    CHECK(current_thread() == &thread);
    make_current(nullptr);
    leave_members(thread);
}

void LiveScheduler::start(Thread& thread)
{
    join_members(thread, nullptr);
    state_of(thread).os_thread = std::thread([&thread] {
        make_current(&thread);
        thread.run();
        make_current(nullptr);
    });
}

void LiveScheduler::join(Thread& thread)
{
    state_of(thread).os_thread.join();
    leave_members(thread);
}

Wake LiveScheduler::park(Ticks deadline)
{
    Thread& thread = *current_thread();
    CHECK(thread.held_ranks == 0 && thread.irql < k_dispatch_level);
    if (stopped_.load(std::memory_order_acquire))
        return Wake::stopped;
    const bool unparked = state_of(thread).parker.park(host_, deadline);
    if (stopped_.load(std::memory_order_acquire))
        return Wake::stopped;
    return unparked ? Wake::unparked : Wake::timed_out;
}

void LiveScheduler::unpark(Thread& thread)
{
    state_of(thread).parker.unpark();
}

void LiveScheduler::yield()
{
    ::sched_yield();
}

// A thread that misses the flag finds its token: the flag is set before the tokens are given out,
// and whoever joins later sees the flag through the lock.
void LiveScheduler::stop()
{
    stopped_.store(true, std::memory_order_seq_cst);
    {
        const std::lock_guard guard(membership_);
        for (LiveThread* member = members_.front(); member != nullptr;
             member = members_.after(*member))
            member->parker.unpark();
    }
    for (auto& processor : processors_)
        processor->wake_everybody();
}

std::unique_ptr<Scheduler> make_live_scheduler(host::Host& host, SchedulerConfig config)
{
    return std::make_unique<LiveScheduler>(host, std::move(config));
}

} // namespace openwdf::exec
