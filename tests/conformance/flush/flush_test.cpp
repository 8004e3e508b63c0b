// Flushing disks, files, serial ports and pipes: IRP_MJ_FLUSH_BUFFERS as a driver sends it.
#include "flush/flush.h"
#include "support/fixture.hpp"
#include "support/seeded_machine.hpp"
#include "support/worlds.hpp"

#include <filesystem>
#include <unistd.h>

namespace conformance {
namespace {

enum Scenario : unsigned { FLUSH_SCENARIOS(CONFORMANCE_ENUMERATE) };

constexpr const char* k_name = "\\Device\\Target";
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_access_denied = 0xC0000022;
constexpr std::int64_t k_status_cancelled = 0xC0000120;
constexpr std::int64_t k_status_pipe_broken = 0xC000014B;

class Flush : public Fixture {
protected:
    Flush()
        : path_(std::filesystem::temp_directory_path() /
                ("openwdf_flush_" + std::to_string(::getpid())))
    {
        std::ofstream(path_, std::ios::binary) << std::string(4096, 'x');
    }
    ~Flush() override { std::filesystem::remove(path_); }

    std::string file(const char* query = "") const { return "file:" + path_.string() + query; }

    // By an IRP and by a request.
    void flushes_with(const std::string& uri, std::int64_t status)
    {
        SCOPED_TRACE(uri);
        target(k_name, uri);
        load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
        OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByIrp), status);
        OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByRequest), status);
        expect_no_reports();
    }

    // Something unread, and a flush that waits for its reader.
    openwdf::Peer start(const char* uri)
    {
        openwdf::Peer peer = stream(k_name, uri);
        load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
        OPENWDF_EXPECT_STATUS(run_loaded(k_StartsAFlush), 0);
        return peer;
    }

private:
    std::filesystem::path path_;
};

OPENWDF_INSTANTIATE_WORLDS(Flush);

TEST_P(Flush, OfADiskInMemory)
{
    flushes_with("ram:1M", 0);
}

TEST_P(Flush, OfAProtectedDiskHasNothingToDo)
{
    flushes_with(file("?as=disk&readonly=1"), 0);
}

TEST_P(Flush, OfADiskInAFile)
{
    flushes_with(file("?as=disk"), 0);
}

TEST_P(Flush, OfAFile)
{
    flushes_with(file(), 0);
}

TEST_P(Flush, N157OfAProtectedFileIsRefused)
{
    flushes_with(file("?readonly=1"), k_status_access_denied);
}

TEST_P(Flush, N168OfWhatKeepsNothing)
{
    flushes_with("null:", k_status_invalid_device_request);
}

TEST_P(Flush, OfAnIdleSerialPort)
{
    openwdf::Peer peer = stream(k_name, "tty:pty");
    load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
    OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByIrp), 0);
    OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByRequest), 0);
    expect_no_reports();
}

// A serial port has given its bytes away when the write ended: nobody need read them.
TEST_P(Flush, OfASerialPortEndsWithItsWrites)
{
    openwdf::Peer peer = stream(k_name, "tty:pty");
    load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
    OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesAfterAWrite), 0);
    expect_no_reports();
}

TEST_P(Flush, OfASerialPortWaitsForWrites)
{
    openwdf::Peer peer = stream(k_name, "tty:pty");
    load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
    openwdf::Thread reader =
        machine().start("reader", [&] { EXPECT_EQ(peer.read(65536).value().size(), 65536U); });
    OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesBehindAWriteThatWaits), 0);
    reader.join();
    expect_no_reports();
}

TEST_P(Flush, OfAPipeWithNothingUnread)
{
    for (const char* uri : {"unix:pair", "tcp:pair", "fifo:pair?direction=write"}) {
        SCOPED_TRACE(uri);
        openwdf::Peer peer = stream(k_name, uri);
        load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
        OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByIrp), 0);
        OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByRequest), 0);
        end_machine();
        EXPECT_EQ(printed(), "unload\n");
    }
}

TEST_P(Flush, OfAPipeForReadingAlone)
{
    openwdf::Peer peer = stream(k_name, "fifo:pair");
    load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
    OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesByIrp), k_status_access_denied);
}

// TCP tells only that the bytes have come to the peer's machine.
TEST_P(Flush, OfAPipeWaitsUntilThePeerHasRead)
{
    for (const char* uri : {"unix:pair", "fifo:pair?direction=write"}) {
        SCOPED_TRACE(uri);
        openwdf::Peer peer = stream(k_name, uri);
        load(OPENWDF_DRIVER_CONFORMANCE_FLUSH);
        std::atomic<bool> reads = false;
        openwdf::Thread reader = machine().start("reader", [&] {
            reads = true;
            EXPECT_EQ(peer.read(10).value().substr(0, 7), "flushed");
        });
        OPENWDF_EXPECT_STATUS(run_loaded(k_FlushesAfterAWrite), 0);
        EXPECT_TRUE(reads);
        reader.join();
        end_machine();
        EXPECT_EQ(printed(), "unload\n");
    }
}

TEST_P(Flush, OfAPipeIsCancelled)
{
    openwdf::Peer peer = start("unix:pair");
    OPENWDF_EXPECT_STATUS(run_loaded(k_CancelsTheFlush), k_status_cancelled);
}

TEST_P(Flush, OfAPipeEndsWithItsHandle)
{
    openwdf::Peer peer = start("unix:pair");
    OPENWDF_EXPECT_STATUS(run_loaded(k_PurgesAFlush), k_status_cancelled);
}

TEST_P(Flush, N168APipeKnowsNoFileSystemControls)
{
    openwdf::Peer peer = stream(k_name, "unix:pair");
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_FLUSH, k_ControlsAPipe), 0);
    expect_no_reports();
}

class FlushInVirtualTime : public Flush {};

INSTANTIATE_TEST_SUITE_P(, FlushInVirtualTime, testing::ValuesIn(simulated_worlds()),
                         openwdf::world_name);

TEST_P(FlushInVirtualTime, OfAPipeBreaksWhenThePeerLeaves)
{
    openwdf::Peer peer = start("unix:pair");
    peer.hang_up();
    OPENWDF_EXPECT_STATUS(run_loaded(k_EndsTheFlush), k_status_pipe_broken);
}

// A write is complete, to its sender too, before a flush behind it is.
TEST(FlushUnderManySeeds, EndsAfterTheWriteBeforeIt)
{
    constexpr std::uint64_t k_seeds = 200;
    for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
        SeededMachine seeded(seed);
        openwdf::Peer peer = seeded.machine.add_stream(k_name, "tty:pty").value();
        (void)seeded.machine.load(OPENWDF_DRIVER_CONFORMANCE_FLUSH).value();
        openwdf::Thread reader = seeded.machine.start("reader", [&] { (void)peer.read(65536); });
        OPENWDF_ASSERT_STATUS(seeded.run(k_FlushesBehindAWriteThatWaits), 0);
        reader.join();
        ASSERT_EQ(seeded.printed, "") << "seed " << seed;
    }
}

} // namespace
} // namespace conformance
