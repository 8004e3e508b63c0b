// Every NT thread is a fiber of one OS thread (or, for debuggers, an OS thread that waits for its
// turn), time is virtual, and a Strategy decides who runs.
//
// Time moves in three ways: a little at each point, so that a loop which polls a clock ends; to
// the next event when nobody can run; and to a near event when the strategy chooses that event
// before the threads that could run. An event is the end of a transfer or of a parked thread's
// patience. Events happen in the order of their times.
//
// No locks: one thread runs at a time. ThreadSanitizer is told not to watch this state and which
// calls order threads, so that it can find the races of a driver.
#pragma once

#include "exec/sim/deadline_queue.hpp"
#include "exec/sim/ready_queue.hpp"
#include "exec/sim/sim_processor.hpp"

#include <thread>

namespace openwdf::exec {

class SimScheduler final : public Scheduler {
public:
    SimScheduler(host::Host& host, Strategy& strategy, SchedulerConfig config);
    ~SimScheduler() override;

    void attach(Thread& thread) override;
    void detach(Thread& thread) override;
    void start(Thread& thread) override;
    void join(Thread& thread) override;
    Wake park(Ticks deadline) override;
    void unpark(Thread& thread) override;
    void point(Point point, const char* name) override;
    void yield() override;
    void stop() override;
    bool stopped() const override { return stopped_; }
    bool simulated() const override { return true; }
    Ticks interrupt_time() const override { return host_.interrupt_time(); }
    Ticks system_time() const override { return host_.system_time(); }
    unsigned processor_count() const override { return static_cast<unsigned>(processors_.size()); }
    Processor& processor(unsigned number) override { return *processors_.at(number); }

    // For the processors.
    static SimThread& state_of(Thread& thread) { return static_cast<SimThread&>(*thread.state); }
    SimThread* running() const { return running_; }
    bool ending() const { return ending_; }
    // Leaves the running thread until it was made ready and chosen again.
    void block(SimThread& thread, SimThread::Status status);
    void make_ready(SimThread& thread) { ready_.push(thread); }
    // A processor's own thread has nothing to do before `until`.
    void idle(SimThread& own, Ticks until);
    void wake_idle(SimThread& own);
    // Another second that the running thread computed. In a signal handler.
    void look_for_spinning(const void* instruction);
    // Nothing for a thread that is not idle.
    void limit_idle(SimThread& own, Ticks until);

private:
    static Carrier::Departure carry(void* state);

    void add_processor(unsigned number);
    void end_processor(Thread& own);
    void add_member(Thread& thread, Processor* home, std::unique_ptr<SimThread> state);
    void remove_member(Thread& thread);
    SimThread& caller();
    void hand_over(SimThread& next);
    void switch_from(SimThread& thread, SimThread& next);
    Carrier::Departure end_running();
    Carrier& end_thread(SimThread& ended);
    Carrier::Kind carrier_kind() const;
    Carrier::Order switch_order() const;

    SimThread* choose_next(Point point);
    std::uint32_t ask(Point point, const char* name, bool may_stay, bool event);
    void count_step();
    void set_deadline(SimThread& thread, Ticks deadline);
    Ticks next_event() const;
    bool event_near() const;
    void deliver_event();
    void expire_deadlines();
    void end_park(SimThread& thread, Wake wake);
    void report_deadlock();

    const std::thread::id os_thread_ = std::this_thread::get_id();
    host::Host& host_;
    host::Simulation& simulation_;
    Strategy& strategy_;
    const SchedulerConfig config_;
    bool stopped_ = false;
    bool ending_ = false;

    SimThread* running_ = nullptr;
    std::uint32_t next_id_ = 0;
    base::List<SimThread, &SimThread::member> members_;
    ReadyQueue ready_;
    std::vector<std::uint32_t> candidates_; // of the decision at hand
    std::uint64_t steps_ = 0;
    std::uint64_t steps_seen_ = 0; // when a second was over
    std::int64_t seconds_without_step_ = 0;
    DeadlineQueue deadlines_;

    std::vector<std::unique_ptr<SimProcessor>> processors_;
    std::vector<std::unique_ptr<Thread>> own_threads_;
};

} // namespace openwdf::exec
