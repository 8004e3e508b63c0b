// What only a simulated machine promises: same seed, same run; virtual time; deadlocks found.
#include "base/sanitizer.hpp"
#include "exec/scheduler.hpp"

#include "exec/service_thread.hpp"
#include "exec/test_support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <stdexcept>

namespace openwdf::exec {
namespace {

constexpr Ticks k_millisecond = base::k_ticks_per_millisecond;

struct World {
    World(std::uint64_t seed, Strategy& strategy, unsigned processors = 2, bool os_threads = false)
        : host(host::make_simulated_host(seed))
    {
        SchedulerConfig config;
        config.processors = processors;
        config.os_threads = os_threads;
        config.on_deadlock = [this](const DeadlockReport& report) {
            for (const Thread* thread : report.parked)
                stuck.push_back(thread->name());
            scheduler->stop();
        };
        scheduler = make_simulated_scheduler(*host, strategy, std::move(config));
        scheduler->attach(main);
    }
    ~World() { scheduler->detach(main); }

    std::unique_ptr<host::Host> host;
    std::unique_ptr<Scheduler> scheduler;
    std::vector<std::string> stuck;
    Thread main{"main"};
};

// Several threads, DISPATCH, DPCs, parks and timeouts; returns what happened in which order.
std::vector<std::uint32_t> play(std::uint64_t seed, Strategy& strategy, bool os_threads = false)
{
    World world(seed, strategy, 2, os_threads);
    Scheduler& scheduler = *world.scheduler;
    std::vector<std::uint32_t> events;
    struct Dpc : Work {
        std::vector<std::uint32_t>* events;
        std::uint32_t id;
    };
    std::vector<Dpc> dpcs(6);
    std::vector<std::unique_ptr<ServiceThread>> threads;
    for (std::uint32_t id = 0; id < 6; ++id) {
        dpcs[id].events = &events;
        dpcs[id].id = id;
        dpcs[id].run = [](Work& work) {
            auto& dpc = static_cast<Dpc&>(work);
            dpc.events->push_back(200 + dpc.id);
        };
        threads.push_back(std::make_unique<ServiceThread>("player", [&, id] {
            Thread& self = *current_thread();
            events.push_back(id);
            scheduler.point(Point::entry, "");
            raise_irql(self, k_dispatch_level);
            scheduler.processor(id % 2).queue_dpc(dpcs[id]);
            scheduler.point(Point::entry_return, "");
            lower_irql(self, k_passive_level);
            if (scheduler.park(scheduler.interrupt_time() + (id + 1) * k_millisecond) ==
                Wake::unparked)
                events.push_back(100 + id);
            scheduler.unpark(*threads[(id + 1) % threads.size()]);
            events.push_back(static_cast<std::uint32_t>(scheduler.interrupt_time()));
        }));
    }
    for (auto& thread : threads)
        scheduler.start(*thread);
    for (std::size_t i = 0; i < threads.size(); ++i)
        scheduler.park(scheduler.interrupt_time() + 20 * k_millisecond);
    for (auto& thread : threads)
        scheduler.join(*thread);
    return events;
}

TEST(SimSchedulerTest, SameSeedSameRun)
{
    constexpr std::uint64_t k_seeds = 200;
    std::set<std::vector<std::uint32_t>> different;
    for (std::uint64_t seed = 0; seed < k_seeds; ++seed) {
        SeededChoice first(seed);
        SeededChoice second(seed);
        const auto events = play(seed, first);
        // Another heap layout must not matter.
        const std::vector<std::vector<char>> ballast(seed % 7, std::vector<char>(1000));
        EXPECT_EQ(events, play(seed, second)) << "seed " << seed;
        EXPECT_EQ(first.decisions, second.decisions) << "seed " << seed;
        EXPECT_GT(first.decisions.size(), 10U);
        different.insert(events);
    }
    EXPECT_GT(different.size(), k_seeds * 9 / 10);
}

TEST(SimSchedulerTest, OsThreadsRunAsFibersDo)
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SeededChoice fibers(seed);
        SeededChoice threads(seed);
        EXPECT_EQ(play(seed, fibers), play(seed, threads, true)) << "seed " << seed;
        EXPECT_EQ(fibers.decisions, threads.decisions) << "seed " << seed;
    }
}

TEST(SimSchedulerTest, TimeJumpsToTheNextDeadline)
{
    FirstChoice first;
    World world(1, first);
    constexpr Ticks k_hour = 3600 * base::k_ticks_per_second;
    std::vector<int> order;
    ServiceThread late("late", [&] {
        EXPECT_EQ(world.scheduler->park(2 * k_hour), Wake::timed_out);
        order.push_back(2);
    });
    ServiceThread early("early", [&] {
        EXPECT_EQ(world.scheduler->park(k_hour), Wake::timed_out);
        order.push_back(1);
    });
    world.scheduler->start(late);
    world.scheduler->start(early);
    EXPECT_EQ(world.scheduler->park(3 * k_hour), Wake::timed_out);
    EXPECT_EQ(world.scheduler->interrupt_time(), 3 * k_hour);
    EXPECT_EQ(order, (std::vector<int>{1, 2}));
    world.scheduler->join(late);
    world.scheduler->join(early);
}

TEST(SimSchedulerTest, APollingLoopSeesTimePass)
{
    FirstChoice first;
    World world(1, first);
    const Ticks deadline = world.scheduler->interrupt_time() + k_millisecond;
    while (world.scheduler->interrupt_time() < deadline)
        world.scheduler->point(Point::entry, "");
}

TEST(SimSchedulerTest, NamesWhoIsStuck)
{
    FirstChoice first;
    World world(1, first);
    auto forever = [&] {
        while (world.scheduler->park(base::k_never) != Wake::stopped) {
        }
    };
    ServiceThread one("one", forever);
    ServiceThread two("two", forever);
    world.scheduler->start(one);
    world.scheduler->start(two);
    world.scheduler->join(one);
    world.scheduler->join(two);
    EXPECT_EQ(world.stuck, (std::vector<std::string>{"main", "one", "two"}));
}

TEST(SimSchedulerTest, FindsThatTheLastThreadLeftOthersStuck)
{
    FirstChoice first;
    World world(1, first);
    ServiceThread brief("brief", [] {});
    world.scheduler->start(brief);
    EXPECT_EQ(world.scheduler->park(base::k_never), Wake::stopped);
    EXPECT_EQ(world.stuck, std::vector<std::string>{"main"});
    world.scheduler->join(brief);
}

TEST(SimSchedulerTest, SpinningForNobodyIsADeadlock)
{
    FirstChoice first;
    World world(1, first);
    while (!world.scheduler->stopped())
        world.scheduler->yield();
    EXPECT_EQ(world.stuck, std::vector<std::string>{"main"});
}

TEST(SimSchedulerTest, WaitingForAProcessorWhoseHolderIsStuckIsADeadlock)
{
    FirstChoice first;
    World world(1, first, 1);
    ServiceThread waiter("waiter", [&] {
        raise_irql(*current_thread(), k_dispatch_level);
        lower_irql(*current_thread(), k_passive_level);
    });
    world.main.processor->enter_dispatch(world.main);
    world.scheduler->start(waiter);
    world.scheduler->join(waiter);
    EXPECT_EQ(world.stuck, (std::vector<std::string>{"main", "waiter"}));
    world.main.processor->leave_dispatch(world.main);
}

// Each fiber must keep its own chain of caught exceptions.
TEST(SimSchedulerTest, ExceptionsStayOnTheirFibers)
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SeededChoice strategy(seed);
        World world(seed, strategy);
        int wrong = 0;
        auto thrower = [&](const std::string& word) {
            for (int round = 0; round < 5; ++round) {
                try {
                    world.scheduler->point(Point::entry, "");
                    throw std::runtime_error(word);
                } catch (const std::runtime_error& outer) {
                    world.scheduler->point(Point::callback, "");
                    try {
                        throw std::logic_error(word + word);
                    } catch (const std::logic_error& inner) {
                        world.scheduler->point(Point::callback_return, "");
                        wrong += inner.what() != word + word;
                    }
                    world.scheduler->point(Point::entry_return, "");
                    wrong += outer.what() != word;
                    wrong += std::uncaught_exceptions() != 0;
                    try {
                        throw; // the one of this fiber
                    } catch (const std::runtime_error& again) {
                        wrong += again.what() != word;
                    }
                }
            }
        };
        ServiceThread one("one", [&] { thrower("one"); });
        ServiceThread two("two", [&] { thrower("two"); });
        world.scheduler->start(one);
        world.scheduler->start(two);
        thrower("main");
        world.scheduler->join(one);
        world.scheduler->join(two);
        EXPECT_EQ(wrong, 0) << "seed " << seed;
    }
}

// A destructor that switches while an exception passes it.
TEST(SimSchedulerTest, SwitchesWhileUnwinding)
{
    FirstChoice first;
    World world(1, first);
    struct ParksWhenLeft {
        Scheduler& scheduler;
        ~ParksWhenLeft()
        {
            EXPECT_EQ(std::uncaught_exceptions(), 1);
            scheduler.park(scheduler.interrupt_time() + k_millisecond);
            EXPECT_EQ(std::uncaught_exceptions(), 1);
        }
    };
    auto body = [&] {
        EXPECT_EQ(std::uncaught_exceptions(), 0);
        try {
            const ParksWhenLeft guard{*world.scheduler};
            throw std::runtime_error("pass");
        } catch (const std::runtime_error&) {
        }
    };
    ServiceThread one("one", body);
    ServiceThread two("two", body);
    world.scheduler->start(one);
    world.scheduler->start(two);
    body();
    world.scheduler->join(one);
    world.scheduler->join(two);
}

// A lost update that only some interleavings show: an explorer has to meet both outcomes.
TEST(SimSchedulerTest, SeedsReachDifferentOutcomes)
{
    std::set<int> outcomes;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SeededChoice strategy(seed);
        World world(seed, strategy);
        int value = 0;
        auto add = [&] {
            const int before = value;
            world.scheduler->point(Point::entry, "");
            value = before + 1;
        };
        ServiceThread one("one", add);
        ServiceThread two("two", add);
        world.scheduler->start(one);
        world.scheduler->start(two);
        world.scheduler->join(one);
        world.scheduler->join(two);
        outcomes.insert(value);
    }
    EXPECT_EQ(outcomes, (std::set<int>{1, 2}));
}

// A short timeout may beat a thread that could run; a long one may not.
TEST(SimSchedulerTest, NearEventsCompeteWithRunnableThreads)
{
    int early = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SeededChoice strategy(seed);
        World world(seed, strategy);
        bool timed_out_first = false;
        bool worker_done = false;
        auto waiter = [&](Ticks patience) {
            const Ticks deadline = world.scheduler->interrupt_time() + patience;
            while (world.scheduler->park(deadline) != Wake::timed_out) {
            }
            return !worker_done;
        };
        ServiceThread near("near", [&] { timed_out_first = waiter(k_millisecond); });
        ServiceThread far("far", [&] { EXPECT_FALSE(waiter(10 * base::k_ticks_per_second)); });
        world.scheduler->start(near);
        world.scheduler->start(far);
        for (int i = 0; i < 5; ++i)
            world.scheduler->point(Point::entry, "");
        worker_done = true;
        world.scheduler->join(near);
        world.scheduler->join(far);
        early += timed_out_first;
    }
    EXPECT_GT(early, 0);
    EXPECT_LT(early, 200);
}

TEST(SimSchedulerTest, StacksAreDeepEnoughAndReused)
{
    struct Deep {
        // Volatile, so that the frames are really there.
        static int descend(int depth)
        {
            volatile char frame[1000];
            frame[0] = static_cast<char>(depth);
            return depth == 0 ? 0 : descend(depth - 1) + (frame[0] != 0 ? 1 : 1);
        }
    };
    FirstChoice first;
    World world(1, first);
    for (int round = 0; round < 200; ++round) {
        ServiceThread diver("diver", [&] { EXPECT_EQ(Deep::descend(100), 100); });
        world.scheduler->start(diver);
        world.scheduler->join(diver);
    }
}

#ifdef OPENWDF_TSAN
// What a driver with an unguarded counter gets told, however the threads are scheduled.
[[noreturn]] void share_a_counter(bool guarded)
{
    {
        FirstChoice first;
        auto host = host::make_simulated_host(1);
        SchedulerConfig config;
        config.find_races = true;
        auto scheduler = make_simulated_scheduler(*host, first, std::move(config));
        Thread main("main");
        scheduler->attach(main);
        int counter = 0;
        auto add = [&] {
            Thread& self = *current_thread();
            if (guarded)
                raise_irql(self, k_dispatch_level); // one processor: nobody else has it
            counter = counter + 1;
            if (guarded)
                lower_irql(self, k_passive_level);
            scheduler->park(scheduler->interrupt_time() + k_millisecond);
        };
        ServiceThread one("one", add);
        ServiceThread two("two", add);
        scheduler->start(one);
        scheduler->start(two);
        scheduler->join(one);
        scheduler->join(two);
        CHECK(counter == 2);
        scheduler->detach(main);
    }
    std::exit(0);
}

constexpr int k_tsan_exit_code = 66;

TEST(SimSchedulerDeathTest, FindsRacesThatTheScheduleHides)
{
    EXPECT_EXIT(share_a_counter(false), testing::ExitedWithCode(k_tsan_exit_code), "data race");
}

TEST(SimSchedulerDeathTest, KnowsWhatOrdersThreads)
{
    EXPECT_EXIT(share_a_counter(true), testing::ExitedWithCode(0), "");
}
#endif

// Beyond the stack lies a page nobody may touch, not the next fiber.
TEST(SimSchedulerDeathTest, AStackOverflowFaults)
{
    struct Endless {
        static int descend(int depth)
        {
            volatile char frame[1000];
            frame[0] = static_cast<char>(depth);
            return depth < 0 ? 0 : descend(depth + 1) + frame[0];
        }
    };
    EXPECT_DEATH(
        {
            FirstChoice first;
            World world(1, first);
            ServiceThread diver("diver", [&] { Endless::descend(0); });
            world.scheduler->start(diver);
            world.scheduler->join(diver);
        },
        "");
}

// A switch with a runtime lock held is our defect, and is found at once.
TEST(SimSchedulerDeathTest, NoSwitchUnderARuntimeLock)
{
    EXPECT_DEATH(
        {
            FirstChoice first;
            World world(1, first);
            Lock<Rank::queue> lock;
            lock.lock();
            world.scheduler->park(k_millisecond);
        },
        "CHECK");
}

TEST(SimSchedulerDeathTest, RefusesASecondAttachedThread)
{
    EXPECT_DEATH(
        {
            FirstChoice first;
            World world(1, first);
            Thread second("second");
            world.scheduler->attach(second);
        },
        "CHECK");
}

} // namespace
} // namespace openwdf::exec
