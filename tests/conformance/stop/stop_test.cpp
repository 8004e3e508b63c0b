// Start, Stop, Purge, Close and the requests that are already there.
#include "stop/stop.h"
#include "support/sent_fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { STOP_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Stop : public SentFixture {
protected:
    std::string scenario(unsigned number)
    {
        return SentFixture::scenario(OPENWDF_DRIVER_CONFORMANCE_STOP, number);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Stop);

// Covers: 1, 4, 5, 7.
TEST_P(Stop, StateTable)
{
    EXPECT_EQ(scenario(k_StateTable), "");
    expect_no_reports();
}

TEST_P(Stop, Fact12UndefinedActions)
{
    EXPECT_EQ(scenario(k_UndefinedActions), "");
}

// Covers: 9, 34, 67.
TEST_P(Stop, PendedGoInOrder)
{
    load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_STOP, k_PendedGoInOrder), 0);
    const std::string read = "read system=yes mdl=no user=yes file=yes length=4 offset=0x1";
    EXPECT_EQ(printed(), "create\nstarting\n" + read + "0\n" + read + "1\n" + read + "2\n" + read +
                             "3\nstarted\ncleanup\nclose\n");
    expect_no_reports();
}

TEST_P(Stop, Facts75And78PendedIsCancelled)
{
    EXPECT_EQ(scenario(k_PendedIsCancelled), "");
    expect_no_reports();
}

TEST_P(Stop, Fact66PendedTimesOut)
{
    EXPECT_EQ(scenario(k_PendedTimesOut), "");
    expect_no_reports();
}

TEST_P(Stop, Fact66TimeoutIsLostAtStart)
{
    EXPECT_EQ(scenario(k_TimeoutIsLostAtStart), "");
    EXPECT_TRUE(reported("timeout-lost"));
}

TEST_P(Stop, Fact10PurgeEndsPended)
{
    EXPECT_EQ(scenario(k_PurgeEndsPended), "");
    expect_no_reports();
}

TEST_P(Stop, Fact11PurgeCancelsSent)
{
    EXPECT_EQ(scenario(k_PurgeCancelsSent), "");
    expect_no_reports();
}

TEST_P(Stop, Facts9And11StopCancelsSentOnly)
{
    EXPECT_EQ(scenario(k_StopCancelsSentOnly), "");
    expect_no_reports();
}

TEST_P(Stop, Fact11StopLeavesSent)
{
    EXPECT_EQ(scenario(k_StopLeavesSent), "");
}

// Covers: 10, 11, 15.
TEST_P(Stop, CloseEndsAll)
{
    EXPECT_EQ(scenario(k_CloseEndsAll), "");
    expect_no_reports();
}

TEST_P(Stop, Fact23IgnoringTheState)
{
    EXPECT_EQ(scenario(k_IgnoringTheState), "");
    expect_no_reports();
}

TEST_P(Stop, Facts13And113WaitsAboveItsLevel)
{
    EXPECT_EQ(scenario(k_WaitsAboveItsLevel), "");
    EXPECT_TRUE(reported("target-wait-irql"));
}

TEST_P(Stop, Facts35And36ReadsStoppedForAWhile)
{
    EXPECT_EQ(scenario(k_ReadsStoppedForAWhile), "");
}

// One thread is inside a call that waits, another ends its wait.
class StopFromOutside : public Stop {
protected:
    // Runs `first`, then `waiting` on another thread, and `ending` once that one printed `mark`.
    std::string meet(unsigned first, unsigned waiting, const std::string& mark, unsigned ending)
    {
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_STOP, first), 0);
        IoResult result{-1, 0};
        openwdf::Thread thread = machine().start(
            "waiting", [&] { result = open("\\\\.\\Conformance").ioctl(scenario_code(waiting)); });
        std::string text;
        for (; text.find(mark) == std::string::npos; text += printed())
            (void)run_loaded(0x700); // crosses the border, where virtual time passes
        OPENWDF_EXPECT_STATUS(run_loaded(ending), 0);
        thread.join();
        OPENWDF_EXPECT_STATUS(result, 0);
        expect_no_reports();
        return without_recorder(text + printed());
    }
};

OPENWDF_INSTANTIATE_WORLDS(StopFromOutside);

TEST_P(StopFromOutside, Fact35ReadsStopped)
{
    EXPECT_EQ(meet(k_Stops, k_ReadsStopped, "reading\n", k_StartsIt), "reading\nstarting\n");
}

TEST_P(StopFromOutside, Facts10And35ReadsUntilPurged)
{
    const std::string text = meet(k_Stops, k_ReadsUntilPurgedOrRefused, "reading\n", k_PurgesIt);
    EXPECT_EQ(text, "reading\npurging\n");
}

TEST_P(StopFromOutside, Fact11StopsAndWaits)
{
    EXPECT_EQ(meet(k_OpensKeeping, k_StopsAndWaits, "", k_FinishesIt), "finishing\nstopped\n");
}

} // namespace
} // namespace conformance
