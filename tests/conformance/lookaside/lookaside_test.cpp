// WDFLOOKASIDE.
#include "lookaside/lookaside.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { LOOKASIDE_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Lookaside : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_LOOKASIDE, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_LOOKASIDE, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Lookaside);

TEST_P(Lookaside, MemoryComesInTheListsSize)
{
    succeeds(k_MemoryComesInTheListsSize);
}

TEST_P(Lookaside, TheListOutlivesItsDelete)
{
    succeeds(k_TheListOutlivesItsDelete);
}

TEST_P(Lookaside, ParametersAreChecked)
{
    succeeds(k_ParametersAreChecked);
}

TEST_P(Lookaside, Fact105PagedListsBelongToOneDevice)
{
    succeeds(k_PagedListsBelongToOneDevice);
}

TEST_P(Lookaside, Fact106MemoryHasTheGivenAttributes)
{
    succeeds(k_MemoryHasTheGivenAttributes);
    EXPECT_EQ(printed(), "cleanup of memory 7\nparent deleted\n");
}

} // namespace
} // namespace conformance
