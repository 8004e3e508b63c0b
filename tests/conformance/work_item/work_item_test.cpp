// WDFWORKITEM: worker threads, coalescing, flush, and its races with delete.
#include "support/fixture.hpp"
#include "work_item/work_item.h"

namespace conformance {
namespace {

enum Scenario : unsigned { WORK_ITEM_SCENARIOS(CONFORMANCE_ENUMERATE) };

class WorkItem : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_WORK_ITEM, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_WORK_ITEM, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(WorkItem);

TEST_P(WorkItem, ItRunsOnAWorkerAtPassive)
{
    succeeds(k_ItRunsOnAWorkerAtPassive);
}

TEST_P(WorkItem, ItRunsAtMostOncePerEnqueueing)
{
    succeeds(k_ItRunsAtMostOncePerEnqueueing);
}

TEST_P(WorkItem, ItMayBeEnqueuedFromItsCallback)
{
    succeeds(k_ItMayBeEnqueuedFromItsCallback);
}

TEST_P(WorkItem, FlushWaitsForTheCallback)
{
    succeeds(k_FlushWaitsForTheCallback);
}

TEST_P(WorkItem, FlushOfAnIdleOneReturns)
{
    succeeds(k_FlushOfAnIdleOneReturns);
}

TEST_P(WorkItem, FlushFromItsCallbackReturns)
{
    succeeds_with_report(k_FlushFromItsCallbackReturns, "work-item-flush-in-callback");
}

TEST_P(WorkItem, Fact106DeleteWaitsForWhatIsEnqueued)
{
    succeeds(k_DeleteWaitsForWhatIsEnqueued);
}

TEST_P(WorkItem, DeleteFromItsCallback)
{
    succeeds(k_DeleteFromItsCallback);
}

TEST_P(WorkItem, EnqueueingADeletedOneDoesNothing)
{
    succeeds_with_report(k_EnqueueingADeletedOneDoesNothing, "work-item-deleted");
}

TEST_P(WorkItem, N129OneMayWaitForAnother)
{
    succeeds(k_OneMayWaitForAnother);
}

TEST_P(WorkItem, TheParentIsKnown)
{
    succeeds(k_TheParentIsKnown);
}

TEST_P(WorkItem, Fact105ConfigurationIsChecked)
{
    succeeds(k_ConfigurationIsChecked);
}

TEST_P(WorkItem, Facts111And112SerializationNeedsAPassiveLock)
{
    succeeds(k_SerializationNeedsAPassiveLock);
}

TEST_P(WorkItem, Fact111SerializedCallbacksRunUnderTheLock)
{
    succeeds(k_SerializedCallbacksRunUnderTheLock);
}

} // namespace
} // namespace conformance
