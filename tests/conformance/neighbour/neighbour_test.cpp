// Another driver's device as a target.
#include "neighbour/neighbour.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { NEIGHBOUR_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Neighbour : public Fixture {
protected:
    IoResult scenario(unsigned number) { return run(OPENWDF_DRIVER_CONFORMANCE_NEIGHBOUR, number); }
    void load_reader()
    {
        target("\\Device\\Source", "ram:64K");
        load(OPENWDF_DRIVER_REMOTE_READER);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Neighbour);

// Covers: 83.
TEST_P(Neighbour, ADriverReadsThroughAnother)
{
    load_reader();
    OPENWDF_EXPECT_STATUS(scenario(k_ReadsThroughAnotherDriver), 0);
    expect_no_reports();
}

TEST_P(Neighbour, Fact83AnExistingDeviceOfAnotherDriver)
{
    load_reader();
    OPENWDF_EXPECT_STATUS(scenario(k_SharesItsDeviceObject), 0);
    expect_no_reports();
}

// Covers: N61, N64, N69.
TEST_P(Neighbour, ATargetIsAFileOfTheOtherDriver)
{
    load(OPENWDF_DRIVER_CONFORMANCE_FILE);
    OPENWDF_EXPECT_STATUS(scenario(k_IsAFileOfTheOther), 0);
    EXPECT_EQ(printed(), "create 1 '\\sub\\name'\nopen\n"
                         "cleanup 1\nclose 1\nobject cleanup 1\nobject destroy 1\nclosed\n"
                         "create 2 '\\refused'\nobject cleanup 2\nobject destroy 2\n");
}

// Covers: 25, N65.
TEST_P(Neighbour, ATimeoutReachesIntoTheOthersQueue)
{
    load(OPENWDF_DRIVER_CONFORMANCE_FILE);
    OPENWDF_EXPECT_STATUS(scenario(k_ReadsWhatNobodyAnswers), 0);
    EXPECT_THAT(printed(), testing::EndsWith("close 1\nobject cleanup 1\nobject destroy 1\n"));
    expect_no_reports();
}

TEST_P(Neighbour, Fact110ReadsAreTakenOutByFile)
{
    load(OPENWDF_DRIVER_CONFORMANCE_FILE);
    OPENWDF_EXPECT_STATUS(scenario(k_TakesItsOwnReads), 0);
    EXPECT_THAT(printed(), testing::StartsWith("create 1 ''\ncreate 2 ''\ncleanup 1\n"));
    expect_no_reports();
}

} // namespace
} // namespace conformance
