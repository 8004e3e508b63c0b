// The example copies files, in real time and simulated with several seeds.
#include <openwdf/gtest.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace {

using openwdf::Handle;
using openwdf::IoResult;

constexpr std::uint32_t k_ioctl_copy = 0x222000;
constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_buffer_too_small = 0xC0000023;
constexpr std::int64_t k_status_io_timeout = 0xC00000B5;
constexpr std::int64_t k_status_media_write_protected = 0xC00000A2;

// SPLITTER_COPY and SPLITTER_RESULT of splitter.h.
struct Copy {
    std::uint32_t piece_bytes;
    std::uint32_t timeout_ms;
};
struct Result {
    std::uint64_t bytes;
    std::uint64_t pieces;
    bool operator==(const Result&) const = default;
};

std::string content_of(std::size_t size)
{
    std::string content(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        content[i] = static_cast<char>(i * 31 + i / 251);
    return content;
}

// Source and destination of one test.
class Files {
public:
    explicit Files(std::size_t size)
        : folder_(std::filesystem::temp_directory_path() /
                  ("openwdf_splitter_" + std::to_string(::getpid()))),
          content_(content_of(size))
    {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "source", std::ios::binary) << content_;
        std::ofstream(folder_ / "destination", std::ios::binary);
    }
    ~Files() { std::filesystem::remove_all(folder_); }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    std::string uri(const char* name) const { return "file:" + (folder_ / name).string(); }
    bool are_equal() const
    {
        std::ifstream file(folder_ / "destination", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {}) == content_;
    }

private:
    std::filesystem::path folder_;
    std::string content_;
};

class Splitter : public openwdf::DriverTest {
protected:
    Handle open_splitter(const std::string& source, const std::string& destination)
    {
        target("\\Device\\Source", source);
        target("\\Device\\Destination", destination);
        load(OPENWDF_DRIVER_SPLITTER);
        return open("\\\\.\\Splitter");
    }
    static IoResult copy(Handle& handle, Copy parameters, Result& result)
    {
        return handle.ioctl(k_ioctl_copy, std::as_bytes(std::span(&parameters, 1)),
                            std::as_writable_bytes(std::span(&result, 1)));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Splitter);

TEST_P(Splitter, CopiesAFileInPieces)
{
    const Files files(1'000'000); // no multiple of any piece: the last one is short
    Handle handle = open_splitter(files.uri("source"), files.uri("destination"));
    Result result{};
    EXPECT_EQ(copy(handle, {65536, 5000}, result), (IoResult{0, sizeof result}));
    EXPECT_EQ(result, (Result{1'000'000, 16}));
    EXPECT_TRUE(files.are_equal());
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(Splitter, ReusesItsRequestsForCopyAfterCopy)
{
    const Files files(10'000);
    Handle handle = open_splitter(files.uri("source"), files.uri("destination"));
    for (const std::uint32_t piece : {1U << 20, 10'000U, 9'999U, 512U, 1000U}) {
        Result result{};
        EXPECT_EQ(copy(handle, {piece, 5000}, result), (IoResult{0, sizeof result}));
        EXPECT_EQ(result, (Result{10'000, (10'000 + piece - 1) / piece})) << piece;
        EXPECT_TRUE(files.are_equal());
    }
}

TEST_P(Splitter, AnEmptyFileIsCopiedAtOnce)
{
    const Files files(0);
    Handle handle = open_splitter(files.uri("source"), files.uri("destination"));
    Result result{1, 1};
    EXPECT_EQ(copy(handle, {4096, 0}, result), (IoResult{0, sizeof result}));
    EXPECT_EQ(result, (Result{0, 0}));
}

TEST_P(Splitter, TheStatusOfTheDestinationIsTheAnswer)
{
    const Files files(10'000);
    Handle handle = open_splitter(files.uri("source"), "ram:64K?readonly=1");
    Result result{};
    OPENWDF_EXPECT_STATUS(copy(handle, {4096, 1000}, result), k_status_media_write_protected);
}

// A silent device: the read ends by its timeout, and the request can be used again.
TEST_P(Splitter, GivesUpOnASourceThatDoesNotAnswer)
{
    machine().add_hid("\\Device\\Source", "hid:" SPLITTER_SILENT_DEVICE).value();
    target("\\Device\\Destination", "ram:64K");
    load(OPENWDF_DRIVER_SPLITTER);
    Handle handle = open("\\\\.\\Splitter");
    for (int round = 0; round < 2; ++round) {
        Result result{};
        OPENWDF_EXPECT_STATUS(copy(handle, {64, 50}, result), k_status_io_timeout);
    }
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(Splitter, ChecksWhatItIsAsked)
{
    const Files files(100);
    Handle handle = open_splitter(files.uri("source"), files.uri("destination"));
    Result result{};
    OPENWDF_EXPECT_STATUS(copy(handle, {0, 0}, result), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(copy(handle, {(1U << 20) + 1, 0}, result), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_copy), k_status_buffer_too_small);
}

} // namespace
