// Block devices of Linux as disks. The device is a loop device over a file, which takes the right
// to make one: without it each test says that it was skipped, and why.
#include "support/fixture.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace conformance {
namespace {

constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_media_write_protected = 0xC00000A2;

constexpr std::uint32_t k_get_length = 0x7405C;
constexpr std::uint32_t k_read_capacity = 0x2D5140;
constexpr std::uint32_t k_is_writable = 0x70024;

constexpr std::size_t k_bytes = 64 << 10;

class LoopDevice {
public:
    LoopDevice(std::uint32_t sector_bytes, bool read_only)
        : file_(std::filesystem::temp_directory_path() /
                ("openwdf_block_" + std::to_string(::getpid())))
    {
        std::ofstream(file_, std::ios::binary) << std::string(k_bytes, 'b');
        why_not_ = attach(sector_bytes, read_only);
    }
    ~LoopDevice()
    {
        if (loop_ >= 0) {
            ::ioctl(loop_, LOOP_CLR_FD);
            ::close(loop_);
        }
        std::filesystem::remove(file_);
    }
    LoopDevice(const LoopDevice&) = delete;
    LoopDevice& operator=(const LoopDevice&) = delete;

    const std::string& why_not() const { return why_not_; } // "" when it is there
    std::string uri() const { return "file:" + path_; }

private:
    std::string attach(std::uint32_t sector_bytes, bool read_only)
    {
        const int control = ::open("/dev/loop-control", O_RDWR | O_CLOEXEC);
        if (control < 0)
            return std::string("/dev/loop-control: ") + std::strerror(errno);
        const int number = ::ioctl(control, LOOP_CTL_GET_FREE);
        ::close(control);
        path_ = "/dev/loop" + std::to_string(number);
        loop_ = number < 0 ? -1 : ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
        if (loop_ < 0)
            return path_ + ": " + std::strerror(errno);
        const int backing = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
        loop_config config{};
        config.fd = static_cast<std::uint32_t>(backing);
        config.block_size = sector_bytes;
        config.info.lo_flags = read_only ? LO_FLAGS_READ_ONLY : 0;
        const bool done = ::ioctl(loop_, LOOP_CONFIGURE, &config) == 0;
        const int error = errno;
        ::close(backing);
        return done ? "" : path_ + ": " + std::strerror(error);
    }

    std::filesystem::path file_;
    std::string path_;
    int loop_ = -1;
    std::string why_not_;
};

class Block : public Fixture {
protected:
    // The device opened through a target; none where there may be no loop device.
    std::optional<Handle> disk(std::uint32_t sector_bytes, bool read_only = false)
    {
        loop_.emplace(sector_bytes, read_only);
        if (!loop_->why_not().empty())
            return std::nullopt;
        target("\\Device\\Disk", loop_->uri());
        return open("\\Device\\Disk");
    }
    LoopDevice& loop() { return *loop_; }

    void TearDown() override
    {
        end_machine();
        loop_.reset();
        Fixture::TearDown();
    }

private:
    std::optional<LoopDevice> loop_;
};

OPENWDF_INSTANTIATE_WORLDS(Block);

#define DISK_OR_SKIP(handle, ...)                                                                  \
    std::optional<Handle> handle = disk(__VA_ARGS__);                                              \
    if (!handle.has_value())                                                                       \
    GTEST_SKIP() << "no block device to test with: " << loop().why_not()

TEST_P(Block, TellsItsSizeAndSector)
{
    DISK_OR_SKIP(handle, 4096);
    std::uint64_t length = 0;
    EXPECT_EQ(handle->ioctl(k_get_length, {}, std::as_writable_bytes(std::span(&length, 1))),
              (IoResult{0, 8}));
    EXPECT_EQ(length, k_bytes);
    std::array<std::uint32_t, 8> capacity{};
    EXPECT_EQ(handle->ioctl(k_read_capacity, {}, std::as_writable_bytes(std::span(capacity))),
              (IoResult{0, 32}));
    EXPECT_EQ(capacity[2], 4096U);
}

// Covers: N153, N154.
TEST_P(Block, N153TakesWholeSectorsWithinItsSize)
{
    DISK_OR_SKIP(handle, 4096);
    std::vector<std::byte> bytes(8192, std::byte{'w'});
    EXPECT_EQ(handle->write(bytes, 4096), (IoResult{0, 8192}));
    EXPECT_EQ(handle->read(std::span(bytes).first(4096), k_bytes - 4096), (IoResult{0, 4096}));
    EXPECT_EQ(bytes[0], std::byte{'b'});
    const auto fails = [&](std::size_t length, std::uint64_t offset) {
        OPENWDF_EXPECT_STATUS(handle->read(std::span(bytes).first(length), offset),
                              k_status_invalid_parameter);
        OPENWDF_EXPECT_STATUS(handle->write(std::span(bytes).first(length), offset),
                              k_status_invalid_parameter);
    };
    fails(512, 0);
    fails(4096, 512);
    fails(4096, k_bytes);
    fails(8192, k_bytes - 4096);
}

TEST_P(Block, WhatIsWrittenIsRead)
{
    DISK_OR_SKIP(handle, 512);
    std::vector<std::byte> written(1024, std::byte{'w'});
    EXPECT_EQ(handle->write(written, 512), (IoResult{0, 1024}));
    std::vector<std::byte> bytes(2048);
    EXPECT_EQ(handle->read(bytes, 0), (IoResult{0, 2048}));
    EXPECT_EQ(bytes[511], std::byte{'b'});
    EXPECT_EQ(bytes[512], std::byte{'w'});
    EXPECT_EQ(bytes[1535], std::byte{'w'});
    EXPECT_EQ(bytes[1536], std::byte{'b'});
}

TEST_P(Block, N155AProtectedOneTakesNoWrites)
{
    DISK_OR_SKIP(handle, 512, true);
    std::vector<std::byte> sector(512);
    OPENWDF_EXPECT_STATUS(handle->write(sector), k_status_media_write_protected);
    OPENWDF_EXPECT_STATUS(handle->ioctl(k_is_writable), k_status_media_write_protected);
    EXPECT_EQ(handle->read(sector), (IoResult{0, 512}));
}

TEST_P(Block, WhatItCannotBeIsNamed)
{
    DISK_OR_SKIP(handle, 512);
    const auto message = [&](const char* query) {
        return machine().add_target("\\Device\\Other", loop().uri() + query).error().message;
    };
    EXPECT_NE(message("?as=file").find("a block device cannot behave as a file"),
              std::string::npos);
    EXPECT_NE(message("?sector=4096").find("a block device has its own"), std::string::npos);
}

} // namespace
} // namespace conformance
