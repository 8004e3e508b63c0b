// What stands on a disk or on a file system: control codes, alignment, ends, protection, no room.
#include "disk/disk.h"
#include "support/fixture.hpp"

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

namespace conformance {
namespace {

enum Scenario : unsigned { DISK_SCENARIOS(CONFORMANCE_ENUMERATE) };

using Bytes = std::vector<std::byte>;

constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_end_of_file = 0xC0000011;
constexpr std::int64_t k_status_access_denied = 0xC0000022;
constexpr std::int64_t k_status_buffer_too_small = 0xC0000023;
constexpr std::int64_t k_status_info_length_mismatch = 0xC0000004;
constexpr std::int64_t k_status_disk_full = 0xC000007F;
constexpr std::int64_t k_status_media_write_protected = 0xC00000A2;
constexpr std::int64_t k_status_not_supported = 0xC00000BB;

constexpr std::uint32_t k_get_geometry = 0x70000;
constexpr std::uint32_t k_get_geometry_ex = 0x700A0;
constexpr std::uint32_t k_get_length = 0x7405C;
constexpr std::uint32_t k_get_partition = 0x74004;
constexpr std::uint32_t k_get_partition_ex = 0x70048;
constexpr std::uint32_t k_get_attributes = 0x700F0;
constexpr std::uint32_t k_is_writable = 0x70024;
constexpr std::uint32_t k_verify = 0x70014;
constexpr std::uint32_t k_check_verify = 0x2D4800;
constexpr std::uint32_t k_check_verify2 = 0x2D0800;
constexpr std::uint32_t k_get_number = 0x2D1080;
constexpr std::uint32_t k_get_hotplug = 0x2D0C14;
constexpr std::uint32_t k_read_capacity = 0x2D5140;
constexpr std::uint32_t k_query_property = 0x2D1400;

std::uint64_t number_at(const Bytes& data, std::size_t at, std::size_t size)
{
    std::uint64_t number = 0;
    std::memcpy(&number, data.data() + at, size);
    return number;
}

Bytes words(std::initializer_list<std::uint32_t> values)
{
    Bytes bytes;
    for (const std::uint32_t value : values) {
        const auto* first = reinterpret_cast<const std::byte*>(&value);
        bytes.insert(bytes.end(), first, first + sizeof value);
    }
    return bytes;
}

// A file of this test program, gone at the end of its test.
class ScratchFile {
public:
    explicit ScratchFile(std::size_t size)
        : path_(std::filesystem::temp_directory_path() /
                ("openwdf_disk_" + std::to_string(::getpid())))
    {
        std::ofstream(path_, std::ios::binary) << std::string(size, 'x');
    }
    ~ScratchFile() { std::filesystem::remove(path_); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    std::string uri() const { return "file:" + path_.string(); }
    std::uintmax_t size() const { return std::filesystem::file_size(path_); }

private:
    std::filesystem::path path_;
};

// Files of the process grow to `bytes` and not beyond: the room a full volume would leave.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : action_(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, action_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*action_)(int);
    rlimit before_{};
};

class Disk : public Fixture {
protected:
    Handle disk(const std::string& uri)
    {
        target("\\Device\\Disk", uri);
        return open("\\Device\\Disk");
    }
    static Bytes ask(Handle& handle, std::uint32_t code, std::size_t size)
    {
        Bytes answer(size + 1, std::byte{0xEE});
        const IoResult result = handle.ioctl(code, {}, std::span(answer).first(size));
        EXPECT_EQ(result, (IoResult{0, size})) << std::hex << code;
        EXPECT_EQ(answer.back(), std::byte{0xEE});
        if (size != 0) {
            OPENWDF_EXPECT_STATUS(handle.ioctl(code, {}, std::span(answer).first(size - 1)),
                                  k_status_buffer_too_small);
        }
        return answer;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Disk);

TEST_P(Disk, TellsItsSizeAndGeometry)
{
    Handle handle = disk("ram:64M?sector=4096");
    EXPECT_EQ(number_at(ask(handle, k_get_length, 8), 0, 8), 64U << 20);
    const Bytes geometry = ask(handle, k_get_geometry, 24);
    EXPECT_EQ(number_at(geometry, 0, 8), 1U);  // cylinders of 255 tracks of 63 sectors
    EXPECT_EQ(number_at(geometry, 8, 4), 12U); // FixedMedia
    EXPECT_EQ(number_at(geometry, 20, 4), 4096U);
    EXPECT_EQ(number_at(ask(handle, k_get_geometry_ex, 32), 24, 8), 64U << 20);
    const Bytes capacity = ask(handle, k_read_capacity, 32);
    EXPECT_EQ(number_at(capacity, 8, 4), 4096U);
    EXPECT_EQ(number_at(capacity, 16, 8), 16384U);
    EXPECT_EQ(number_at(capacity, 24, 8), 64U << 20);
}

TEST_P(Disk, ASmallDiskHasSmallCylinders)
{
    Handle handle = disk("ram:1M");
    const Bytes geometry = ask(handle, k_get_geometry, 24);
    EXPECT_EQ(number_at(geometry, 0, 8), 2048U);
    EXPECT_EQ(number_at(geometry, 12, 4) * number_at(geometry, 16, 4), 1U);
    EXPECT_EQ(number_at(geometry, 20, 4), 512U);
}

TEST_P(Disk, IsOnePartitionThatNobodyFormatted)
{
    Handle handle = disk("ram:1M");
    const Bytes partition = ask(handle, k_get_partition, 32);
    EXPECT_EQ(number_at(partition, 0, 8), 0U);
    EXPECT_EQ(number_at(partition, 8, 8), 1U << 20);
    EXPECT_EQ(number_at(partition, 24, 1), 0U); // PARTITION_ENTRY_UNUSED
    const Bytes extended = ask(handle, k_get_partition_ex, 144);
    EXPECT_EQ(number_at(extended, 0, 4), 2U); // PARTITION_STYLE_RAW
    EXPECT_EQ(number_at(extended, 16, 8), 1U << 20);
}

TEST_P(Disk, N155SaysWhetherItCanBeWritten)
{
    Handle writable = disk("ram:1M");
    OPENWDF_EXPECT_STATUS(writable.ioctl(k_is_writable), 0);
    EXPECT_EQ(number_at(ask(writable, k_get_attributes, 16), 8, 8), 0U);
    target("\\Device\\Protected", "ram:1M?readonly=1");
    Handle handle = open("\\Device\\Protected");
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_is_writable), k_status_media_write_protected);
    EXPECT_EQ(number_at(ask(handle, k_get_attributes, 16), 8, 8), 2U);
    Bytes sector(512);
    OPENWDF_EXPECT_STATUS(handle.write(sector), k_status_media_write_protected);
    EXPECT_EQ(handle.read(sector), (IoResult{0, 512}));
}

TEST_P(Disk, ItsMediumIsThereAndStays)
{
    Handle handle = disk("ram:1M");
    for (const std::uint32_t code : {k_check_verify, k_check_verify2}) {
        OPENWDF_EXPECT_STATUS(handle.ioctl(code), 0);
        EXPECT_EQ(number_at(ask(handle, code, 4), 0, 4), 0U);
    }
    EXPECT_EQ(number_at(ask(handle, k_get_hotplug, 8), 4, 4), 0U);
}

TEST_P(Disk, IsNumberedInOrderOfMaking)
{
    Handle first = disk("ram:1M");
    target("\\Device\\Second", "ram:1M");
    Handle second = open("\\Device\\Second");
    EXPECT_EQ(number_at(ask(first, k_get_number, 12), 0, 4), 7U); // FILE_DEVICE_DISK
    EXPECT_EQ(number_at(ask(first, k_get_number, 12), 4, 4), 0U);
    EXPECT_EQ(number_at(ask(second, k_get_number, 12), 4, 4), 1U);
}

// Covers: N153, N154.
TEST_P(Disk, VerifyChecksTheExtentLikeATransfer)
{
    Handle handle = disk("ram:1M?sector=512");
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_verify, words({512, 0, 1024, 0})), 0);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_verify, words({511, 0, 1024, 0})),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_verify, words({1 << 20, 0, 512, 0})),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_verify, words({0, 0, 512})),
                          k_status_info_length_mismatch);
}

TEST_P(Disk, TellsItsProperties)
{
    Handle handle = disk("ram:1M?sector=512");
    const Bytes device = words({0, 0, 0});
    Bytes header(8);
    EXPECT_EQ(handle.ioctl(k_query_property, device, header), (IoResult{0, 8}));
    Bytes whole(number_at(header, 4, 4) + 10);
    EXPECT_EQ(handle.ioctl(k_query_property, device, whole), (IoResult{0, whole.size() - 10}));
    const char* text = reinterpret_cast<const char*>(whole.data());
    EXPECT_STREQ(text + number_at(whole, 12, 4), "OpenWDF");
    EXPECT_STREQ(text + number_at(whole, 16, 4), "Memory disk");
    EXPECT_EQ(number_at(whole, 28, 4), 14U); // BusTypeVirtual

    Bytes alignment(28);
    EXPECT_EQ(handle.ioctl(k_query_property, words({6, 0, 0}), alignment), (IoResult{0, 28}));
    EXPECT_EQ(number_at(alignment, 16, 4), 512U);
    // Whether there is such a property, without it.
    EXPECT_EQ(handle.ioctl(k_query_property, words({1, 1, 0})), (IoResult{0, 0}));
    EXPECT_EQ(handle.ioctl(k_query_property, words({8, 0, 0})), (IoResult{0, 0}));
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_query_property, words({3, 1, 0})), k_status_not_supported);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_query_property, words({0, 2, 0}), header),
                          k_status_not_supported);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_query_property, words({0, 0}), header),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_query_property, device, std::span(header).first(7)),
                          k_status_buffer_too_small);
}

TEST_P(Disk, N168UnknownControlCodes)
{
    Handle handle = disk("ram:1M");
    OPENWDF_EXPECT_STATUS(handle.ioctl(0x74800 + 0x400), k_status_invalid_device_request);
    OPENWDF_EXPECT_STATUS(handle.ioctl(0xB01A8), k_status_invalid_device_request);
}

// Covers: N153, N154.
TEST_P(Disk, AFileCanBeADisk)
{
    const ScratchFile file(5000); // nine whole sectors
    Handle handle = disk(file.uri() + "?as=disk");
    EXPECT_EQ(number_at(ask(handle, k_get_length, 8), 0, 8), 4608U);
    Bytes sector(512);
    EXPECT_EQ(handle.read(sector, 4096), (IoResult{0, 512}));
    EXPECT_EQ(sector[511], std::byte{'x'});
    EXPECT_EQ(handle.write(sector, 0), (IoResult{0, 512}));
    OPENWDF_EXPECT_STATUS(handle.read(sector, 4608), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.write(sector, 4608), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.read(sector, 1), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.read(std::span(sector).first(511), 0), k_status_invalid_parameter);
    EXPECT_EQ(file.size(), 5000U);
}

TEST_P(Disk, WhatAFileCannotBeIsNamed)
{
    const ScratchFile file(4096);
    const auto message = [&](const std::string& more) {
        const auto added = machine().add_target("\\Device\\Disk", file.uri() + more);
        return added.ok() ? "added" : added.error().message;
    };
    EXPECT_NE(message("?as=tape").find("as='tape' is neither disk nor file"), std::string::npos);
    EXPECT_NE(message("?sector=512").find("sector= goes with as=disk"), std::string::npos);
    EXPECT_NE(message("?as=disk&sector=500").find("no power of two"), std::string::npos);
}

TEST_P(Disk, N156AFileEndsAndGrows)
{
    const ScratchFile file(100);
    Handle handle = disk(file.uri());
    Bytes buffer(64);
    EXPECT_EQ(handle.read(buffer, 90), (IoResult{0, 10}));
    OPENWDF_EXPECT_STATUS(handle.read(buffer, 100), k_status_end_of_file);
    OPENWDF_EXPECT_STATUS(handle.read(buffer, 1000), k_status_end_of_file);
    EXPECT_EQ(handle.write(buffer, 200), (IoResult{0, 64}));
    EXPECT_EQ(file.size(), 264U);
    EXPECT_EQ(handle.read(buffer, 120), (IoResult{0, 64})); // the gap reads as zeros
    EXPECT_EQ(buffer, Bytes(64));
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_length, {}, buffer), k_status_invalid_device_request);
}

TEST_P(Disk, N157AProtectedFileRefusesWrites)
{
    const ScratchFile file(100);
    Handle handle = disk(file.uri() + "?readonly=1");
    Bytes buffer(64);
    OPENWDF_EXPECT_STATUS(handle.write(buffer), k_status_access_denied);
    EXPECT_EQ(handle.read(buffer), (IoResult{0, 64}));
    EXPECT_EQ(buffer[0], std::byte{'x'});
}

TEST_P(Disk, N157AnUnbufferedFileTakesWholeSectors)
{
    const ScratchFile file(4096);
    target("\\Device\\Disk", file.uri());
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_DISK, k_UnbufferedFile), 0);
    expect_no_reports();
}

TEST_P(Disk, N158AFileIsSharedAsItsOpenersSay)
{
    const ScratchFile file(4096);
    target("\\Device\\Disk", file.uri());
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_DISK, k_SharedFile), 0);
    expect_no_reports();
}

TEST_P(Disk, N158ADiskIsSharedByAll)
{
    const ScratchFile file(4096);
    target("\\Device\\Disk", file.uri() + "?as=disk");
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_DISK, k_SharedDisk), 0);
    expect_no_reports();
}

// Covers: N156, N159.
TEST_P(Disk, AWriteWithoutRoomFails)
{
    const ScratchFile file(100);
    Handle handle = disk(file.uri());
    const FileSizeLimit limit(4096);
    Bytes buffer(1024);
    EXPECT_EQ(handle.write(buffer, 3072), (IoResult{0, 1024}));
    // Nothing of it fits, and half of it: neither is a smaller success.
    IoResult full = handle.write(buffer, 4096);
    OPENWDF_EXPECT_STATUS(full, k_status_disk_full);
    EXPECT_EQ(full.information, 0U);
    full = handle.write(buffer, 3584);
    OPENWDF_EXPECT_STATUS(full, k_status_disk_full);
    EXPECT_EQ(full.information, 0U);
    EXPECT_EQ(handle.read(buffer, 3072), (IoResult{0, 1024}));
}

} // namespace
} // namespace conformance
