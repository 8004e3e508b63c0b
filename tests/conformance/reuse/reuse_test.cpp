// The same request used again.
#include "reuse/reuse.h"
#include "support/sent_fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { REUSE_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Reuse : public SentFixture {
protected:
    std::string scenario(unsigned number, std::int32_t status = 0)
    {
        return SentFixture::scenario(OPENWDF_DRIVER_CONFORMANCE_REUSE, number, status);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Reuse);

// Covers: 55, 56, 57, 59.
TEST_P(Reuse, KeepsTheFormatUntilReuse)
{
    EXPECT_EQ(scenario(k_KeepsTheFormatUntilReuse),
              "deleted 0\ndestroyed\ndone 0\ndeleted 1\ndestroyed\ndone 1\n"
              "deleted 2\ndestroyed\ndone 2\ndeleted 3\ndestroyed\ndone 3\n");
}

TEST_P(Reuse, Facts71To73ReuseIsChecked)
{
    EXPECT_EQ(scenario(k_ReuseIsChecked), "");
    expect_no_reports();
}

TEST_P(Reuse, Fact73MustComplete)
{
    EXPECT_EQ(scenario(k_MustComplete), "completed c00000a3 with 7\n");
    expect_no_reports();
}

TEST_P(Reuse, Facts73And81MustCompleteIsForgotten)
{
    EXPECT_EQ(scenario(k_MustCompleteIsForgotten), "");
    EXPECT_TRUE(reported("complete-driver-created"));
}

TEST_P(Reuse, Fact80ChangesTarget)
{
    EXPECT_EQ(scenario(k_ChangesTarget), "");
    expect_no_reports();
}

TEST_P(Reuse, Section5FormatInFlight)
{
    EXPECT_EQ(scenario(k_FormatInFlight), "");
    EXPECT_TRUE(reported("format-in-flight"));
}

TEST_P(Reuse, Section5FormatInFlightOnWindows)
{
    options.profile = openwdf::Profile::windows;
    EXPECT_EQ(scenario(k_FormatInFlight), "");
    expect_no_reports();
}

TEST_P(Reuse, Fact74ReuseWhileSent)
{
    EXPECT_EQ(scenario(k_ReuseWhileSent), "");
    EXPECT_TRUE(reported("reuse-while-sent"));
}

TEST_P(Reuse, Fact74ReuseWhileSentOnWindows)
{
    options.profile = openwdf::Profile::windows;
    EXPECT_EQ(scenario(k_ReuseWhileSent, openwdf::k_machine_stopped), "");
    const auto report = machine().bug_check();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->code, 0x10DU);
    EXPECT_EQ(report->parameters[0], 6U);
    EXPECT_EQ(report->parameters[1], 3U);
}

TEST_P(Reuse, Section5Unformatted)
{
    EXPECT_EQ(scenario(k_Unformatted), "");
    EXPECT_EQ(last_.information, 0U);
    EXPECT_TRUE(reported("send-unformatted"));
}

TEST_P(Reuse, Section5UnformattedOnWindows)
{
    options.profile = openwdf::Profile::windows;
    EXPECT_EQ(scenario(k_Unformatted), "");
    EXPECT_EQ(last_.information, 1U);
}

TEST_P(Reuse, Fact68StackLocationOfTheDriver)
{
    EXPECT_EQ(scenario(k_StackLocationOfTheDriver), "");
    expect_no_reports();
}

} // namespace
} // namespace conformance
