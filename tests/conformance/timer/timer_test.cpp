// WDFTIMER, live and in virtual time: what a timer promises, and its races with stop and delete.
#include "support/fixture.hpp"
#include "timer/timer.h"

namespace conformance {
namespace {

enum Scenario : unsigned { TIMER_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Timer : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_TIMER, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_TIMER, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Timer);

TEST_P(Timer, AOneShotTimerRunsOnceAtDispatch)
{
    succeeds(k_AOneShotTimerRunsOnceAtDispatch);
}

TEST_P(Timer, APeriodicTimerRunsUntilStopped)
{
    succeeds(k_APeriodicTimerRunsUntilStopped);
}

TEST_P(Timer, StartingAnewMovesTheTimer)
{
    succeeds(k_StartingAnewMovesTheTimer);
}

TEST_P(Timer, StopTellsWhetherTheTimerWasSet)
{
    succeeds(k_StopTellsWhetherTheTimerWasSet);
}

TEST_P(Timer, DueTimesAreRelativeAbsoluteOrZero)
{
    succeeds(k_DueTimesAreRelativeAbsoluteOrZero);
}

TEST_P(Timer, Fact112APassiveTimerRunsAtPassiveAndMayWait)
{
    succeeds(k_APassiveTimerRunsAtPassiveAndMayWait);
}

TEST_P(Timer, StopWaitsForTheCallback)
{
    succeeds(k_StopWaitsForTheCallback);
}

TEST_P(Timer, ACallbackStartsItsTimerAgain)
{
    succeeds(k_ACallbackStartsItsTimerAgain);
}

TEST_P(Timer, ACallbackCannotWaitForItself)
{
    succeeds_with_report(k_ACallbackCannotWaitForItself, "timer-stop-in-callback");
}

TEST_P(Timer, Fact106DeleteWaitsForTheCallback)
{
    succeeds_with_report(k_DeleteWaitsForTheCallback, "timer-deleted");
}

TEST_P(Timer, ADeletedTimerDoesNotRun)
{
    succeeds(k_ADeletedTimerDoesNotRun);
}

TEST_P(Timer, Fact107ADeleteAtDispatchIsLeftToAWorker)
{
    succeeds(k_ADeleteAtDispatchIsLeftToAWorker);
}

TEST_P(Timer, TheParentIsKnown)
{
    succeeds(k_TheParentIsKnown);
}

TEST_P(Timer, ConfigurationIsChecked)
{
    succeeds(k_ConfigurationIsChecked);
}

TEST_P(Timer, Fact105AttributesAreChecked)
{
    succeeds(k_AttributesAreChecked);
}

TEST_P(Timer, Facts111And112SerializationNeedsADeviceAndItsLevel)
{
    succeeds(k_SerializationNeedsADeviceAndItsLevel);
}

TEST_P(Timer, Fact111SerializedCallbacksRunUnderTheLock)
{
    succeeds(k_SerializedCallbacksRunUnderTheLock);
}

TEST_P(Timer, StopAndStartRace)
{
    succeeds(k_StopAndStartRace);
}

TEST_P(Timer, StopAboveItsLevelIsRefused)
{
    succeeds_with_report(k_StopAboveItsLevelIsRefused, "irql-passive");
}

// Nobody stops the timer: the end of the driver does.
TEST_P(Timer, ADriverEndsUnderARunningTimer)
{
    succeeds(k_ATimerIsLeftRunning);
    end_machine();
    EXPECT_EQ(printed(), "unload\n");
}

} // namespace
} // namespace conformance
