// ThreadSanitizer and the races of a driver. Elsewhere these tests are skipped.
#include "openwdf/explore.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

using openwdf::ExploreOptions;
using openwdf::ExploreResult;
using openwdf::Machine;
using openwdf::Thread;

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

// For a process of its own: ThreadSanitizer decides with which status one ends that met a race, so
// this one says by a signal that all went well.
[[noreturn]] void find_and_exit(bool os_threads)
{
    const ExploreResult result = explore(1, os_threads);
    std::fputs(result.text().c_str(), stderr);
    const bool found = !result.ok() && result.failures.front().kind == "data-race" &&
                       result.failures.front().reproduced;
    (void)::raise(found ? SIGKILL : SIGTERM);
    std::abort();
}

class DataRaceDeathTest : public testing::TestWithParam<bool> {
protected:
    void SetUp() override
    {
        if (!openwdf::k_program_has_tsan)
            GTEST_SKIP() << "needs ThreadSanitizer (cmake --preset tsan)";
    }
};

INSTANTIATE_TEST_SUITE_P(, DataRaceDeathTest, testing::Bool(), [](const auto& os_threads) {
    return os_threads.param ? "OsThreads" : "Fibers";
});

TEST_P(DataRaceDeathTest, IsFound)
{
    EXPECT_EXIT(find_and_exit(GetParam()), testing::KilledBySignal(SIGKILL),
                "ThreadSanitizer reported [1-9] data race");
}

TEST_P(DataRaceDeathTest, IsNotSeenWhereThereIsNone)
{
    const ExploreResult result = explore(2, GetParam());
    EXPECT_TRUE(result.ok()) << result.text();
}

} // namespace
