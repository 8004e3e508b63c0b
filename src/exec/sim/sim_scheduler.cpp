#include "exec/sim/sim_scheduler.hpp"

#include "base/sanitizer.hpp"
#include "exec/service_thread.hpp"
#include "exec/sim/spin_watch.hpp"

#include <algorithm>

namespace openwdf::exec {

namespace sanitizer = base::sanitizer;

namespace {

using Status = SimThread::Status;

// What a gate crossing costs in virtual time.
constexpr Ticks k_point_cost = 1;
// How far ahead an event may be chosen although threads could run. Longer timeouts do not expire
// under a running thread's feet, as they would hardly on a real machine.
constexpr Ticks k_event_horizon = 10 * base::k_ticks_per_millisecond;

host::Simulation& simulation_of(host::Host& host)
{
    CHECK(host.simulation() != nullptr);
    return *host.simulation();
}

} // namespace

SimScheduler::SimScheduler(host::Host& host, Strategy& strategy, SchedulerConfig config)
    : host_(host), simulation_(simulation_of(host)), strategy_(strategy), config_(std::move(config))
{
    CHECK(config_.processors > 0);
    if (config_.spin_limit != 0)
        watch_for_spinning();
    for (unsigned number = 0; number < config_.processors; ++number)
        add_processor(number);
}

// The processors' fibers must return from their stacks: somebody has to stand aside for them.
SimScheduler::~SimScheduler()
{
    Thread closing("end of the scheduler");
    attach(closing);
    for (auto& own : own_threads_)
        end_processor(*own);
    for (auto& processor : processors_)
        processor->close_port();
    detach(closing);
}

void SimScheduler::end_processor(Thread& own)
{
    const sanitizer::Unwatched unwatched;
    ending_ = true;
    wake_idle(state_of(own));
    join(own);
}

void SimScheduler::add_processor(unsigned number)
{
    processors_.push_back(std::make_unique<SimProcessor>(number, *this, host_));
    SimProcessor& processor = *processors_.back();
    own_threads_.push_back(
        make_service_thread(config_, number, [&processor] { processor.serve(*current_thread()); }));
    Thread& own = *own_threads_.back();
    add_member(own, &processor, std::make_unique<SimThread>(*this, own, carrier_kind(), &carry));
    processor.set_own_thread(state_of(own));
}

void SimScheduler::add_member(Thread& thread, Processor* home, std::unique_ptr<SimThread> state)
{
    CHECK(thread.state == nullptr);
    thread.id = next_id_++;
    thread.processor = home != nullptr ? home : processors_[thread.id % processors_.size()].get();
    members_.push_back(*state);
    thread.state = std::move(state);
    sanitizer::release(&state_of(thread));
}

void SimScheduler::remove_member(Thread& thread)
{
    state_of(thread).member.unlink();
    thread.processor = nullptr;
    thread.state.reset();
}

void SimScheduler::attach(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    CHECK(std::this_thread::get_id() == os_thread_);
    CHECK(running_ == nullptr && current_thread() == nullptr);
    add_member(thread, nullptr, std::make_unique<SimThread>(*this, thread, carrier_kind()));
    running_ = &state_of(thread);
    running_->status = Status::running;
    make_current(&thread);
}

void SimScheduler::detach(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    CHECK(running_ == &state_of(thread));
    running_ = nullptr;
    make_current(nullptr);
    remove_member(thread);
}

void SimScheduler::start(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    add_member(thread, nullptr, std::make_unique<SimThread>(*this, thread, carrier_kind(), &carry));
    make_ready(state_of(thread));
}

void SimScheduler::join(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    SimThread& joined = state_of(thread);
    CHECK(joined.joiner == nullptr);
    joined.joiner = running_;
    if (joined.status != Status::ended)
        block(*running_, Status::joining);
    CHECK(joined.status == Status::ended);
    sanitizer::acquire(&joined);
    remove_member(thread);
}

Carrier::Departure SimScheduler::carry(void* state)
{
    auto& self = *static_cast<SimThread*>(state);
    make_current(&self.thread); // each OS thread has its own idea of who runs on it
    sanitizer::acquire(&self);
    self.thread.run();
    return static_cast<SimScheduler&>(self.scheduler).end_running();
}

Carrier::Departure SimScheduler::end_running()
{
    SimThread& ended = *running_;
    const Carrier::Order order = switch_order();
    return {&end_thread(ended), order}; // from here on the joiner may take everything away
}

// Who goes on instead.
Carrier& SimScheduler::end_thread(SimThread& ended)
{
    const sanitizer::Unwatched unwatched;
    CHECK(ended.thread.held_ranks == 0);
    ended.status = Status::ended;
    sanitizer::release(&ended);
    if (ended.joiner != nullptr)
        make_ready(*ended.joiner);
    SimThread* next = choose_next(Point::exit);
    CHECK(next != nullptr);
    hand_over(*next);
    return *next->carrier;
}

Carrier::Kind SimScheduler::carrier_kind() const
{
    return config_.os_threads ? Carrier::Kind::os_thread : Carrier::Kind::fiber;
}

Carrier::Order SimScheduler::switch_order() const
{
    return config_.find_races ? Carrier::Order::none : Carrier::Order::before_and_after;
}

// Checked at every call that may switch, not only when it does.
SimThread& SimScheduler::caller()
{
    CHECK(running_ != nullptr);
    CHECK(running_->thread.held_ranks == 0);
    return *running_;
}

void SimScheduler::hand_over(SimThread& next)
{
    next.status = Status::running;
    running_ = &next;
    make_current(&next.thread);
}

void SimScheduler::switch_from(SimThread& thread, SimThread& next)
{
    hand_over(next);
    if (&next == &thread)
        return;
    thread.carrier->switch_to(*next.carrier, switch_order());
    make_current(&thread.thread);
}

void SimScheduler::block(SimThread& thread, Status status)
{
    const sanitizer::Unwatched unwatched;
    CHECK(&thread == running_);
    thread.status = status;
    SimThread* next = choose_next(Point::block);
    CHECK(next != nullptr);
    switch_from(thread, *next);
}

void SimScheduler::idle(SimThread& own, Ticks until)
{
    const sanitizer::Unwatched unwatched;
    set_deadline(own, until);
    block(own, Status::idle);
}

void SimScheduler::wake_idle(SimThread& own)
{
    if (own.status != Status::idle)
        return;
    DeadlineQueue::remove(own);
    make_ready(own);
}

void SimScheduler::limit_idle(SimThread& own, Ticks until)
{
    if (own.status != Status::idle)
        return;
    DeadlineQueue::remove(own);
    set_deadline(own, until);
}

void SimScheduler::set_deadline(SimThread& thread, Ticks deadline)
{
    thread.deadline = deadline;
    if (deadline != base::k_never)
        deadlines_.insert(thread);
}

Wake SimScheduler::park(Ticks deadline)
{
    const sanitizer::Unwatched unwatched;
    SimThread& self = caller();
    CHECK(self.thread.irql < k_dispatch_level);
    count_step();
    if (!stopped_ && !std::exchange(self.unparked_early, false)) {
        if (deadline <= interrupt_time())
            return Wake::timed_out;
        set_deadline(self, deadline);
        block(self, Status::parked);
        if (!stopped_ && self.wake == Wake::timed_out)
            return Wake::timed_out;
    }
    sanitizer::acquire(stopped_ ? static_cast<void*>(this) : &self);
    return stopped_ ? Wake::stopped : Wake::unparked;
}

void SimScheduler::unpark(Thread& thread)
{
    const sanitizer::Unwatched unwatched;
    SimThread& state = state_of(thread);
    sanitizer::release(&state);
    if (state.status == Status::parked)
        end_park(state, Wake::unparked);
    else
        state.unparked_early = true;
}

void SimScheduler::end_park(SimThread& thread, Wake wake)
{
    DeadlineQueue::remove(thread);
    thread.wake = wake;
    make_ready(thread);
}

void SimScheduler::stop()
{
    const sanitizer::Unwatched unwatched;
    sanitizer::release(this);
    if (std::exchange(stopped_, true))
        return;
    for (SimThread* thread = members_.front(); thread != nullptr;
         thread = members_.after(*thread)) {
        if (thread->status == Status::parked)
            end_park(*thread, Wake::stopped);
        else if (thread->status == Status::idle)
            DeadlineQueue::remove(*thread);
    }
    for (auto& processor : processors_) {
        processor->release_waiters();
        sanitizer::acquire(processor.get());
    }
}

// Switches after stop() too: whom the caller spins for may still have to unwind.
void SimScheduler::yield()
{
    const sanitizer::Unwatched unwatched;
    SimThread& self = caller();
    count_step();
    simulation_.advance_to(interrupt_time() + k_point_cost);
    SimThread* next = choose_next(Point::block);
    if (next == nullptr)
        return;
    make_ready(self);
    switch_from(self, *next);
}

// Candidates: the running thread, the ready ones by arrival, then the next event.
void SimScheduler::point(Point point, const char* name)
{
    const sanitizer::Unwatched unwatched;
    SimThread& self = caller();
    count_step();
    if (stopped_)
        return;
    simulation_.advance_to(interrupt_time() + k_point_cost);
    for (;;) {
        expire_deadlines();
        const std::uint32_t others = ready_.size();
        const std::uint32_t pick = ask(point, name, true, event_near());
        if (pick == 0)
            return;
        if (pick <= others) {
            SimThread& next = ready_.take(pick - 1);
            make_ready(self);
            switch_from(self, next);
            return;
        }
        deliver_event();
    }
}

// Candidates: the ready threads by arrival, then the next event. With nobody ready the event
// happens without a question, however far away it is. nullptr: stopped, and nobody is left.
SimThread* SimScheduler::choose_next(Point point)
{
    for (;;) {
        expire_deadlines();
        const std::uint32_t threads = ready_.size();
        if (threads == 0) {
            if (next_event() != base::k_never)
                deliver_event();
            else if (stopped_)
                return nullptr;
            else
                report_deadlock();
            continue;
        }
        const bool event = !stopped_ && event_near();
        const std::uint32_t pick = ask(point, "", false, event);
        if (pick < threads)
            return &ready_.take(pick);
        deliver_event();
    }
}

std::uint32_t SimScheduler::ask(Point point, const char* name, bool may_stay, bool event)
{
    if (ready_.size() + (may_stay ? 1U : 0U) + (event ? 1U : 0U) < 2)
        return 0;
    const std::uint32_t asking = running_->thread.id;
    candidates_.clear();
    if (may_stay)
        candidates_.push_back(asking);
    ready_.append_ids(candidates_);
    if (event)
        candidates_.push_back(k_event);
    const std::uint32_t pick = strategy_.choose({point, name, asking, candidates_});
    CHECK(pick < candidates_.size());
    return pick;
}

// A run that goes on for ever crosses points for ever: a loop that polls, threads that hand the
// same work to each other.
void SimScheduler::count_step()
{
    if (++steps_ != config_.step_budget || stopped_)
        return;
    CHECK(config_.on_step_budget);
    config_.on_step_budget();
    CHECK(stopped_);
}

void SimScheduler::look_for_spinning(const void* instruction)
{
    if (std::exchange(steps_seen_, steps_) != steps_) {
        seconds_without_step_ = 0;
        return;
    }
    if (config_.spin_limit != 0 && ++seconds_without_step_ % config_.spin_limit == 0)
        config_.on_spin(instruction);
}

Ticks SimScheduler::next_event() const
{
    return std::min(simulation_.next_completion(), deadlines_.earliest());
}

bool SimScheduler::event_near() const
{
    const Ticks event = next_event();
    return event != base::k_never && event - interrupt_time() <= k_event_horizon;
}

// A deadline is delivered by expire_deadlines(), which runs before every question.
void SimScheduler::deliver_event()
{
    const Ticks completion = simulation_.next_completion();
    const Ticks event = std::max(next_event(), interrupt_time());
    simulation_.advance_to(event);
    if (completion <= event)
        simulation_.complete_next();
}

void SimScheduler::expire_deadlines()
{
    while (SimThread* thread = deadlines_.pop_due(interrupt_time()))
        end_park(*thread, Wake::timed_out);
}

void SimScheduler::report_deadlock()
{
    CHECK(config_.on_deadlock);
    DeadlockReport report;
    for (SimThread* thread = members_.front(); thread != nullptr; thread = members_.after(*thread))
        if (thread->status != Status::idle && thread->status != Status::ended &&
            !thread->thread.waits_for_work)
            report.parked.push_back(&thread->thread);
    config_.on_deadlock(report);
    CHECK(stopped_);
}

std::unique_ptr<Scheduler> make_simulated_scheduler(host::Host& host, Strategy& strategy,
                                                    SchedulerConfig config)
{
    return std::make_unique<SimScheduler>(host, strategy, std::move(config));
}

} // namespace openwdf::exec
