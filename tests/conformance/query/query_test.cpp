// What the device behind a target is asked.
#include "query/query.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { QUERY_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Query : public Fixture {
protected:
    IoResult scenario(unsigned number)
    {
        target("\\Device\\Source", "ram:64K");
        EXPECT_TRUE(load(OPENWDF_DRIVER_CONFORMANCE_OFFER).add_device().ok());
        // The offering device asked its own stack when it came up: through its local target, and
        // as itself.
        EXPECT_EQ(printed(), "reference 1\nreference 1\n");
        return run(OPENWDF_DRIVER_CONFORMANCE_QUERY, number);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Query);

TEST_P(Query, Fact90TakesInterfaces)
{
    OPENWDF_EXPECT_STATUS(scenario(k_TakesInterfaces), 0);
    EXPECT_EQ(printed(), "reference 1\ndereference 1\nreference 2\n");
    expect_no_reports();
}

TEST_P(Query, Fact90InterfacesAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_InterfacesAreChecked), 0);
    // Who passes the question on has been referenced all the same.
    EXPECT_EQ(printed(), "reference 4\nreference 1\n");
    expect_no_reports();
}

TEST_P(Query, Section5Properties)
{
    OPENWDF_EXPECT_STATUS(scenario(k_Properties), 0);
    expect_no_reports();
}

TEST_P(Query, Section5PropertiesInMemory)
{
    OPENWDF_EXPECT_STATUS(scenario(k_PropertiesInMemory), 0);
    expect_no_reports();
}

TEST_P(Query, Facts83And90HandlesAndDevices)
{
    OPENWDF_EXPECT_STATUS(scenario(k_HandlesAndDevices), 0);
    expect_no_reports();
}

TEST_P(Query, Fact113WrongLevel)
{
    OPENWDF_EXPECT_STATUS(scenario(k_WrongLevel), 0);
    EXPECT_TRUE(reported("irql-passive"));
}

} // namespace
} // namespace conformance
