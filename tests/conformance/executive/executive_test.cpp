// Timers, DPCs and work items of the executive, as a driver uses them.
#include "executive/executive.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { EXECUTIVE_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Executive : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EXECUTIVE, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EXECUTIVE, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Executive);

// Covers: N118, N120.
TEST_P(Executive, ATimerExpiresAndStaysSignalled)
{
    succeeds(k_ATimerExpiresAndStaysSignalled);
}

TEST_P(Executive, N120ASynchronizationTimerReleasesOneWaiter)
{
    succeeds(k_ASynchronizationTimerReleasesOneWaiter);
}

// Covers: N118, N119.
TEST_P(Executive, SettingATimerClearsAndMovesIt)
{
    succeeds(k_SettingATimerClearsAndMovesIt);
}

// Covers: N118, N122.
TEST_P(Executive, APeriodicTimerRunsItsDpc)
{
    succeeds(k_APeriodicTimerRunsItsDpc);
}

TEST_P(Executive, N122CancelTellsWhetherTheTimerWasSet)
{
    succeeds(k_CancelTellsWhetherTheTimerWasSet);
}

// Covers: N124, N125.
TEST_P(Executive, AQueuedDpcIsTakenBack)
{
    succeeds(k_AQueuedDpcIsTakenBack);
}

TEST_P(Executive, N123FlushWaitsForQueuedDpcs)
{
    succeeds(k_FlushWaitsForQueuedDpcs);
}

TEST_P(Executive, N126HighImportanceGoesInFront)
{
    succeeds(k_HighImportanceGoesInFront);
}

TEST_P(Executive, ADpcRunsOnItsTargetProcessor)
{
    succeeds(k_ADpcRunsOnItsTargetProcessor);
}

TEST_P(Executive, AnExTimerCallsBack)
{
    succeeds(k_AnExTimerCallsBack);
}

TEST_P(Executive, AnExTimerIsDeleted)
{
    succeeds(k_AnExTimerIsDeleted);
}

// Covers: N99, N127, N128.
TEST_P(Executive, AWorkItemRunsAtPassive)
{
    succeeds(k_AWorkItemRunsAtPassive);
}

TEST_P(Executive, N127AWorkItemMayBeFreedByItsRoutine)
{
    succeeds(k_AWorkItemMayBeFreedByItsRoutine);
}

TEST_P(Executive, AnOldWorkItemRuns)
{
    succeeds(k_AnOldWorkItemRuns);
}

class ExecutiveMisuse : public Fixture {
protected:
    // Runs a scenario that must stop the machine; what it says.
    openwdf::BugCheckReport stops(unsigned scenario)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EXECUTIVE, scenario),
                              openwdf::k_machine_stopped);
        return machine().bug_check().value();
    }
};

OPENWDF_INSTANTIATE_WORLDS(ExecutiveMisuse);

TEST_P(ExecutiveMisuse, N127AWorkItemQueuedTwiceStopsTheMachine)
{
    constexpr std::uint32_t k_invalid_work_queue_item = 0x96;
    EXPECT_EQ(stops(k_AWorkItemQueuedTwiceStopsTheMachine).code, k_invalid_work_queue_item);
}

} // namespace
} // namespace conformance
