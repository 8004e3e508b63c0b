// ThreadSanitizer and the races of a driver. Elsewhere these tests are skipped.
#include "openwdf/explore.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace {

using openwdf::ExploreOptions;
using openwdf::ExploreResult;
using openwdf::Machine;
using openwdf::Thread;
using testing::HasSubstr;

// Two threads read, each with a handle of its own.
void read_at(Machine& machine, std::int64_t offset)
{
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_RACER).value();
    const auto read = [&machine, offset] {
        std::array<std::byte, 4> buffer{};
        openwdf::Handle handle = machine.open("\\\\.\\Racer").value();
        EXPECT_EQ(handle.read(buffer, offset).status, 0);
    };
    Thread first = machine.start("first", read);
    Thread second = machine.start("second", read);
}

ExploreResult explore(std::int64_t offset, bool os_threads)
{
    ExploreOptions options;
    options.last_seed = 20;
    options.machine.find_races = true;
    options.machine.os_threads = os_threads;
    return openwdf::explore(options, [offset](Machine& machine) { read_at(machine, offset); });
}

class DataRaces : public testing::TestWithParam<bool> {
protected:
    void SetUp() override
    {
        if (!openwdf::k_program_has_tsan)
            GTEST_SKIP() << "needs ThreadSanitizer (cmake --preset tsan)";
    }
};

INSTANTIATE_TEST_SUITE_P(, DataRaces, testing::Bool(), [](const auto& os_threads) {
    return os_threads.param ? "OsThreads" : "Fibers";
});

// Whoever runs first: nothing but luck orders the two.
TEST_P(DataRaces, AreFoundUnderEverySeed)
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        openwdf::MachineOptions options;
        options.seed = seed;
        options.find_races = true;
        options.os_threads = GetParam();
        const auto failure =
            openwdf::run_schedule(options, [](Machine& machine) { read_at(machine, 1); });
        ASSERT_TRUE(failure.has_value()) << "seed " << seed;
        EXPECT_EQ(failure->kind, "data-race");
    }
    const ExploreResult result = explore(1, GetParam());
    ASSERT_FALSE(result.ok());
    EXPECT_TRUE(result.failures.front().reproduced);
    EXPECT_THAT(result.text(), HasSubstr("ThreadSanitizer reported"));
}

TEST_P(DataRaces, AreNotSeenWhereThereAreNone)
{
    const ExploreResult result = explore(2, GetParam());
    EXPECT_TRUE(result.ok()) << result.text();
}

} // namespace
