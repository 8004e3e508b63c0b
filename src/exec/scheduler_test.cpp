// What live and simulated schedulers promise alike, run on both.
#include "exec/scheduler.hpp"

#include "exec/service_thread.hpp"
#include "exec/test_support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <unistd.h>

namespace openwdf::exec {
namespace {

constexpr Ticks k_millisecond = base::k_ticks_per_millisecond;
constexpr unsigned k_processors = 2;

enum class World { live, simulated, simulated_on_os_threads };

struct CountedWork : Work {
    explicit CountedWork(std::function<void()> action) : body(std::move(action))
    {
        run = [](Work& work) {
            auto& self = static_cast<CountedWork&>(work);
            self.body();
            self.runs.fetch_add(1);
        };
    }
    std::function<void()> body;
    std::atomic<int> runs{0};
};

class SchedulerTest : public testing::TestWithParam<World> {
protected:
    void SetUp() override { scheduler_->attach(main_); }
    void TearDown() override { scheduler_->detach(main_); }

    std::unique_ptr<Scheduler> make_scheduler()
    {
        SchedulerConfig config;
        config.processors = k_processors;
        config.os_threads = GetParam() == World::simulated_on_os_threads;
        config.find_races = true; // the tests below order their threads properly
        config.make_thread = [](std::string name, std::function<void()> body) {
            return std::make_unique<ServiceThread>(std::move(name), [body] {
                try {
                    body();
                } catch (const std::runtime_error&) {
                }
            });
        };
        config.on_deadlock = [this](const DeadlockReport&) { scheduler_->stop(); };
        if (GetParam() == World::live)
            return make_live_scheduler(*host_, std::move(config));
        return make_simulated_scheduler(*host_, choice_, std::move(config));
    }

    // Lets others run until the condition holds.
    void wait_for(const std::function<bool()>& condition)
    {
        while (!condition())
            scheduler_->park(scheduler_->interrupt_time() + k_millisecond);
    }

    Ticks now() { return scheduler_->interrupt_time(); }
    Processor& processor(unsigned number) { return scheduler_->processor(number); }

    SeededChoice choice_{3};
    std::unique_ptr<host::Host> host_ =
        GetParam() == World::live ? host::make_linux_host() : host::make_simulated_host(3);
    std::unique_ptr<Scheduler> scheduler_ = make_scheduler();
    Thread main_{"main"};
};

TEST_P(SchedulerTest, AttachMakesTheThreadCurrentAndGivesItAHome)
{
    EXPECT_EQ(current_thread(), &main_);
    ASSERT_NE(main_.processor, nullptr);
    EXPECT_EQ(main_.id, k_processors); // after the processors' own threads
    EXPECT_EQ(main_.processor->number(), 0U);
    scheduler_->detach(main_);
    EXPECT_EQ(current_thread(), nullptr);
    EXPECT_EQ(main_.processor, nullptr);
    scheduler_->attach(main_);
    EXPECT_EQ(main_.processor->number(), 1U);
}

TEST_P(SchedulerTest, ParkTimesOutAtTheDeadline)
{
    const Ticks deadline = now() + 2 * k_millisecond;
    Wake wake = Wake::unparked;
    while (wake == Wake::unparked)
        wake = scheduler_->park(deadline);
    EXPECT_EQ(wake, Wake::timed_out);
    EXPECT_GE(now(), deadline);
    EXPECT_EQ(scheduler_->park(deadline), Wake::timed_out);
}

TEST_P(SchedulerTest, RemembersOneEarlyUnpark)
{
    scheduler_->unpark(main_);
    scheduler_->unpark(main_);
    EXPECT_EQ(scheduler_->park(base::k_never), Wake::unparked);
    EXPECT_EQ(scheduler_->park(now() + k_millisecond), Wake::timed_out);
}

TEST_P(SchedulerTest, ThreadsRunAndAreJoined)
{
    std::atomic<int> sum{0};
    ServiceThread one("one", [&] { sum.fetch_add(current_thread()->name() == "one" ? 1 : 100); });
    ServiceThread two("two", [&] { sum.fetch_add(current_thread()->name() == "two" ? 2 : 100); });
    scheduler_->start(one);
    scheduler_->start(two);
    scheduler_->join(two);
    scheduler_->join(one);
    EXPECT_EQ(sum.load(), 3);
}

TEST_P(SchedulerTest, UnparkWakesAParkedThread)
{
    std::atomic<bool> go{false};
    ServiceThread sleeper("sleeper", [&] {
        while (!go.load())
            EXPECT_EQ(scheduler_->park(base::k_never), Wake::unparked);
    });
    scheduler_->start(sleeper);
    scheduler_->park(now() + k_millisecond);
    go = true;
    scheduler_->unpark(sleeper);
    scheduler_->join(sleeper);
}

TEST_P(SchedulerTest, TwoThreadsPassATokenManyTimes)
{
    constexpr int k_rounds = 2000;
    std::atomic<int> turn{0};
    ServiceThread other("other", [&] {
        for (int round = 0; round < k_rounds; ++round) {
            while (turn.load() != 2 * round + 1)
                scheduler_->park(base::k_never);
            turn.store(2 * round + 2);
            scheduler_->unpark(main_);
        }
    });
    scheduler_->start(other);
    for (int round = 0; round < k_rounds; ++round) {
        turn.store(2 * round + 1);
        scheduler_->unpark(other);
        while (turn.load() != 2 * round + 2)
            scheduler_->park(base::k_never);
    }
    scheduler_->join(other);
    EXPECT_EQ(turn.load(), 2 * k_rounds);
}

TEST_P(SchedulerTest, PostedWorkRunsOnTheProcessorsThreadAtPassive)
{
    std::atomic<bool> right{false};
    CountedWork inner([&] { right = right && current_thread()->processor->number() == 1; });
    CountedWork outer([&] {
        right = current_thread() != &main_ && current_thread()->irql == k_passive_level &&
                current_thread()->processor == &processor(1);
        processor(1).port().wait(0);
        processor(1).post(inner); // from the own thread: done at once
        right = right && inner.runs.load() == 1;
    });
    processor(1).post(outer);
    wait_for([&] { return outer.runs.load() == 1; });
    EXPECT_TRUE(right);
}

TEST_P(SchedulerTest, PostsFromManyThreadsAllRunInOrder)
{
    constexpr int k_posts = 300;
    std::vector<int> seen;
    std::vector<std::unique_ptr<CountedWork>> works;
    for (int i = 0; i < k_posts; ++i)
        works.push_back(std::make_unique<CountedWork>([&seen, i] { seen.push_back(i); }));
    std::atomic<int> next{0};
    for (auto& work : works) {
        processor(0).post(*work);
        if (next.fetch_add(1) % 64 == 0)
            scheduler_->park(now() + k_millisecond / 10);
    }
    wait_for([&] { return works.back()->runs.load() == 1; });
    for (int i = 0; i < k_posts; ++i)
        EXPECT_EQ(seen.at(static_cast<std::size_t>(i)), i);
}

TEST_P(SchedulerTest, AnAlarmRunsOnTheProcessorsThreadNotBeforeItsTime)
{
    std::atomic<Ticks> rung_at{0};
    std::atomic<bool> right{false};
    CountedWork alarm([&] {
        rung_at = now();
        right = current_thread()->processor == &processor(1) &&
                current_thread()->irql == k_passive_level;
    });
    const Ticks due = now() + 2 * k_millisecond;
    processor(1).set_alarm(alarm, due);
    wait_for([&] { return alarm.runs.load() == 1; });
    EXPECT_GE(rung_at.load(), due);
    EXPECT_TRUE(right);
    scheduler_->park(now() + 2 * k_millisecond);
    EXPECT_EQ(alarm.runs.load(), 1);
}

TEST_P(SchedulerTest, AnAlarmIsMovedAndTakenOff)
{
    constexpr Ticks k_hour = 3600 * base::k_ticks_per_second;
    CountedWork alarm([] {});
    processor(0).set_alarm(alarm, now() + k_hour);
    scheduler_->park(now() + k_millisecond); // the processor sleeps until then
    processor(0).set_alarm(alarm, now() + k_millisecond);
    wait_for([&] { return alarm.runs.load() == 1; });
    processor(0).set_alarm(alarm, now() + k_millisecond);
    processor(0).set_alarm(alarm, base::k_never);
    scheduler_->park(now() + 3 * k_millisecond);
    EXPECT_EQ(alarm.runs.load(), 1);
}

TEST_P(SchedulerTest, ADpcOfAFreeProcessorRunsAtDispatch)
{
    std::atomic<Irql> irql{k_passive_level};
    CountedWork dpc([&] { irql = current_thread()->irql; });
    processor(1).queue_dpc(dpc);
    wait_for([&] { return dpc.runs.load() == 1; });
    EXPECT_EQ(irql.load(), k_dispatch_level);
}

TEST_P(SchedulerTest, TheHolderRunsDpcsWhenItLeavesInOrder)
{
    std::vector<int> order;
    CountedWork third([&] { order.push_back(3); });
    CountedWork first([&] {
        order.push_back(1);
        main_.processor->queue_dpc(third);
    });
    CountedWork second([&] { order.push_back(2); });
    raise_irql(main_, k_dispatch_level);
    main_.processor->queue_dpc(first);
    main_.processor->queue_dpc(second);
    scheduler_->point(Point::entry, "");
    EXPECT_TRUE(order.empty());
    lower_irql(main_, k_passive_level);
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(main_.irql, k_passive_level);
}

TEST_P(SchedulerTest, AThrowingDpcGivesTheProcessorBack)
{
    CountedWork dpc([] { throw std::runtime_error("as MachineStopped does"); });
    Processor& home = *main_.processor;
    home.enter_dispatch(main_);
    home.queue_dpc(dpc);
    EXPECT_THROW(home.leave_dispatch(main_), std::runtime_error);
    home.enter_dispatch(main_);
    home.leave_dispatch(main_);
}

TEST_P(SchedulerTest, OneThreadAtDispatchPerProcessor)
{
    constexpr int k_threads = 4;
    constexpr int k_rounds = 500;
    int inside[k_processors] = {}; // plain: dispatch ownership is what protects it
    auto body = [&] {
        Thread& self = *current_thread();
        int& counter = inside[self.processor->number()];
        for (int round = 0; round < k_rounds; ++round) {
            raise_irql(self, k_dispatch_level);
            const int before = counter;
            scheduler_->point(Point::entry, "");
            counter = before + 1;
            lower_irql(self, k_passive_level);
            scheduler_->point(Point::entry, "");
        }
    };
    std::vector<std::unique_ptr<ServiceThread>> threads;
    for (int i = 0; i < k_threads; ++i) {
        threads.push_back(std::make_unique<ServiceThread>("racer", body));
        scheduler_->start(*threads.back());
    }
    for (auto& thread : threads)
        scheduler_->join(*thread);
    EXPECT_EQ(inside[0] + inside[1], k_threads * k_rounds);
}

TEST_P(SchedulerTest, NoDpcIsLostBetweenHoldersAndTheProcessorsThread)
{
    constexpr int k_rounds = 2000;
    int ran = 0; // DPCs of one processor never overlap
    std::vector<std::unique_ptr<CountedWork>> dpcs;
    for (int i = 0; i < k_rounds; ++i)
        dpcs.push_back(std::make_unique<CountedWork>([&] { ++ran; }));
    std::atomic<bool> done{false};
    Processor& target = processor(1);
    ServiceThread competitor("competitor", [&] {
        Thread& self = *current_thread();
        while (!done.load()) {
            target.enter_dispatch(self);
            scheduler_->point(Point::entry, "");
            target.leave_dispatch(self);
            scheduler_->yield();
        }
    });
    scheduler_->start(competitor);
    for (auto& dpc : dpcs) {
        target.queue_dpc(*dpc);
        scheduler_->point(Point::entry, "");
    }
    for (auto& dpc : dpcs)
        wait_for([&] { return dpc->runs.load() == 1; });
    done = true;
    scheduler_->join(competitor);
    EXPECT_EQ(ran, k_rounds);
}

TEST_P(SchedulerTest, SpinnersLetTheHolderRun)
{
    std::atomic<bool> locked{true};
    ServiceThread spinner("spinner", [&] {
        Thread& self = *current_thread();
        raise_irql(self, k_dispatch_level);
        while (locked.load())
            scheduler_->yield();
        lower_irql(self, k_passive_level);
    });
    scheduler_->start(spinner);
    scheduler_->park(now() + k_millisecond);
    locked = false;
    scheduler_->join(spinner);
}

TEST_P(SchedulerTest, StopWakesEverybodyForEver)
{
    std::atomic<int> stopped{0};
    auto body = [&] {
        while (scheduler_->park(base::k_never) != Wake::stopped) {
        }
        stopped.fetch_add(1);
    };
    ServiceThread one("one", body);
    ServiceThread two("two", body);
    // Of the same processor as main, which holds it.
    ServiceThread blocked("blocked", [&] {
        Thread& self = *current_thread();
        main_.processor->enter_dispatch(self);
        main_.processor->leave_dispatch(self);
        stopped.fetch_add(1);
    });
    main_.processor->enter_dispatch(main_);
    scheduler_->start(one);
    scheduler_->start(two);
    scheduler_->start(blocked);
    scheduler_->park(now() + k_millisecond);
    EXPECT_EQ(stopped.load(), 0);
    CountedWork dpc([] {});
    main_.processor->queue_dpc(dpc);
    scheduler_->stop();
    EXPECT_TRUE(scheduler_->stopped());
    EXPECT_EQ(scheduler_->park(base::k_never), Wake::stopped);
    main_.processor->leave_dispatch(main_);
    scheduler_->join(one);
    scheduler_->join(two);
    scheduler_->join(blocked);
    EXPECT_EQ(stopped.load(), 3);
    EXPECT_EQ(dpc.runs.load(), 0); // the machine is dead
    EXPECT_EQ(scheduler_->park(base::k_never), Wake::stopped);
}

TEST_P(SchedulerTest, StopFromADpcThatThrows)
{
    CountedWork dpc([&] {
        scheduler_->stop();
        throw std::runtime_error("unwind");
    });
    processor(1).queue_dpc(dpc);
    while (scheduler_->park(base::k_never) != Wake::stopped) {
    }
}

TEST_P(SchedulerTest, WorkPostedBeforeTheEndIsDone)
{
    CountedWork work([] {});
    CountedWork dpc([] {});
    scheduler_->detach(main_);
    processor(0).post(work);
    processor(1).queue_dpc(dpc);
    scheduler_.reset();
    EXPECT_EQ(work.runs.load(), 1);
    EXPECT_EQ(dpc.runs.load(), 1);
    scheduler_ = make_scheduler();
    scheduler_->attach(main_);
}

// The path of an asynchronous read: post, submit, completion, DPC.
class ReadThroughPort : public host::IoOp {
public:
    ReadThroughPort(Processor& target, host::File& from, char* to) : processor_(target)
    {
        file = &from;
        buffer = to;
        length = 5;
        offset = 2;
        done = [](host::IoOp& op) {
            auto& self = static_cast<ReadThroughPort&>(op);
            self.processor_.queue_dpc(self.complete_);
        };
    }

    void send() { processor_.post(submit_); }
    bool ended() const { return complete_.runs.load() == 1; }

private:
    Processor& processor_;
    CountedWork submit_{[this] { processor_.port().submit(*this); }};
    CountedWork complete_{[this] {
        EXPECT_EQ(current_thread()->irql, k_dispatch_level);
        EXPECT_EQ(result, 5);
    }};
};

TEST_P(SchedulerTest, ReadsThroughAPort)
{
    char path[] = "/tmp/openwdf-exec-XXXXXX";
    const int descriptor = ::mkstemp(path);
    ASSERT_EQ(::write(descriptor, "0123456789", 10), 10);
    ::close(descriptor);
    auto file = host_->open_file(path, host::OpenMode::read_only).take();
    ::unlink(path);
    for (unsigned round = 0; round < 20; ++round) {
        char text[6] = {};
        ReadThroughPort read(processor(round % k_processors), *file, text);
        read.send();
        wait_for([&] { return read.ended(); });
        EXPECT_STREQ(text, "23456");
    }
}

std::string world_name(const testing::TestParamInfo<World>& world)
{
    switch (world.param) {
    case World::live: return "live";
    case World::simulated: return "simulated";
    case World::simulated_on_os_threads: return "simulated_on_os_threads";
    }
    return {};
}

INSTANTIATE_TEST_SUITE_P(Worlds, SchedulerTest,
                         testing::Values(World::live, World::simulated,
                                         World::simulated_on_os_threads),
                         world_name);

} // namespace
} // namespace openwdf::exec
