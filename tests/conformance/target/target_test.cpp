// Remote targets: open, close, reopen, states; what the synchronous methods check.
#include "support/fixture.hpp"
#include "support/seeded_machine.hpp"
#include "target/target.h"

namespace conformance {
namespace {

enum Scenario : unsigned { TARGET_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Target : public Fixture {
protected:
    IoResult scenario(unsigned number)
    {
        target("\\Device\\Source", "ram:64K");
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        return run(OPENWDF_DRIVER_CONFORMANCE_TARGET, number);
    }
};

OPENWDF_INSTANTIATE_WORLDS(Target);

// Covers: 7, 83, 87.
TEST_P(Target, Fact1Fact8LifeOfARemoteTarget)
{
    OPENWDF_EXPECT_STATUS(scenario(k_LifeOfARemoteTarget), 0);
    expect_no_reports();
}

// Covers: 1.
TEST_P(Target, Section5AClosedTargetRefusesAtFormat)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AClosedTargetRefusesAtFormat), 0);
}

// Covers: 82, 87.
TEST_P(Target, Section5OpenIsChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_OpenIsChecked), 0);
}

// Covers: 87.
TEST_P(Target, Fact88AFailedOpenCloses)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AFailedOpenCloses), 0);
    // A failing create has no cleanup and no close (N61).
    EXPECT_EQ(printed(), "create\ncleanup\nclose\nnow a device that refuses\ncreate\n");
}

TEST_P(Target, Fact16OpenAndCloseReachTheDevice)
{
    OPENWDF_EXPECT_STATUS(scenario(k_OpenAndCloseReachTheDevice), 0);
    EXPECT_EQ(printed(), "create\ncleanup\nclose\ncreate\ndeleting\ncleanup\nclose\ndeleted\n");
}

TEST_P(Target, Fact83UsesAnExistingDevice)
{
    OPENWDF_EXPECT_STATUS(scenario(k_UsesAnExistingDevice), 0);
    EXPECT_EQ(printed(), "create\n"
                         "read system=yes mdl=no user=yes file=no length=4 offset=0x5\n"
                         "cleanup\nclose\n");
}

// Covers: 82, 105.
TEST_P(Target, Section5CreateIsChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_CreateIsChecked), 0);
}

TEST_P(Target, Facts19To24OptionsAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_OptionsAreChecked), 0);
}

// Covers: 28, 46.
TEST_P(Target, Section5DescriptorsAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_DescriptorsAreChecked), 0);
}

TEST_P(Target, Fact28BytesAreUntouchedBeforeTheFormat)
{
    OPENWDF_EXPECT_STATUS(scenario(k_BytesAreUntouchedBeforeTheFormat), 0);
}

TEST_P(Target, Fact31DriverCreatedRequests)
{
    OPENWDF_EXPECT_STATUS(scenario(k_DriverCreatedRequests), 0);
    expect_no_reports();
}

TEST_P(Target, Fact38MemoryReferencesEndWithTheCall)
{
    OPENWDF_EXPECT_STATUS(scenario(k_MemoryReferencesEndWithTheCall), 0);
    EXPECT_EQ(printed(), "deleting 0\ndestroyed\ndeleting 1\ndestroyed\ndeleting 2\ndestroyed\n");
}

TEST_P(Target, Fact32AControlDevicesRequestHasNoLocationLeft)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AControlDevicesRequestHasNoLocationLeft), 0);
}

TEST_P(Target, Facts36And37TimeoutCancels)
{
    OPENWDF_EXPECT_STATUS(scenario(k_TimeoutCancels), 0);
    EXPECT_EQ(printed(),
              "create\n"
              "read system=yes mdl=no user=yes file=yes length=4 offset=0x4000\ncleanup\nclose\n");
}

TEST_P(Target, Fact37TimeoutIsNotNeeded)
{
    OPENWDF_EXPECT_STATUS(scenario(k_TimeoutIsNotNeeded), 0);
}

// Section 2: close and delete cancel what was sent and wait until it is back, while the reader is
// still inside its call.
class TargetEnds : public Target {
protected:
    void read_until(unsigned end)
    {
        OPENWDF_EXPECT_STATUS(scenario(k_OpensASharedTarget), 0);
        IoResult read{-1, 0};
        openwdf::Thread reader = machine().start("reader", [&] {
            read = open("\\\\.\\Conformance").ioctl(scenario_code(k_ReadsItUntilCancelled));
        });
        // No such scenario: what counts is that it crosses the border, where virtual time passes.
        for (std::string text; text.find("0x4000\n") == std::string::npos; text += printed())
            (void)run_loaded(0x700);
        OPENWDF_EXPECT_STATUS(run_loaded(end), 0);
        EXPECT_EQ(printed(), "cleanup\nclose\n");
        reader.join();
        OPENWDF_EXPECT_STATUS(read, 0);
        expect_no_reports();
    }
};

OPENWDF_INSTANTIATE_WORLDS(TargetEnds);

TEST_P(TargetEnds, CloseCancelsAndWaits)
{
    read_until(k_ClosesIt);
}

TEST_P(TargetEnds, DeleteCancelsAndWaits)
{
    read_until(k_DeletesIt);
}

// The reader may come back from its call long after the target's last reference is gone.
TEST(TargetEndsUnderManySeeds, DeleteWhileTheReaderReturns)
{
    constexpr std::uint64_t k_seeds = 400;
    for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
        SeededMachine seeded(seed);
        (void)seeded.machine.load(OPENWDF_DRIVER_CONFORMANCE_RECORDER).value();
        (void)seeded.machine.load(OPENWDF_DRIVER_CONFORMANCE_TARGET).value();
        OPENWDF_EXPECT_STATUS(seeded.run(k_OpensASharedTarget), 0);
        openwdf::Thread reader = seeded.machine.start(
            "reader", [&] { OPENWDF_EXPECT_STATUS(seeded.run(k_ReadsItUntilCancelled), 0); });
        while (seeded.printed.find("0x4000\n") == std::string::npos)
            (void)seeded.run(0x700);
        OPENWDF_EXPECT_STATUS(seeded.run(k_DeletesIt), 0);
        reader.join();
        ASSERT_FALSE(seeded.machine.bug_check().has_value()) << "seed " << seed;
    }
}

} // namespace
} // namespace conformance
