// The end of a driver's thread: its requests are cancelled and waited for, and it may own no mutex.
#include "ending/ending.h"
#include "support/fixture.hpp"
#include "support/seeded_machine.hpp"
#include "support/worlds.hpp"

#include <cstdlib>

namespace conformance {
namespace {

enum Scenario : unsigned { ENDING_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Ending : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_ENDING, number), 0);
        expect_no_reports();
    }
    // Runs a scenario that must stop the machine at the end of a thread that owns the mutex it
    // printed.
    void stops(unsigned scenario)
    {
        constexpr std::uint32_t k_thread_terminate_held_mutex = 0x4000008A;
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_ENDING, scenario),
                              openwdf::k_machine_stopped);
        const auto report = machine().bug_check().value();
        EXPECT_EQ(report.code, k_thread_terminate_held_mutex);
        EXPECT_EQ(report.parameters[1], std::strtoull(printed().c_str(), nullptr, 16));
        EXPECT_EQ(report.where.driver, "conformance_ending");
    }
};

OPENWDF_INSTANTIATE_WORLDS(Ending);

// Covers: N46, N58.
TEST_P(Ending, N58ARequestIsCancelledAtTheEnd)
{
    openwdf::Peer peer = stream("\\Device\\Line", "unix:pair");
    succeeds(k_ARequestIsCancelledAtTheEnd);
}

TEST_P(Ending, N58TheEndWaitsForItsRequest)
{
    succeeds(k_TheEndWaitsForItsRequest);
}

TEST_P(Ending, N58ARequestIsCompletedWhileItsThreadEnds)
{
    succeeds(k_ARequestIsCompletedWhileItsThreadEnds);
}

TEST_P(Ending, N44ARequestThatWasCompletedIsForgotten)
{
    succeeds(k_ARequestThatWasCompletedIsForgotten);
}

// A mutex of the kernel is never handed on as abandoned: the machine stops at once.
TEST_P(Ending, N115AThreadEndsWithItsMutex)
{
    stops(k_AThreadEndsWithItsMutex);
}

TEST_P(Ending, N115AThreadEndsWithTheLastOfItsMutexes)
{
    stops(k_AThreadEndsWithTheLastOfItsMutexes);
}

TEST_P(Ending, N115AThreadReleasesItsMutexes)
{
    succeeds(k_AThreadReleasesItsMutexes);
}

class EndingInVirtualTime : public Ending {};

INSTANTIATE_TEST_SUITE_P(, EndingInVirtualTime, testing::ValuesIn(simulated_worlds()),
                         openwdf::world_name);

TEST_P(EndingInVirtualTime, N58ARequestIsNotCompletedInFiveMinutes)
{
    OPENWDF_EXPECT_STATUS(
        run(OPENWDF_DRIVER_CONFORMANCE_ENDING, k_ARequestIsNotCompletedInFiveMinutes), 0);
    EXPECT_TRUE(reported("thread-irp-outstanding"));
    EXPECT_EQ(machine().reports().size(), 1U);
}

// Completion and cancel meet in every order.
TEST(EndingUnderManySeeds, N58CompletionRacesTheEnd)
{
    constexpr std::uint64_t k_seeds = 200;
    for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
        SeededMachine seeded(seed);
        (void)seeded.machine.load(OPENWDF_DRIVER_CONFORMANCE_ENDING).value();
        OPENWDF_ASSERT_STATUS(seeded.run(k_ARequestIsCompletedWhileItsThreadEnds), 0);
        ASSERT_EQ(seeded.printed, "") << "seed " << seed;
    }
}

} // namespace
} // namespace conformance
