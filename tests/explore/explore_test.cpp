// What explore() and the detectors find and say.
#include "openwdf/explore.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>

namespace {

using openwdf::ContractReport;
using openwdf::ExploreOptions;
using openwdf::ExploreResult;
using openwdf::Handle;
using openwdf::Machine;
using openwdf::MachineOptions;
using openwdf::Thread;
using testing::HasSubstr;

constexpr const char* k_race = "\\\\.\\Race";

MachineOptions simulated(std::uint64_t seed = 1)
{
    MachineOptions options;
    options.simulated = true;
    options.seed = seed;
    return options;
}

std::vector<std::string> rules_of(const Machine& machine)
{
    std::vector<std::string> rules;
    for (const ContractReport& report : machine.reports())
        rules.push_back(report.rule);
    return rules;
}

void use_once(Machine& machine, bool reads)
{
    std::array<std::byte, 4> data{};
    Handle handle = machine.open(k_race).value();
    if (reads)
        (void)handle.read(data);
    else
        (void)handle.write(data);
}

TEST(Detectors, LocksInTwoOrdersAreReportedWithoutADeadlock)
{
    Machine machine(simulated());
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_RACE_LOCK_ORDER).value();
    use_once(machine, true);
    EXPECT_TRUE(machine.reports().empty());
    use_once(machine, false);
    const std::vector<ContractReport> reports = machine.reports();
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0].rule, "lock-order");
    const std::string text = reports[0].text_with_place();
    EXPECT_THAT(text, HasSubstr("a WDFWAITLOCK is taken while a WDFWAITLOCK is held"));
    EXPECT_THAT(text, HasSubstr("against"));
    ASSERT_EQ(reports[0].others.size(), 1U);
    EXPECT_EQ(reports[0].where.ddi, "WdfWaitLockAcquire");
    EXPECT_EQ(reports[0].others[0].ddi, "WdfWaitLockAcquire");
}

TEST(Detectors, LockOrderCanBeSwitchedOff)
{
    MachineOptions options = simulated();
    options.lock_order = false;
    Machine machine(options);
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_RACE_LOCK_ORDER).value();
    use_once(machine, true);
    use_once(machine, false);
    EXPECT_TRUE(machine.reports().empty());
}

TEST(Detectors, PoolAndIrpsLeftBehindAreReported)
{
    Machine machine(simulated());
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_LEAKY).value();
    EXPECT_TRUE(machine.reports().empty());
    driver.unload();
    const std::vector<ContractReport> reports = machine.reports();
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].rule, "leaked-pool");
    EXPECT_THAT(reports[0].text, HasSubstr("2 pool block(s) of 64 bytes"));
    EXPECT_THAT(reports[0].text, HasSubstr("24 bytes with tag 'Leak'"));
    EXPECT_THAT(reports[0].text, HasSubstr("leaky.c:"));
    EXPECT_EQ(reports[1].rule, "leaked-irp");
    EXPECT_THAT(reports[1].text, HasSubstr("1 IRP(s)"));
}

// The read is parked for ever; the report says whose it is, and where its reader stands.
TEST(Detectors, ARequestThatNobodyCompletesIsNamed)
{
    Machine machine(simulated());
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_RACE_STOP).value();
    Thread reader = machine.start("reader", [&] { use_once(machine, true); });
    machine.finish();
    ASSERT_TRUE(machine.bug_check().has_value());
    EXPECT_EQ(machine.bug_check()->code, 0xF0000002U);
    EXPECT_THAT(machine.bug_check()->explanation,
                HasSubstr("thread 'reader' waits for the end of IRP_MJ_READ, which driver "
                          "'race_stop' has at device \\Device\\Race and does not complete"));
}

TEST(Detectors, ADeadlockSaysWhoHoldsWhat)
{
    ExploreOptions options;
    options.last_seed = 1000;
    options.machine.lock_order = false;
    const ExploreResult result = openwdf::explore(options, [](Machine& machine) {
        openwdf::Driver driver = machine.load(OPENWDF_DRIVER_RACE_LOCK_ORDER).value();
        Thread reader = machine.start("reader", [&] { use_once(machine, true); });
        Thread writer = machine.start("writer", [&] { use_once(machine, false); });
    });
    ASSERT_FALSE(result.ok());
    const std::string text = result.text();
    EXPECT_THAT(text, HasSubstr("thread 'reader' waits for a WDFWAITLOCK, which thread 'writer' "
                                "holds"));
    EXPECT_THAT(text, HasSubstr("thread 'writer' waits for a WDFWAITLOCK, which thread 'reader' "
                                "holds"));
    EXPECT_THAT(text, HasSubstr("lock_order.c:"));
}

TEST(Detectors, ARunWithoutEndIsStopped)
{
    MachineOptions options = simulated();
    options.step_budget = 5000;
    Machine machine(options);
    Thread first = machine.start("first", [&] {
        while (!machine.bug_check().has_value())
            machine.sleep(std::chrono::microseconds(1));
    });
    machine.finish();
    ASSERT_TRUE(machine.bug_check().has_value());
    EXPECT_EQ(machine.bug_check()->code, 0xF0000004U);
}

TEST(Explore, AScenarioMayComplain)
{
    const ExploreResult result =
        openwdf::explore({.machine = {}, .first_seed = 5, .last_seed = 9, .failures_max = 2},
                         [](Machine& machine) { machine.fail("not as it should be"); });
    EXPECT_EQ(result.schedules, 2U);
    ASSERT_EQ(result.failures.size(), 2U);
    EXPECT_EQ(result.failures[0].seed, 5U);
    EXPECT_EQ(result.failures[1].seed, 6U);
    EXPECT_EQ(result.failures[0].kind, "scenario");
    EXPECT_TRUE(result.failures[0].reproduced);
    EXPECT_THAT(result.text(), HasSubstr("not as it should be"));
}

TEST(Explore, WhatDoesNotDependOnTheSeedAloneIsSaid)
{
    int runs = 0;
    const ExploreResult result =
        openwdf::explore({.machine = {}, .last_seed = 1}, [&runs](Machine& machine) {
            if (++runs == 1)
                machine.fail("only once");
        });
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_FALSE(result.failures[0].reproduced);
    EXPECT_THAT(result.text(), HasSubstr("depends on something outside the machine"));
}

TEST(Explore, SeedsCanBeShared)
{
    std::vector<std::uint64_t> seeds;
    ExploreOptions options;
    options.first_seed = 2;
    options.last_seed = 11;
    options.seed_step = 3;
    options.on_schedule = [&seeds](std::uint64_t seed) { seeds.push_back(seed); };
    EXPECT_TRUE(openwdf::explore(options, [](Machine&) {}).ok());
    EXPECT_EQ(seeds, (std::vector<std::uint64_t>{2, 5, 8, 11}));
}

TEST(Explore, AReplayOfAnotherProgramSaysSo)
{
    MachineOptions options = simulated();
    options.replay = openwdf::Schedule{{7, 7, 7}};
    Machine machine(options);
    Thread first = machine.start("first", [&] { machine.sleep(std::chrono::microseconds(1)); });
    Thread second = machine.start("second", [&] { machine.sleep(std::chrono::microseconds(1)); });
    first.join();
    second.join();
    EXPECT_EQ(machine.replay_diverged_at(), 0U);
}

// Under some of these seeds the driver goes on before its thread ever ran.
void load_spinner(bool os_threads)
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        MachineOptions options = simulated(seed);
        options.spin_limit = std::chrono::seconds(1);
        options.os_threads = os_threads;
        Machine machine(options);
        (void)machine.load(OPENWDF_DRIVER_SPINNER);
    }
}

class SpinDeathTest : public testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(, SpinDeathTest, testing::Bool(), [](const auto& os_threads) {
    return os_threads.param ? "OsThreads" : "Fibers";
});

TEST_P(SpinDeathTest, ALoopThatCallsNothingIsNamed)
{
    if (openwdf::k_program_has_tsan)
        GTEST_SKIP() << "ThreadSanitizer keeps signals back until the loop calls something";
    EXPECT_DEATH(load_spinner(GetParam()),
                 "has computed for 1 s in driver 'spinner' without calling anything.*\n"
                 ".*it is at .*spinner.c:3.*\n.*last call PsCreateSystemThread at .*spinner.c");
}

TEST(Faults, ATransferMayEndWithAnError)
{
    constexpr auto k_status_io_device_error = static_cast<std::int32_t>(0xC0000185);
    const std::string path = testing::TempDir() + "openwdf_faults_source";
    std::ofstream(path) << std::string(4096, 'x');
    MachineOptions options = simulated();
    options.faults.transfers = 1000;
    Machine machine(options);
    machine.add_target("\\Device\\Source", "file:" + path).value();
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_REMOTE_READER).value();
    Handle handle = machine.open("\\\\.\\RemoteReader").value();
    std::array<std::byte, 16> buffer{};
    for (int number = 0; number < 10; ++number)
        EXPECT_EQ(handle.read(buffer), (openwdf::IoResult{k_status_io_device_error, 0}));
}

TEST(Faults, AnAllocationMayFail)
{
    constexpr auto k_status_insufficient_resources = static_cast<std::int32_t>(0xC000009A);
    MachineOptions options = simulated();
    options.faults.allocations = 1000;
    Machine machine(options);
    const auto driver = machine.load(OPENWDF_DRIVER_RACE_STOP);
    EXPECT_EQ(driver.status(), k_status_insufficient_resources);
    EXPECT_TRUE(rules_of(machine).empty());
}

TEST(Faults, SomeFailAndTheSeedSaysWhich)
{
    const auto loads = [](std::uint64_t seed) {
        MachineOptions options = simulated(seed);
        options.faults.allocations = 200;
        Machine machine(options);
        return machine.load(OPENWDF_DRIVER_RACE_STOP).ok();
    };
    int succeeded = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const bool first = loads(seed);
        EXPECT_EQ(loads(seed), first) << seed;
        succeeded += first ? 1 : 0;
    }
    EXPECT_GT(succeeded, 0);
    EXPECT_LT(succeeded, 100);
}

TEST(Finish, EndsTheWorkAndKeepsTheAnswers)
{
    MachineOptions options = simulated();
    options.trace = true;
    Machine machine(options);
    machine.add_target("\\Device\\Source", "ram:4K").value();
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_REMOTE_READER).value();
    Handle handle = machine.open("\\\\.\\RemoteReader").value();
    machine.finish();
    machine.finish();
    std::array<std::byte, 16> buffer{};
    EXPECT_FALSE(handle.read(buffer).ok());
    EXPECT_TRUE(rules_of(machine).empty());
    EXPECT_FALSE(machine.trace().empty());
}

} // namespace
