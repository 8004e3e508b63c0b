// Requests of a device that leaves D0, and callbacks that have to leave DISPATCH_LEVEL.
#include "power/power.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { POWER_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Power : public Fixture {
protected:
    openwdf::Device start(const char* driver)
    {
        auto device = load(driver).add_device();
        EXPECT_TRUE(device.ok());
        return std::move(device).value();
    }
    // Sends, removes \Device\Power; what was printed meanwhile.
    std::string removed_with(unsigned sending)
    {
        openwdf::Device device = start(OPENWDF_DRIVER_CONFORMANCE_POWER);
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_SENDER, sending), 0);
        (void)printed();
        OPENWDF_EXPECT_STATUS(device.remove(), 0);
        const std::string text = printed();
        OPENWDF_EXPECT_STATUS(run_loaded(k_TellsHowTheyEnded), 0);
        return text;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Power);

// The pages of EvtIoStop and WdfRequestStopAcknowledge.
TEST_P(Power, TheDeviceWaitsForAnAnswerToEachStop)
{
    EXPECT_EQ(removed_with(k_SendsReads), "suspend 0\nsuspend 1\nsuspend 2\nsuspend 3\nsuspend 4\n"
                                          "completes later\nd0 exit\n"
                                          "cancelled on queue 1\npurge 2\nflush\n");
    EXPECT_EQ(printed(), "8000000f\nc0000120\nc00002b6\nc0000120\n8000000f\n");
    expect_no_reports();
}

TEST_P(Power, AMarkedRequestIsNotRequeued)
{
    EXPECT_EQ(removed_with(k_SendsMarked), "suspend 6\nd0 exit\nflush\n");
    EXPECT_EQ(printed(), "c0000120\n");
    EXPECT_TRUE(reported("stop-acknowledge"));
}

TEST_P(Power, OnlyAStopIsAcknowledged)
{
    EXPECT_EQ(removed_with(k_SendsTooEarly), "d0 exit\nflush\n");
    EXPECT_EQ(printed(), "00000000\n");
    EXPECT_TRUE(reported("stop-acknowledge"));
}

// The local target is started all the way.
// Covers: 17, N152.
TEST_P(Power, UnloadComesAfterTheLastDevice)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_POWER);
    EXPECT_TRUE(driver.add_device().ok());
    driver.unload();
    EXPECT_EQ(printed(), "d0 exit\nflush\nunload at level 0\n");
    expect_no_reports();
}

// In virtual time: the machine waits for five seconds, and Windows for ever.
class PowerOverTime : public Power {};
INSTANTIATE_TEST_SUITE_P(, PowerOverTime,
                         testing::Values(openwdf::World{true, 1}, openwdf::World{true, 2}),
                         openwdf::world_name);

TEST_P(PowerOverTime, ARequestThatNobodyGivesUpIsReported)
{
    EXPECT_EQ(removed_with(k_SendsOneThatStays), "suspend 5\nd0 exit\npurge 5\nflush\n");
    EXPECT_EQ(printed(), "00000000\n");
    EXPECT_TRUE(reported("request-holds-device"));
    EXPECT_EQ(machine().reports().size(), 1U);
}

// On one processor: its own thread would never see the timer expire that it waits for.
TEST_P(Power, Fact112APassiveHandlerMayWait)
{
    options.processors = 1;
    openwdf::Device device = start(OPENWDF_DRIVER_CONFORMANCE_PASSIVE);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_SENDER, k_ReadsAtDispatchLevel), 0);
    EXPECT_EQ(printed(), "read at level 0\n");
    expect_no_reports();
}

TEST_P(Power, Fact112APassiveCancelCallbackMayWait)
{
    options.processors = 1;
    openwdf::Device device = start(OPENWDF_DRIVER_CONFORMANCE_PASSIVE);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_SENDER, k_CancelsAtDispatchLevel), 0);
    EXPECT_EQ(printed(), "cancelled at level 0\n");
    expect_no_reports();
}

} // namespace
} // namespace conformance
