// The machine as a test uses it: life, errors, bug checks, two at once, threads.
#include "relay.h"

#include <openwdf/gtest.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace {

using openwdf::BugCheckReport;
using openwdf::Driver;
using openwdf::Handle;
using openwdf::IoResult;
using openwdf::Machine;
using testing::EndsWith;
using testing::HasSubstr;

constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;
constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_end_of_file = 0xC0000011;
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_access_denied = 0xC0000022;

std::span<const std::byte> bytes_of(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

std::string_view text_of(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class MachineTest : public openwdf::DriverTest {
protected:
    Handle open_relay(std::string_view uri = "ram:64K")
    {
        target("\\Device\\Source", uri);
        load(OPENWDF_DRIVER_RELAY);
        return open("\\\\.\\Relay");
    }

    static std::int32_t count(Handle& handle)
    {
        std::int32_t requests = -1;
        OPENWDF_EXPECT_STATUS(
            handle.ioctl(IOCTL_RELAY_COUNT, {}, std::as_writable_bytes(std::span(&requests, 1))),
            0);
        return requests;
    }
};

OPENWDF_INSTANTIATE_WORLDS(MachineTest);

TEST_P(MachineTest, LivesWithoutDrivers)
{
    EXPECT_FALSE(machine().bug_check().has_value());
    EXPECT_TRUE(machine().reports().empty());
    EXPECT_GE(machine().now(), 0);
}

TEST_P(MachineTest, WritesAndReadsThroughADriver)
{
    Handle handle = open_relay();
    EXPECT_EQ(handle.write(bytes_of("hello"), 100), (IoResult{0, 5}));
    std::array<std::byte, 5> buffer{};
    EXPECT_EQ(handle.read(buffer, 100), (IoResult{0, 5}));
    EXPECT_EQ(text_of(buffer), "hello");
    EXPECT_EQ(count(handle), 2);
    handle.close();
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(MachineTest, EachTransferTypeCarriesTheBytes)
{
    for (const char* io : {"buffered", "direct", "neither"}) {
        Machine other(options);
        other.add_target("\\Device\\Source", std::string("ram:4K?io=") + io).value();
        Driver driver = other.load(OPENWDF_DRIVER_RELAY).value();
        Handle handle = other.open("\\\\.\\Relay").value();
        EXPECT_EQ(handle.write(bytes_of(io), 0).status, 0);
        std::vector<std::byte> buffer(std::strlen(io));
        EXPECT_EQ(handle.read(buffer, 0), (IoResult{0, buffer.size()}));
        EXPECT_EQ(text_of(buffer), io);
    }
}

TEST_P(MachineTest, TargetsCanBeOpenedDirectly)
{
    target("\\Device\\Null", "null:");
    Handle handle = open("\\Device\\Null");
    std::array<std::byte, 8> buffer{};
    buffer.fill(std::byte{0xFF});
    EXPECT_EQ(handle.write(buffer), (IoResult{0, 8}));
    EXPECT_EQ(handle.read(buffer), (IoResult{0, 8}));
    EXPECT_EQ(buffer, (std::array<std::byte, 8>{}));
    OPENWDF_EXPECT_STATUS(handle.ioctl(0x222000), k_status_invalid_device_request);
}

TEST_P(MachineTest, ADiskEndsHard)
{
    target("\\Device\\Disk", "ram:4096?sector=512");
    Handle handle = open("\\Device\\Disk");
    std::array<std::byte, 512> sector{};
    EXPECT_EQ(handle.read(sector, 3584), (IoResult{0, 512}));
    OPENWDF_EXPECT_STATUS(handle.read(sector, 4096), k_status_invalid_parameter); // N154
    OPENWDF_EXPECT_STATUS(handle.read(sector, 100), k_status_invalid_parameter);  // N153
    std::int64_t length = 0;
    EXPECT_EQ(handle.ioctl(0x7405C, {}, std::as_writable_bytes(std::span(&length, 1))),
              (IoResult{0, 8}));
    EXPECT_EQ(length, 4096);
}

class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view content)
    {
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        std::replace(name.begin(), name.end(), '/', '_');
        path_ = std::filesystem::temp_directory_path() /
                ("openwdf_" + std::to_string(::getpid()) + "_" + name);
        std::ofstream(path_) << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

TEST_P(MachineTest, AFileEndsAsAFileSystemDoes)
{
    const TemporaryFile file("0123456789");
    Handle handle = open_relay("file:" + file.path());
    std::array<std::byte, 8> buffer{};
    EXPECT_EQ(handle.read(buffer, 4), (IoResult{0, 6})); // N156: across the end
    EXPECT_EQ(text_of(buffer).substr(0, 6), "456789");
    EXPECT_EQ(handle.read(buffer, 10),
              (IoResult{static_cast<std::int32_t>(k_status_end_of_file), 0}));
    EXPECT_EQ(handle.write(bytes_of("ab"), 12), (IoResult{0, 2}));
    EXPECT_EQ(handle.read(buffer, 10), (IoResult{0, 4}));
    EXPECT_EQ(text_of(buffer).substr(0, 4), std::string_view("\0\0ab", 4));
}

TEST_P(MachineTest, AReadOnlyFileRefusesWrites)
{
    const TemporaryFile file("abc");
    target("\\Device\\Source", "file:" + file.path() + "?readonly=1");
    Handle handle = open("\\Device\\Source");
    OPENWDF_EXPECT_STATUS(handle.write(bytes_of("x")), k_status_access_denied);
}

TEST_P(MachineTest, ManyReadsOfAFile)
{
    std::string content(256 * 1024, 0);
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 31 + i / 251);
    const TemporaryFile file(content);
    Handle handle = open_relay("file:" + file.path());
    std::array<std::byte, 4096> buffer{};
    for (std::size_t at = 0; at < content.size(); at += buffer.size()) {
        ASSERT_EQ(handle.read(buffer, static_cast<std::int64_t>(at)), (IoResult{0, 4096}));
        ASSERT_EQ(text_of(buffer), content.substr(at, buffer.size())) << at;
    }
}

TEST_P(MachineTest, ErrorsSayWhatToDo)
{
    const auto& missing = machine().load("/nowhere/driver.so");
    ASSERT_FALSE(missing.ok());
    EXPECT_THAT(missing.error().message, HasSubstr("/nowhere/driver.so"));

    const auto& no_target = machine().load(OPENWDF_DRIVER_RELAY);
    ASSERT_FALSE(no_target.ok()); // no \Device\Source
    OPENWDF_EXPECT_STATUS(no_target, k_status_object_name_not_found);
    EXPECT_THAT(no_target.error().message, HasSubstr("STATUS_OBJECT_NAME_NOT_FOUND"));

    const auto& unknown = machine().open("\\\\.\\Nobody");
    OPENWDF_EXPECT_STATUS(unknown, k_status_object_name_not_found);
    EXPECT_THAT(unknown.error().message, HasSubstr("'\\\\.\\Nobody'"));

    const auto& uri = machine().add_target("\\Device\\Source", "ram:12Q");
    EXPECT_THAT(uri.error().message, HasSubstr("'12Q' is no size"));
    target("\\Device\\Source", "ram:1K");
    const auto& taken = machine().add_target("\\Device\\Source", "ram:1K");
    EXPECT_THAT(taken.error().message, HasSubstr("STATUS_OBJECT_NAME_COLLISION"));
}

TEST_P(MachineTest, AFailedLoadCanBeRepeated)
{
    EXPECT_FALSE(machine().load(OPENWDF_DRIVER_RELAY).ok());
    Handle handle = open_relay();
    EXPECT_EQ(count(handle), 0);
}

TEST_P(MachineTest, ABugCheckComesBackToTheTest)
{
    std::string printed;
    options.on_bug_check = [&](const BugCheckReport& report) { printed = report.text(); };
    Handle handle = open_relay();
    OPENWDF_EXPECT_STATUS(handle.ioctl(IOCTL_RELAY_COMPLETE_TWICE), openwdf::k_machine_stopped);

    const auto report = machine().bug_check();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->code, 0x44U);
    EXPECT_EQ(report->where.driver, "relay");
    EXPECT_EQ(report->where.ddi, "IofCompleteRequest");
    ASSERT_TRUE(report->where.source.has_value());
    EXPECT_THAT(report->where.source->file, EndsWith("relay.c"));
    EXPECT_EQ(report->where.source->function, "Complete");
    ASSERT_FALSE(report->where.history.empty());
    EXPECT_EQ(report->where.history.front().name, "IofCompleteRequest");
    EXPECT_THAT(printed, HasSubstr("MULTIPLE_IRP_COMPLETE_REQUESTS"));

    // From now on every call fails at once and no driver code runs.
    std::array<std::byte, 4> buffer{};
    OPENWDF_EXPECT_STATUS(handle.read(buffer), openwdf::k_machine_stopped);
    const auto& again = machine().open("\\\\.\\Relay");
    OPENWDF_EXPECT_STATUS(again, openwdf::k_machine_stopped);
    EXPECT_THAT(again.error().message, HasSubstr("bug check 0x44"));
    OPENWDF_EXPECT_STATUS(machine().add_target("\\Device\\Late", "null:"),
                          openwdf::k_machine_stopped);
}

TEST_P(MachineTest, TheNextMachineFindsTheDriverFresh)
{
    {
        Machine first(options);
        first.add_target("\\Device\\Source", "ram:4K").value();
        Driver driver = first.load(OPENWDF_DRIVER_RELAY).value();
        Handle handle = first.open("\\\\.\\Relay").value();
        EXPECT_EQ(handle.write(bytes_of("x")).status, 0);
        (void)handle.ioctl(IOCTL_RELAY_COMPLETE_TWICE);
        EXPECT_TRUE(first.bug_check().has_value());
    }
    Handle handle = open_relay();
    EXPECT_EQ(count(handle), 0);
}

TEST_P(MachineTest, TwoMachinesRunTheSameDriver)
{
    Machine other(options);
    other.add_target("\\Device\\Source", "ram:4K").value();
    Driver driver = other.load(OPENWDF_DRIVER_RELAY).value();
    Handle theirs = other.open("\\\\.\\Relay").value();
    Handle ours = open_relay();
    EXPECT_EQ(ours.write(bytes_of("ours")).status, 0);
    EXPECT_EQ(theirs.write(bytes_of("them")).status, 0);
    EXPECT_EQ(theirs.write(bytes_of("them")).status, 0);
    EXPECT_EQ(count(ours), 1);
    EXPECT_EQ(count(theirs), 2);
    std::array<std::byte, 4> buffer{};
    EXPECT_EQ(ours.read(buffer).status, 0);
    EXPECT_EQ(text_of(buffer), "ours");

    (void)theirs.ioctl(IOCTL_RELAY_COMPLETE_TWICE);
    EXPECT_TRUE(other.bug_check().has_value());
    EXPECT_FALSE(machine().bug_check().has_value());
    EXPECT_EQ(ours.read(buffer).status, 0);
}

// A machine of the other world comes and goes on a thread that serves this one.
TEST_P(MachineTest, BothWorldsOnOneThread)
{
    Handle ours = open_relay();
    for (int turn = 1; turn <= 3; ++turn) {
        openwdf::MachineOptions turned = options;
        turned.simulated = !options.simulated;
        Machine other(turned);
        other.add_target("\\Device\\Source", "ram:4K").value();
        Driver driver = other.load(OPENWDF_DRIVER_RELAY).value();
        Handle theirs = other.open("\\\\.\\Relay").value();
        EXPECT_EQ(theirs.write(bytes_of("them")).status, 0);
        EXPECT_EQ(ours.write(bytes_of("ours")).status, 0);
        EXPECT_EQ(count(theirs), 1);
        EXPECT_EQ(count(ours), turn);
    }
}

TEST_P(MachineTest, AMachineMayEndBeforeItsHandles)
{
    Handle handle = open_relay();
    end_machine();
    std::array<std::byte, 4> buffer{};
    OPENWDF_EXPECT_STATUS(handle.read(buffer), openwdf::k_machine_stopped);
    handle.close();
}

TEST_P(MachineTest, StartedThreadsWorkInBothWorlds)
{
    Handle handle = open_relay();
    std::atomic<int> succeeded{0};
    {
        std::vector<openwdf::Thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.push_back(machine().start("worker", [&, i] {
                Handle own = machine().open("\\\\.\\Relay").value();
                std::array<std::byte, 16> buffer{};
                for (int round = 0; round < 8; ++round)
                    succeeded += own.write(buffer, 16 * i).ok() && own.read(buffer, 16 * i).ok();
            }));
        }
    }
    EXPECT_EQ(succeeded, 32);
    EXPECT_EQ(count(handle), 64);
}

TEST_P(MachineTest, ABugCheckReleasesAThreadThatWaits)
{
    Handle handle = open_relay();
    IoResult waited;
    openwdf::Thread waiter = machine().start("waiter", [&] {
        auto own = machine().open("\\\\.\\Relay");
        if (own.ok())
            waited = own.value().ioctl(IOCTL_RELAY_WAIT_FOR_EVER);
    });
    (void)handle.ioctl(IOCTL_RELAY_COMPLETE_TWICE);
    waiter.join();
    EXPECT_TRUE(machine().bug_check().has_value());
    // The waiter may not have come as far as to open the device.
    EXPECT_TRUE(waited.status == 0 || waited.status == openwdf::k_machine_stopped) << waited.status;
}

TEST_P(MachineTest, DbgPrintGoesWhereTheTestWants)
{
    std::string printed;
    options.debug_print = [&](std::string_view text) { printed += text; };
    Handle handle = open_relay();
    OPENWDF_EXPECT_STATUS(handle.ioctl(IOCTL_RELAY_PRINT), 0);
    EXPECT_EQ(printed, "relay says 42 hello\n");
}

TEST(SimulatedMachine, ADeadlockNamesItsThreads)
{
    openwdf::MachineOptions options;
    options.simulated = true;
    Machine machine(options);
    machine.add_target("\\Device\\Source", "ram:4K").value();
    Driver driver = machine.load(OPENWDF_DRIVER_RELAY).value();
    Handle handle = machine.open("\\\\.\\Relay").value();
    OPENWDF_EXPECT_STATUS(handle.ioctl(IOCTL_RELAY_WAIT_FOR_EVER), openwdf::k_machine_stopped);
    const auto report = machine.bug_check();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->code, 0xF0000002U);
    EXPECT_THAT(report->explanation, HasSubstr("'main'"));
}

std::string traced_run(std::uint64_t seed)
{
    openwdf::MachineOptions options;
    options.simulated = true;
    options.seed = seed;
    options.trace = true;
    Machine machine(options);
    machine.add_target("\\Device\\Source", "ram:4K").value();
    Driver driver = machine.load(OPENWDF_DRIVER_RELAY).value();
    {
        std::vector<openwdf::Thread> threads;
        for (int i = 0; i < 3; ++i) {
            threads.push_back(machine.start("worker", [&] {
                Handle own = machine.open("\\\\.\\Relay").value();
                std::array<std::byte, 16> buffer{};
                (void)own.read(buffer);
            }));
        }
    }
    driver.unload();
    return trace_text(machine.trace());
}

TEST(SimulatedMachine, EqualSeedsGiveEqualTraces)
{
    std::string previous;
    int different = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::string trace = traced_run(seed);
        ASSERT_EQ(trace, traced_run(seed)) << "seed " << seed;
        different += trace != previous;
        previous = trace;
    }
    EXPECT_GT(different, 10);
}

// Whether a transfer lets itself be cancelled is the host's business; it ends once, either way.
TEST(SimulatedMachine, ACancelledReadEndsOnce)
{
    const TemporaryFile file("0123456789abcdef");
    int cancelled = 0;
    int completed = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        openwdf::MachineOptions options;
        options.simulated = true;
        options.seed = seed;
        Machine machine(options);
        machine.add_target("\\Device\\Source", "file:" + file.path() + "?io=neither").value();
        Driver driver = machine.load(OPENWDF_DRIVER_RELAY).value();
        Handle handle = machine.open("\\\\.\\Relay").value();
        for (int round = 0; round < 4; ++round) {
            const IoResult result = handle.ioctl(IOCTL_RELAY_CANCEL_READ);
            OPENWDF_ASSERT_STATUS(result, 0);
            cancelled += result.information == 0xC0000120;
            completed += result.information == 0;
        }
        ASSERT_FALSE(machine.bug_check().has_value());
    }
    EXPECT_EQ(cancelled + completed, 240);
    EXPECT_GT(cancelled, 20);
    EXPECT_GT(completed, 20);
}

TEST(LiveMachine, AnotherThreadAttachesItself)
{
    Machine machine;
    machine.add_target("\\Device\\Source", "ram:4K").value();
    Driver driver = machine.load(OPENWDF_DRIVER_RELAY).value();
    IoResult result{-1, 0};
    std::thread other([&] {
        const openwdf::Attachment attachment = machine.attach("other");
        Handle handle = machine.open("\\\\.\\Relay").value();
        result = handle.write(bytes_of("abc"));
    });
    other.join();
    EXPECT_EQ(result, (IoResult{0, 3}));
}

TEST(LiveMachineDeathTest, AStrangerIsRefused)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(
        {
            Machine machine;
            std::thread([&] { (void)machine.open("\\\\.\\Relay"); }).join();
        },
        "Machine::attach");
}

// The thread in driver code cannot be stopped; the machine must not wait for it for ever.
TEST(LiveMachineDeathTest, AThreadThatNeverComesBackIsLeftBehind)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(
        {
            {
                Machine machine;
                machine.add_target("\\Device\\Source", "ram:4K").value();
                Driver driver = machine.load(OPENWDF_DRIVER_RELAY).value();
                Handle handle = machine.open("\\\\.\\Relay").value();
                openwdf::Thread thread = machine.start("spinner", [&] {
                    Handle own = machine.open("\\\\.\\Relay").value();
                    (void)own.ioctl(IOCTL_RELAY_SPIN);
                });
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
                (void)handle.ioctl(IOCTL_RELAY_COMPLETE_TWICE);
            }
            ::_exit(7);
        },
        testing::ExitedWithCode(7), "thread 'spinner' does not come back");
}

} // namespace
