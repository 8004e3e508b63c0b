// WDFSTRING.
#include "string/string_scenarios.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { STRING_SCENARIOS(CONFORMANCE_ENUMERATE) };

class String : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_STRING, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_STRING, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(String);

TEST_P(String, TheTextIsCopiedAndTerminated)
{
    succeeds(k_TheTextIsCopiedAndTerminated);
}

TEST_P(String, Fact105WithoutTextItIsEmpty)
{
    succeeds(k_WithoutTextItIsEmpty);
}

TEST_P(String, ContradictionsAreRefused)
{
    succeeds(k_ContradictionsAreRefused);
}

TEST_P(String, TooLongIsAnOverflow)
{
    succeeds(k_TooLongIsAnOverflow);
}

TEST_P(String, AbovePassiveItIsRefused)
{
    succeeds_with_report(k_AbovePassiveItIsRefused, "irql-passive");
}

} // namespace
} // namespace conformance
