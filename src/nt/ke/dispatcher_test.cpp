#include "nt/ke/dispatcher.hpp"

#include "nt/ke/irql.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

using testing::TestMachine;
using testing::World;

constexpr LONGLONG k_second = base::k_ticks_per_second;

class DispatcherTest : public ::testing::TestWithParam<World> {
protected:
    ke::Dispatcher& dispatcher() { return machine_.executive().dispatcher; }
    NTSTATUS wait(void* object, LONGLONG timeout)
    {
        LARGE_INTEGER value;
        value.QuadPart = timeout;
        return dispatcher().wait({&object, 1}, WaitAny, &value);
    }

    TestMachine machine_{GetParam()};
};

std::string world_name(const ::testing::TestParamInfo<World>& info)
{
    return info.param == World::live ? "live" : "simulated";
}

INSTANTIATE_TEST_SUITE_P(Worlds, DispatcherTest, ::testing::Values(World::live, World::simulated),
                         world_name);

TEST_P(DispatcherTest, NotificationEventStaysSet) // N109, N110
{
    KEVENT event;
    ke::initialize_event(event, NotificationEvent, false);
    EXPECT_EQ(wait(&event, 0), STATUS_TIMEOUT); // N104
    EXPECT_EQ(dispatcher().set_event(event), 0);
    EXPECT_EQ(dispatcher().set_event(event), 1);
    EXPECT_EQ(wait(&event, 0), STATUS_SUCCESS);
    EXPECT_EQ(wait(&event, 0), STATUS_SUCCESS);
    EXPECT_EQ(dispatcher().reset_event(event), 1);
    EXPECT_EQ(wait(&event, 0), STATUS_TIMEOUT);
}

TEST_P(DispatcherTest, SynchronizationEventReleasesOne) // N109
{
    KEVENT event;
    ke::initialize_event(event, SynchronizationEvent, true);
    EXPECT_EQ(wait(&event, 0), STATUS_SUCCESS);
    EXPECT_EQ(wait(&event, 0), STATUS_TIMEOUT);
}

TEST_P(DispatcherTest, AWaiterIsReleasedByAnotherThread)
{
    KEVENT event;
    ke::initialize_event(event, SynchronizationEvent, false);
    auto setter = machine_.start("setter", [&] { dispatcher().set_event(event); });
    EXPECT_EQ(dispatcher().wait_until(&event, base::k_never), STATUS_SUCCESS);
    EXPECT_EQ(ke::read_state(event.Header), 0);
    machine_.join(*setter);
}

TEST_P(DispatcherTest, RelativeAndAbsoluteTimeouts) // N103
{
    KEVENT event;
    ke::initialize_event(event, NotificationEvent, false);
    const base::Ticks start = machine_.scheduler().interrupt_time();
    EXPECT_EQ(wait(&event, -k_second / 100), STATUS_TIMEOUT);
    EXPECT_GE(machine_.scheduler().interrupt_time(), start + k_second / 100);
    EXPECT_EQ(wait(&event, machine_.scheduler().system_time() + k_second / 100), STATUS_TIMEOUT);
    EXPECT_GE(machine_.scheduler().interrupt_time(), start + k_second / 50);
    EXPECT_EQ(wait(&event, 1), STATUS_TIMEOUT); // in 1601
}

TEST_P(DispatcherTest, AWaitThatTimedOutPassesAsASuccess) // N105
{
    KEVENT event;
    ke::initialize_event(event, NotificationEvent, false);
    const NTSTATUS timed_out = wait(&event, -1);
    EXPECT_EQ(timed_out, STATUS_TIMEOUT);
    EXPECT_NE(timed_out, STATUS_SUCCESS);
    EXPECT_TRUE(NT_SUCCESS(timed_out));
}

TEST_P(DispatcherTest, DelayTakesItsTime)
{
    const base::Ticks start = machine_.scheduler().interrupt_time();
    LARGE_INTEGER interval;
    interval.QuadPart = -k_second / 100;
    EXPECT_EQ(dispatcher().delay(interval), STATUS_SUCCESS);
    EXPECT_GE(machine_.scheduler().interrupt_time(), start + k_second / 100);
}

TEST_P(DispatcherTest, WaitAnyNamesTheLowestSignalledObject) // N107
{
    KEVENT events[4];
    void* objects[4];
    for (int i = 0; i < 4; ++i) {
        ke::initialize_event(events[i], SynchronizationEvent, i >= 2);
        objects[i] = &events[i];
    }
    LARGE_INTEGER poll{};
    EXPECT_EQ(dispatcher().wait(objects, WaitAny, &poll), STATUS_WAIT_2);
    EXPECT_EQ(dispatcher().wait(objects, WaitAny, &poll), STATUS_WAIT_3);
    EXPECT_EQ(dispatcher().wait(objects, WaitAny, &poll), STATUS_TIMEOUT);
}

TEST_P(DispatcherTest, WaitAllTakesAllOrNothing) // N107
{
    KEVENT a;
    KEVENT b;
    ke::initialize_event(a, SynchronizationEvent, true);
    ke::initialize_event(b, SynchronizationEvent, false);
    void* objects[] = {&a, &b};
    LARGE_INTEGER poll{};
    EXPECT_EQ(dispatcher().wait(objects, WaitAll, &poll), STATUS_TIMEOUT);
    EXPECT_EQ(ke::read_state(a.Header), 1);
    auto setter = machine_.start("setter", [&] { dispatcher().set_event(b); });
    EXPECT_EQ(dispatcher().wait(objects, WaitAll, nullptr), STATUS_SUCCESS);
    EXPECT_EQ(ke::read_state(a.Header), 0);
    EXPECT_EQ(ke::read_state(b.Header), 0);
    machine_.join(*setter);
}

TEST_P(DispatcherTest, SemaphoreCountsAndRefusesToPassItsLimit) // N112
{
    KSEMAPHORE semaphore;
    ke::initialize_semaphore(semaphore, 1, 2);
    bool exceeded = false;
    EXPECT_EQ(dispatcher().release_semaphore(semaphore, 1, exceeded), 1);
    EXPECT_FALSE(exceeded);
    dispatcher().release_semaphore(semaphore, 1, exceeded);
    EXPECT_TRUE(exceeded);
    EXPECT_EQ(wait(&semaphore, 0), STATUS_SUCCESS);
    EXPECT_EQ(wait(&semaphore, 0), STATUS_SUCCESS);
    EXPECT_EQ(wait(&semaphore, 0), STATUS_TIMEOUT);
}

TEST_P(DispatcherTest, MutantIsRecursiveAndOwned) // N113
{
    KMUTANT mutant;
    ke::initialize_mutant(mutant);
    EXPECT_EQ(wait(&mutant, 0), STATUS_SUCCESS);
    EXPECT_EQ(wait(&mutant, 0), STATUS_SUCCESS);
    KEVENT refused;
    ke::initialize_event(refused, NotificationEvent, false);
    auto other = machine_.start("other", [&] {
        bool not_owner = false;
        dispatcher().release_mutant(mutant, not_owner);
        EXPECT_TRUE(not_owner);
        EXPECT_EQ(wait(&mutant, 0), STATUS_TIMEOUT);
        dispatcher().set_event(refused);
        EXPECT_EQ(wait(&mutant, -k_second * 100), STATUS_SUCCESS);
        dispatcher().release_mutant(mutant, not_owner);
    });
    bool not_owner = false;
    dispatcher().wait_until(&refused, base::k_never);
    EXPECT_NE(dispatcher().release_mutant(mutant, not_owner), 0);
    EXPECT_EQ(dispatcher().release_mutant(mutant, not_owner), 0);
    machine_.join(*other);
}

TEST_P(DispatcherTest, AWaitAtDispatchLevelStopsTheMachine) // N100, N104
{
    KEVENT event;
    ke::initialize_event(event, NotificationEvent, true);
    ke::raise_irql(machine_.main(), DISPATCH_LEVEL);
    EXPECT_EQ(wait(&event, 0), STATUS_SUCCESS);
    ke::lower_irql(machine_.main(), PASSIVE_LEVEL);
    const auto report = machine_.stopping([&] {
        ke::raise_irql(machine_.main(), DISPATCH_LEVEL);
        wait(&event, -1);
    });
    EXPECT_EQ(report.bug_check.code, gate::k_driver_verifier_detected_violation);
    EXPECT_EQ(report.bug_check.parameters[1], DISPATCH_LEVEL);
}

TEST_P(DispatcherTest, AStoppedMachineEndsWaits)
{
    KEVENT event;
    ke::initialize_event(event, NotificationEvent, false);
    auto stopper = machine_.start("stopper", [&] { machine_.border().stop({}); });
    bool came_back = false;
    EXPECT_FALSE(gate::run_guarded(machine_.main(), [&] {
        dispatcher().wait_until(&event, base::k_never);
        came_back = true;
    }));
    EXPECT_FALSE(came_back);
    machine_.join(*stopper);
}

TEST_P(DispatcherTest, WaitersAreReleasedFirstComeFirstServed)
{
    KEVENT event;
    ke::initialize_event(event, SynchronizationEvent, false);
    std::vector<std::unique_ptr<gate::BodyThread>> threads;
    std::atomic<int> waiting{0};
    std::vector<int> order;
    KEVENT done;
    ke::initialize_event(done, SynchronizationEvent, false);
    for (int i = 0; i < 3; ++i) {
        threads.push_back(machine_.start("waiter", [&, i] {
            waiting.fetch_add(1);
            dispatcher().wait_until(&event, base::k_never);
            order.push_back(i);
            dispatcher().set_event(done);
        }));
        while (waiting.load() <= i)
            machine_.sleep(k_second / 1000);
        machine_.sleep(k_second / 100);
    }
    for (int i = 0; i < 3; ++i) {
        dispatcher().set_event(event);
        dispatcher().wait_until(&done, base::k_never);
    }
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
    for (auto& thread : threads)
        machine_.join(*thread);
}

TEST(WaitCount, MoreThanThreeObjectsNeedWaitBlocks) // N108
{
    TestMachine machine(World::simulated);
    ke::require_wait_count(3, false);
    ke::require_wait_count(64, true);
    const auto report = machine.stopping([] { ke::require_wait_count(4, false); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(MAXIMUM_WAIT_OBJECTS_EXCEEDED));
}

} // namespace
} // namespace openwdf::nt
