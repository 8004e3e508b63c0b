// The example driver against a real file, in real time and simulated with several seeds.
#include <openwdf/gtest.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

using openwdf::Handle;
using openwdf::IoResult;

constexpr std::int64_t k_status_end_of_file = 0xC0000011;
constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;
constexpr std::size_t k_file_bytes = 1U << 20;

std::byte byte_at(std::size_t position)
{
    return static_cast<std::byte>(position * 31 + position / 251);
}

// 1 MiB whose bytes tell where they stand; written once for all tests of the program.
class SourceFile {
public:
    SourceFile()
        : path_(std::filesystem::temp_directory_path() /
                ("openwdf_remote_reader_" + std::to_string(::getpid())))
    {
        std::string content(k_file_bytes, '\0');
        for (std::size_t i = 0; i < content.size(); ++i)
            content[i] = static_cast<char>(byte_at(i));
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~SourceFile() { std::filesystem::remove(path_); }
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    std::string uri() const { return "file:" + path_.string(); }

private:
    std::filesystem::path path_;
};

class RemoteReader : public openwdf::DriverTest {
protected:
    Handle open_reader()
    {
        static const SourceFile source;
        target("\\Device\\Source", source.uri());
        load(OPENWDF_DRIVER_REMOTE_READER);
        return open("\\\\.\\RemoteReader");
    }

    static bool is_source(std::span<const std::byte> bytes, std::size_t offset)
    {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (bytes[i] != byte_at(offset + i))
                return false;
        }
        return true;
    }
};

OPENWDF_INSTANTIATE_WORLDS(RemoteReader);

TEST_P(RemoteReader, DeliversTheWholeFileInPieces)
{
    Handle handle = open_reader();
    std::vector<std::byte> buffer(60000); // no divisor of the size: the last piece is short
    std::size_t at = 0;
    for (;;) {
        std::ranges::fill(buffer, std::byte{0});
        const IoResult read = handle.read(buffer, static_cast<std::int64_t>(at));
        if (!read.ok()) {
            OPENWDF_EXPECT_STATUS(read, k_status_end_of_file);
            EXPECT_EQ(read.information, 0U);
            break;
        }
        ASSERT_TRUE(is_source(std::span(buffer).first(read.information), at)) << "at " << at;
        at += read.information;
    }
    EXPECT_EQ(at, k_file_bytes);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(RemoteReader, ReadsAtAnyOffset)
{
    Handle handle = open_reader();
    std::array<std::byte, 777> buffer{};
    for (const std::size_t offset : {0, 1, 511, 4095, 4096, 65537, 1000000}) {
        ASSERT_EQ(handle.read(buffer, static_cast<std::int64_t>(offset)), (IoResult{0, 777}));
        EXPECT_TRUE(is_source(buffer, offset)) << "at " << offset;
    }
}

TEST_P(RemoteReader, ReadsUpToTheEndAndNotBeyond)
{
    Handle handle = open_reader();
    std::array<std::byte, 64> buffer{};
    const std::size_t offset = k_file_bytes - 10;
    EXPECT_EQ(handle.read(buffer, static_cast<std::int64_t>(offset)), (IoResult{0, 10}));
    EXPECT_TRUE(is_source(std::span(buffer).first(10), offset));
    EXPECT_EQ(buffer[10], std::byte{0});
    OPENWDF_EXPECT_STATUS(handle.read(buffer, k_file_bytes), k_status_end_of_file);
    OPENWDF_EXPECT_STATUS(handle.read(buffer, 1LL << 40), k_status_end_of_file);
}

TEST_P(RemoteReader, AnEmptyReadMovesNothing)
{
    Handle handle = open_reader();
    EXPECT_EQ(handle.read({}, 0), (IoResult{0, 0}));
    EXPECT_EQ(handle.read({}, 1LL << 40), (IoResult{0, 0}));
}

TEST_P(RemoteReader, TwoHandlesReadSideBySide)
{
    Handle handle = open_reader();
    const auto read_all = [&](Handle& own) {
        std::vector<std::byte> buffer(1U << 16);
        for (std::size_t at = 0; at < k_file_bytes; at += buffer.size()) {
            ASSERT_EQ(own.read(buffer, static_cast<std::int64_t>(at)), (IoResult{0, 1U << 16}));
            ASSERT_TRUE(is_source(buffer, at)) << "at " << at;
        }
    };
    openwdf::Thread other = machine().start("other", [&] {
        Handle own = open("\\\\.\\RemoteReader");
        read_all(own);
    });
    read_all(handle);
    other.join();
}

TEST_P(RemoteReader, DoesNotStartWithoutItsSource)
{
    OPENWDF_EXPECT_STATUS(machine().load(OPENWDF_DRIVER_REMOTE_READER),
                          k_status_object_name_not_found);
    // Nothing is left behind: the next start finds all names free.
    Handle handle = open_reader();
    std::array<std::byte, 16> buffer{};
    EXPECT_EQ(handle.read(buffer), (IoResult{0, 16}));
}

TEST_P(RemoteReader, CanBeUnloadedAndLoadedAgain)
{
    static const char* const k_name = "\\\\.\\RemoteReader";
    target("\\Device\\Source", "ram:4K");
    for (int round = 0; round < 3; ++round) {
        openwdf::Driver driver = load(OPENWDF_DRIVER_REMOTE_READER);
        std::array<std::byte, 16> buffer{};
        EXPECT_EQ(open(k_name).read(buffer), (IoResult{0, 16}));
        driver.unload();
        OPENWDF_EXPECT_STATUS(machine().open(k_name), k_status_object_name_not_found);
    }
    EXPECT_TRUE(machine().reports().empty());
}

} // namespace
