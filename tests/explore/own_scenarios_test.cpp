// The project's own scenarios: what OpenWDF itself does when its targets, devices and callbacks are
// pulled about. A seed that failed once is named here and stays.
#include "contender.h"

#include "openwdf/explore.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <ostream>

namespace {

using openwdf::ExploreOptions;
using openwdf::ExploreResult;
using openwdf::Handle;
using openwdf::Machine;
using openwdf::Scenario;
using openwdf::Thread;

constexpr const char* k_device = "\\\\.\\Contender";

struct Loaded {
    openwdf::Driver driver;
    openwdf::Device device;
};

Loaded load(Machine& machine)
{
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_CONTENDER).value();
    openwdf::Device device = driver.add_device().value();
    return {driver, device};
}

Thread start(Machine& machine, const char* name, std::function<void(Handle&)> body)
{
    return machine.start(name, [&machine, body = std::move(body)] {
        auto handle = machine.open(k_device);
        if (handle.ok())
            body(handle.value());
    });
}

// Each read gives up after `timeout` (0: never); at most `count` reads.
Thread start_reader(Machine& machine, const char* name, std::chrono::microseconds timeout,
                    int count = 2)
{
    return start(machine, name, [timeout, count](Handle& handle) {
        std::array<std::byte, 16> buffer{};
        for (int number = 0; number < count; ++number)
            (void)handle.read(buffer, timeout.count() * 10);
    });
}

Thread start_control(Machine& machine, const char* name, std::vector<std::uint32_t> codes)
{
    return start(machine, name, [codes = std::move(codes)](Handle& handle) {
        for (const std::uint32_t code : codes)
            (void)handle.ioctl(code);
    });
}

void ram(Machine& machine)
{
    machine.add_target("\\Device\\Source", "ram:4K").value();
}

void open_read_close_against_removal(Machine& machine)
{
    ram(machine);
    Loaded loaded = load(machine);
    Thread first = start_reader(machine, "first", {});
    Thread second = start_reader(machine, "second", {});
    machine.sleep(std::chrono::microseconds(2));
    (void)loaded.device.remove();
}

// One handle, whose reader finds nothing, and two who cancel: both may be at one request, and one
// of them at the next already. (Seed 101 of the random walk let a sender go while its request was
// still being cancelled.)
void cancel_from_two_threads(Machine& machine)
{
    openwdf::Peer peer = machine.add_stream("\\Device\\Source", "fifo:pair").value();
    Handle handle = machine.open("\\Device\\Source").value();
    Thread reader = machine.start("reader", [&handle] {
        std::array<std::byte, 16> buffer{};
        for (int number = 0; number < 2; ++number)
            (void)handle.read(buffer);
    });
    const auto cancel = [&machine, &handle] {
        (void)handle.cancel();
        (void)handle.cancel();
        for (int number = 0; number < 2; ++number) {
            machine.sleep(std::chrono::seconds(1)); // until nobody can run
            (void)handle.cancel();
        }
    };
    Thread first = machine.start("first", cancel);
    Thread second = machine.start("second", cancel);
    reader.join();
    first.join();
    second.join();
}

// The target is a pipe into which nobody writes: reads end by cancel or timeout only.
void send_against_cancel(Machine& machine)
{
    openwdf::Peer peer = machine.add_stream("\\Device\\Source", "fifo:pair").value();
    Loaded loaded = load(machine);
    Thread reader = start_reader(machine, "reader", std::chrono::microseconds(300));
    Thread canceller = start_control(machine, "canceller", {CONTENDER_CANCEL, CONTENDER_CANCEL});
    (void)peer.write("0123456789abcdef");
}

void send_against_timeout(Machine& machine)
{
    openwdf::Peer peer = machine.add_stream("\\Device\\Source", "fifo:pair").value();
    Loaded loaded = load(machine);
    Thread first = start_reader(machine, "first", std::chrono::microseconds(2));
    Thread second = start_reader(machine, "second", std::chrono::microseconds(3));
    machine.sleep(std::chrono::microseconds(2));
    (void)peer.write("0123456789abcdef");
}

void send_against_stop(Machine& machine)
{
    ram(machine);
    Loaded loaded = load(machine);
    Thread reader = start_reader(machine, "reader", {});
    Thread stopper = start_control(machine, "stopper",
                                   {CONTENDER_STOP, CONTENDER_START, CONTENDER_LEAVE,
                                    CONTENDER_START, CONTENDER_PURGE, CONTENDER_START});
    reader.join();
    stopper.join();
}

void send_against_close(Machine& machine)
{
    ram(machine);
    Loaded loaded = load(machine);
    Thread reader = start_reader(machine, "reader", {}, 3);
    Thread closer = start_control(machine, "closer", {CONTENDER_REOPEN, CONTENDER_REOPEN});
    Thread other = start_control(machine, "other", {CONTENDER_REOPEN});
}

void timers_against_deletion(Machine& machine)
{
    ram(machine);
    Loaded loaded = load(machine);
    Thread first = start_control(machine, "first", {CONTENDER_TIMER, CONTENDER_TIMER});
    Thread second = start_control(machine, "second", {CONTENDER_TIMER});
    machine.sleep(std::chrono::microseconds(2));
}

void work_items_against_deletion(Machine& machine)
{
    ram(machine);
    Loaded loaded = load(machine);
    Thread first = start_control(machine, "first", {CONTENDER_WORK_ITEM, CONTENDER_TIMER});
    Thread second = start_control(machine, "second", {CONTENDER_WORK_ITEM, CONTENDER_WORK_ITEM});
    (void)loaded.device.remove();
}

struct Own {
    const char* name;
    void (*run)(Machine&);
};

void PrintTo(const Own& own, std::ostream* out)
{
    *out << own.name;
}

constexpr Own k_scenarios[] = {
    {"OpenReadCloseAgainstRemoval", open_read_close_against_removal},
    {"CancelFromTwoThreads", cancel_from_two_threads},
    {"SendAgainstCancel", send_against_cancel},
    {"SendAgainstTimeout", send_against_timeout},
    {"SendAgainstStop", send_against_stop},
    {"SendAgainstClose", send_against_close},
    {"TimersAgainstDeletion", timers_against_deletion},
    {"WorkItemsAgainstDeletion", work_items_against_deletion},
};

std::uint64_t seeds()
{
    const char* text = std::getenv("OPENWDF_OWN_SEEDS");
    return text == nullptr ? 300 : std::strtoull(text, nullptr, 0);
}

class OwnScenarios : public testing::TestWithParam<Own> {};

INSTANTIATE_TEST_SUITE_P(, OwnScenarios, testing::ValuesIn(k_scenarios),
                         [](const auto& own) { return own.param.name; });

TEST_P(OwnScenarios, RandomWalk)
{
    ExploreOptions options;
    options.last_seed = seeds();
    const ExploreResult result = openwdf::explore(options, GetParam().run);
    EXPECT_TRUE(result.ok()) << result.text();
}

TEST_P(OwnScenarios, Priorities)
{
    ExploreOptions options;
    options.machine.strategy = openwdf::Strategy::priorities;
    options.last_seed = seeds();
    const ExploreResult result = openwdf::explore(options, GetParam().run);
    EXPECT_TRUE(result.ok()) << result.text();
}

// ThreadSanitizer builds: whatever orders the threads is seen as such, and nothing else needs to.
TEST_P(OwnScenarios, HasNoDataRace)
{
    if (!openwdf::k_program_has_tsan)
        GTEST_SKIP() << "needs ThreadSanitizer (cmake --preset tsan)";
    ExploreOptions options;
    options.last_seed = 50;
    options.machine.find_races = true;
    const ExploreResult result = openwdf::explore(options, GetParam().run);
    EXPECT_TRUE(result.ok()) << result.text();
}

// What cannot be had is refused, and nothing else breaks.
void use_while_memory_is_scarce(Machine& machine)
{
    ram(machine);
    auto driver = machine.load(OPENWDF_DRIVER_CONTENDER);
    if (!driver.ok() || !driver.value().add_device().ok())
        return;
    Thread reader = start_reader(machine, "reader", std::chrono::microseconds(100));
    Thread stopper = start_control(machine, "stopper", {CONTENDER_STOP, CONTENDER_START});
    Thread maker = start_control(machine, "maker", {CONTENDER_TIMER, CONTENDER_WORK_ITEM});
    Thread opener = start_control(machine, "opener", {CONTENDER_REOPEN, CONTENDER_CANCEL});
}

TEST(Scarcity, NothingBreaks)
{
    for (const unsigned allocations : {10U, 100U, 300U}) {
        ExploreOptions options;
        options.last_seed = seeds();
        options.machine.faults = {.transfers = 0, .allocations = allocations};
        const ExploreResult result = openwdf::explore(options, use_while_memory_is_scarce);
        EXPECT_TRUE(result.ok()) << result.text();
    }
}

} // namespace
