// The example filter on top of each kind of target, in real time and simulated with several seeds.
#include <openwdf/gtest.hpp>

#include <algorithm>
#include <array>

namespace {

using openwdf::Handle;
using openwdf::IoResult;

constexpr std::uint32_t k_ioctl_get_counters = 0x222400;
constexpr std::uint32_t k_ioctl_disk_get_length_info = 0x7405C;
constexpr std::uint32_t k_ioctl_disk_verify = 0x70014;
constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_media_write_protected = 0xC00000A2;

// SYNC_FILTER_COUNTERS of sync_filter.h.
struct Counters {
    std::uint32_t reads, writes, controls, failures;
    std::uint64_t bytes_read, bytes_written;
    bool operator==(const Counters&) const = default;
};

class SyncFilter : public openwdf::DriverTest {
protected:
    static constexpr const char* k_device = "\\Device\\Source";

    Handle open_filtered(const std::string& uri)
    {
        target(k_device, uri);
        openwdf::Driver driver = load(OPENWDF_DRIVER_SYNC_FILTER);
        (void)driver.filter(k_device).value();
        return open(k_device);
    }
    static Counters counters_of(Handle& handle)
    {
        Counters counters{};
        EXPECT_EQ(
            handle.ioctl(k_ioctl_get_counters, {}, std::as_writable_bytes(std::span(&counters, 1))),
            (IoResult{0, sizeof counters}));
        return counters;
    }
};

OPENWDF_INSTANTIATE_WORLDS(SyncFilter);

TEST_P(SyncFilter, PassesReadsAndWritesInEachAccessMethod)
{
    for (const char* io : {"buffered", "direct"}) {
        Handle handle = open_filtered(std::string("ram:64K?io=") + io);
        std::array<std::byte, 4096> written{};
        for (std::size_t i = 0; i < written.size(); ++i)
            written[i] = static_cast<std::byte>(i * 7);
        EXPECT_EQ(handle.write(written, 8192), (IoResult{0, 4096})) << io;
        std::array<std::byte, 4096> read{};
        EXPECT_EQ(handle.read(read, 8192), (IoResult{0, 4096})) << io;
        EXPECT_EQ(read, written) << io;
        EXPECT_EQ(counters_of(handle), (Counters{1, 1, 0, 0, 4096, 4096})) << io;
        EXPECT_TRUE(machine().reports().empty());
        handle.close();
        end_machine();
    }
}

TEST_P(SyncFilter, PassesControlsWithTheirBuffers)
{
    Handle handle = open_filtered("ram:64K");
    std::array<std::byte, 8> length{};
    EXPECT_EQ(handle.ioctl(k_ioctl_disk_get_length_info, {}, length), (IoResult{0, 8}));
    EXPECT_EQ(length[2], std::byte{1}); // 0x10000
    // Input only: the second half of the disk, then one byte too many.
    std::array<std::byte, 16> extent{};
    extent[1] = std::byte{0x80};
    extent[9] = std::byte{0x80};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_disk_verify, extent), 0);
    extent[8] = std::byte{1};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_disk_verify, extent), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(0x222800), k_status_invalid_device_request);
    EXPECT_EQ(counters_of(handle), (Counters{0, 0, 4, 2, 0, 0}));
}

TEST_P(SyncFilter, PassesTheStatusOfTheDeviceBelow)
{
    Handle handle = open_filtered("ram:4K?readonly=1");
    std::array<std::byte, 512> buffer{};
    OPENWDF_EXPECT_STATUS(handle.write(buffer), k_status_media_write_protected);
    OPENWDF_EXPECT_STATUS(handle.read(buffer, 4096), k_status_invalid_parameter);
    EXPECT_EQ(counters_of(handle), (Counters{1, 1, 0, 2, 0, 0}));
}

TEST_P(SyncFilter, SeveralThreadsPassSideBySide)
{
    Handle handle = open_filtered("ram:64K");
    constexpr int k_rounds = 20;
    const auto work = [&](std::int64_t offset) {
        Handle own = open(k_device);
        std::array<std::byte, 512> buffer{};
        for (int round = 0; round < k_rounds; ++round) {
            std::ranges::fill(buffer, static_cast<std::byte>(round + offset));
            EXPECT_EQ(own.write(buffer, offset), (IoResult{0, 512}));
            EXPECT_EQ(own.read(buffer, offset), (IoResult{0, 512}));
            EXPECT_EQ(buffer[511], static_cast<std::byte>(round + offset));
        }
    };
    openwdf::Thread other = machine().start("other", [&] { work(512); });
    work(1024);
    other.join();
    const std::uint64_t bytes = 2ULL * k_rounds * 512;
    EXPECT_EQ(counters_of(handle), (Counters{2 * k_rounds, 2 * k_rounds, 0, 0, bytes, bytes}));
}

} // namespace
