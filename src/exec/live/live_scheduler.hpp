// Every NT thread is an OS thread, time is real, and Linux decides who runs.
//
// Lock order: membership_ (Rank::scheduler) is the last of all; nothing is called under it but
// futex wakes. Parking, unparking, dispatch and posting take no lock.
#pragma once

#include "base/list.hpp"
#include "exec/live/live_processor.hpp"
#include "exec/live/parker.hpp"
#include "exec/scheduler.hpp"

#include <latch>
#include <thread>

namespace openwdf::exec {

struct LiveThread final : ThreadState {
    Parker parker;
    std::thread os_thread; // of a started thread
    base::Link link;       // in members_
};

class LiveScheduler final : public Scheduler {
public:
    LiveScheduler(host::Host& host, SchedulerConfig config);
    ~LiveScheduler() override;

    void attach(Thread& thread) override;
    void detach(Thread& thread) override;
    void start(Thread& thread) override;
    void join(Thread& thread) override;
    Wake park(Ticks deadline) override;
    void unpark(Thread& thread) override;
    void point(Point, const char*) override {}
    void yield() override;
    void stop() override;
    bool stopped() const override { return stopped_.load(std::memory_order_relaxed); }
    bool simulated() const override { return false; }
    Ticks interrupt_time() const override { return host_.interrupt_time(); }
    Ticks system_time() const override { return host_.system_time(); }
    unsigned processor_count() const override { return static_cast<unsigned>(processors_.size()); }
    Processor& processor(unsigned number) override { return *processors_.at(number); }

private:
    void start_processor(LiveProcessor& processor);
    void join_members(Thread& thread, Processor* home);
    void leave_members(Thread& thread);

    host::Host& host_;
    const SchedulerConfig config_;
    std::atomic<bool> stopped_{false};

    Lock<Rank::scheduler> membership_;
    base::List<LiveThread, &LiveThread::link> members_;
    std::uint32_t next_id_ = 0;

    std::vector<std::unique_ptr<LiveProcessor>> processors_;
    std::vector<std::unique_ptr<Thread>> own_threads_;
    // No port may go while another thread can still be in the middle of ringing it: the other
    // processors' threads, and the one that ends them.
    std::latch quiet_;
};

} // namespace openwdf::exec
