// WDFDPC: queueing, taking back, waiting.
#include "dpc/dpc.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { DPC_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Dpc : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_DPC, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_DPC, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Dpc);

TEST_P(Dpc, ItRunsAtDispatch)
{
    succeeds(k_ItRunsAtDispatch);
}

TEST_P(Dpc, N124EnqueueingTwiceRunsOnce)
{
    succeeds(k_EnqueueingTwiceRunsOnce);
}

TEST_P(Dpc, N125CancelTakesItBack)
{
    succeeds(k_CancelTakesItBack);
}

TEST_P(Dpc, N123CancelWaitsForTheCallback)
{
    succeeds(k_CancelWaitsForTheCallback);
}

TEST_P(Dpc, N124ItMayBeEnqueuedFromItsCallback)
{
    succeeds(k_ItMayBeEnqueuedFromItsCallback);
}

TEST_P(Dpc, TheWdmObjectIsTheSame)
{
    succeeds(k_TheWdmObjectIsTheSame);
}

TEST_P(Dpc, TheParentIsKnown)
{
    succeeds(k_TheParentIsKnown);
}

TEST_P(Dpc, Fact105ConfigurationIsChecked)
{
    succeeds(k_ConfigurationIsChecked);
}

TEST_P(Dpc, Facts111And112SerializationNeedsADispatchLock)
{
    succeeds(k_SerializationNeedsADispatchLock);
}

TEST_P(Dpc, Fact106ADeletedOneDoesNotRun)
{
    succeeds(k_ADeletedOneDoesNotRun);
}

} // namespace
} // namespace conformance
