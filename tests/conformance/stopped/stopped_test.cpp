// Threads that stop, start and send at once.
#include "stopped/stopped.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { STOPPED_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Stopped : public Fixture {
protected:
    void SetUp() override
    {
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        load(OPENWDF_DRIVER_CONFORMANCE_STOPPED);
    }

    // Runs the scenarios at once, each on a thread of its own, and waits for all of them.
    void at_once(std::initializer_list<unsigned> scenarios)
    {
        std::vector<openwdf::Thread> threads;
        for (const unsigned scenario : scenarios) {
            threads.push_back(machine().start("scenario " + std::to_string(scenario), [=, this] {
                OPENWDF_EXPECT_STATUS(run_loaded(scenario), 0);
            }));
        }
        for (openwdf::Thread& thread : threads)
            thread.join();
    }

    void expect_nothing_unexpected()
    {
        OPENWDF_EXPECT_STATUS(run_loaded(k_DeleteAll), 0);
        EXPECT_THAT(printed(), testing::Not(testing::HasSubstr("stopped.c")));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Stopped);

TEST_P(Stopped, Facts22And35ASynchronousSendWaitsForTheStart)
{
    OPENWDF_EXPECT_STATUS(run_loaded(k_MakeStopped), 0);
    at_once({k_SendToStopped, k_StartIt});
    expect_nothing_unexpected();
    expect_no_reports();
}

TEST_P(Stopped, Fact89ACloseWaitsForAnOpen)
{
    OPENWDF_EXPECT_STATUS(run_loaded(k_MakeClosed), 0);
    at_once({k_OpenSlowly, k_CloseWhileOpening, k_LetItOpen});
    expect_nothing_unexpected();
    expect_no_reports();
}

TEST_P(Stopped, Fact6AStartWaitsForAWaitingStop)
{
    OPENWDF_EXPECT_STATUS(run_loaded(k_SendPended), 0);
    at_once({k_StopAndWait, k_StartAfterStop, k_EndPended});
    expect_nothing_unexpected();
    EXPECT_TRUE(reported("start-during-stop"));
    EXPECT_EQ(machine().reports().size(), 1U);
}

} // namespace
} // namespace conformance
