// Mutexes, semaphores, other locks, lists and threads of the executive, as a driver uses them.
#include "support/fixture.hpp"
#include "thread/thread.h"

namespace conformance {
namespace {

enum Scenario : unsigned { THREAD_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Thread : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_THREAD, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_THREAD, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Thread);

TEST_P(Thread, N113AMutexIsRecursive)
{
    succeeds(k_AMutexIsRecursive);
}

TEST_P(Thread, N112ASemaphoreCounts)
{
    succeeds(k_ASemaphoreCounts);
}

TEST_P(Thread, N116AFastMutexExcludes)
{
    succeeds(k_AFastMutexExcludes);
}

TEST_P(Thread, QueuedAndSharedSpinLocksExclude)
{
    succeeds(k_QueuedAndSharedSpinLocksExclude);
}

TEST_P(Thread, InterlockedListsKeepTheirOrder)
{
    succeeds(k_InterlockedListsKeepTheirOrder);
}

TEST_P(Thread, RundownWaitsForUsers)
{
    succeeds(k_RundownWaitsForUsers);
}

TEST_P(Thread, LookasideListsAllocate)
{
    succeeds(k_LookasideListsAllocate);
}

TEST_P(Thread, N117AThreadIsSignalledAtItsEnd)
{
    succeeds(k_AThreadIsSignalledAtItsEnd);
}

TEST_P(Thread, AThreadEndsItself)
{
    succeeds(k_AThreadEndsItself);
}

TEST_P(Thread, HandlesAreChecked)
{
    succeeds(k_HandlesAreChecked);
}

// The end of the machine ends it.
TEST_P(Thread, AThreadIsLeftRunning)
{
    succeeds(k_AThreadIsLeftRunning);
    end_machine();
    EXPECT_EQ(printed(), "unload\n");
}

class ThreadMisuse : public Fixture {
protected:
    // Runs a scenario that must stop the machine; what it says.
    openwdf::BugCheckReport stops(unsigned scenario)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_THREAD, scenario),
                              openwdf::k_machine_stopped);
        return machine().bug_check().value();
    }
};

OPENWDF_INSTANTIATE_WORLDS(ThreadMisuse);

constexpr std::uint32_t k_exception_not_handled = 0x1E;

TEST_P(ThreadMisuse, N113AMutexIsReleasedByItsOwner)
{
    constexpr std::uint64_t k_mutant_not_owned = 0xC0000046;
    const auto report = stops(k_AMutexIsReleasedByItsOwner);
    EXPECT_EQ(report.code, k_exception_not_handled);
    EXPECT_EQ(report.parameters[0], k_mutant_not_owned);
}

TEST_P(ThreadMisuse, N112ASemaphoreHasALimit)
{
    constexpr std::uint64_t k_semaphore_limit_exceeded = 0xC0000047;
    const auto report = stops(k_ASemaphoreHasALimit);
    EXPECT_EQ(report.code, k_exception_not_handled);
    EXPECT_EQ(report.parameters[0], k_semaphore_limit_exceeded);
}

} // namespace
} // namespace conformance
