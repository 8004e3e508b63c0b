// Requests of the driver sent asynchronously: completion, timeout, cancel.
#include "async/async.h"
#include "support/sent_fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { ASYNC_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Async : public SentFixture {
protected:
    std::string scenario(unsigned number, std::int32_t status = 0)
    {
        return SentFixture::scenario(OPENWDF_DRIVER_CONFORMANCE_ASYNC, number, status);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Async);

// Covers: 60, 61, 63, 64.
TEST_P(Async, CompletesInTheCall)
{
    EXPECT_EQ(scenario(k_CompletesInTheCall), "");
    expect_no_reports();
}

TEST_P(Async, Fact27ForgetsToARemoteTarget)
{
    EXPECT_EQ(scenario(k_ForgetsToARemoteTarget), "");
    EXPECT_TRUE(reported("forget-to-remote"));
}

TEST_P(Async, Fact27ForgetsToARemoteTargetOnWindows)
{
    options.profile = openwdf::Profile::windows;
    EXPECT_EQ(scenario(k_ForgetsToARemoteTarget), "");
    expect_no_reports();
}

// The recorder's dispatch routine runs there, too.
// Covers: 61, 113, N96, N98.
TEST_P(Async, CompletesAtTheLevelOfTheCompleter)
{
    EXPECT_EQ(scenario(k_CompletesAtTheLevelOfTheCompleter), "");
    expect_no_reports();
}

TEST_P(Async, Facts68And69CompletionParams)
{
    EXPECT_EQ(scenario(k_CompletionParams), "");
    expect_no_reports();
}

TEST_P(Async, Fact69CompletionRoutineIsClearedBeforeTheCall)
{
    EXPECT_EQ(scenario(k_CompletionRoutineIsClearedBeforeTheCall), "");
    expect_no_reports();
}

TEST_P(Async, Fact62WithoutCompletionRoutine)
{
    EXPECT_EQ(scenario(k_WithoutCompletionRoutine), "");
    expect_no_reports();
}

// Covers: 19, 20, 26, 61.
TEST_P(Async, RefusedSends)
{
    EXPECT_EQ(scenario(k_RefusedSends), "");
    EXPECT_TRUE(reported("send-options"));
}

// Covers: 33, 34, 36, 37, 38.
TEST_P(Async, SendsSynchronously)
{
    EXPECT_EQ(scenario(k_SendsSynchronously), "");
    expect_no_reports();
}

// Covers: 22, 64, 65.
TEST_P(Async, TimesOut)
{
    EXPECT_EQ(scenario(k_TimesOut), "");
    expect_no_reports();
}

TEST_P(Async, Fact65TimeoutIsNotNeeded)
{
    EXPECT_EQ(scenario(k_TimeoutIsNotNeeded), "");
}

TEST_P(Async, Fact65TimeoutLosesAgainstCompletion)
{
    EXPECT_EQ(scenario(k_TimeoutLosesAgainstCompletion), "");
}

TEST_P(Async, Fact75CancelsWhileSent)
{
    EXPECT_EQ(scenario(k_CancelsWhileSent), "");
    expect_no_reports();
}

TEST_P(Async, Fact76CancelIsRemembered)
{
    EXPECT_EQ(scenario(k_CancelIsRemembered), "");
}

TEST_P(Async, Fact75CancelAfterTheEnd)
{
    EXPECT_EQ(scenario(k_CancelAfterTheEnd), "");
}

TEST_P(Async, Facts70And77DeletesInTheRoutine)
{
    EXPECT_EQ(scenario(k_DeletesInTheRoutine), "");
    expect_no_reports();
}

TEST_P(Async, Facts47And68Others)
{
    EXPECT_EQ(scenario(k_Others), "");
    expect_no_reports();
}

TEST_P(Async, Fact65RacesTimeoutAndCancel)
{
    EXPECT_EQ(scenario(k_RacesTimeoutAndCancel), "");
    expect_no_reports();
}

// Covers: 69, 70, 74.
TEST_P(Async, ResendsInTheRoutine)
{
    EXPECT_EQ(scenario(k_ResendsInTheRoutine), "");
    expect_no_reports();
}

} // namespace
} // namespace conformance
