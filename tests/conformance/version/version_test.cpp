// Drivers built for older frameworks run: the structures they pass have the sizes of their version.
#include "support/fixture.hpp"
#include "version/version.h"

#include <string>
#include <utility>

namespace conformance {
namespace {

enum Scenario : unsigned { VERSION_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Version : public Fixture {
protected:
    void succeeds_in_every_version(unsigned number)
    {
        for (const char* driver :
             {OPENWDF_DRIVER_CONFORMANCE_VERSION_1_5, OPENWDF_DRIVER_CONFORMANCE_VERSION_1_9,
              OPENWDF_DRIVER_CONFORMANCE_VERSION_1_11, OPENWDF_DRIVER_CONFORMANCE_VERSION_1_13}) {
            SCOPED_TRACE(driver);
            target("\\Device\\Source", "ram:4K");
            OPENWDF_EXPECT_STATUS(run(driver, number), 0);
            expect_no_reports();
            EXPECT_EQ(printed(), "");
            end_machine();
            EXPECT_EQ(printed(), "unload\n");
        }
    }
};

OPENWDF_INSTANTIATE_WORLDS(Version);

TEST_P(Version, StructuresHaveTheSizeOfTheVersion)
{
    succeeds_in_every_version(k_StructuresHaveTheSizeOfTheVersion);
}

TEST_P(Version, TheFrameworkTakesThem)
{
    succeeds_in_every_version(k_TheFrameworkTakesThem);
}

TEST_P(Version, Fact83ATargetIsOpened)
{
    succeeds_in_every_version(k_ATargetIsOpened);
}

TEST_P(Version, Fact108ContextsBelongToTheirTypes)
{
    succeeds_in_every_version(k_ContextsBelongToTheirTypes);
}

} // namespace
} // namespace conformance
