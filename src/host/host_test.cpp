// The same promises on both hosts, and what only one of them promises.
#include "host/host.hpp"

#include "host/linux/plain_port.hpp"
#include "host/linux/uring_port.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <thread>
#include <unistd.h>
#include <vector>

namespace openwdf::host {
namespace {

// A file with bytes 0, 1, 2 ... 255, 0, ... that goes away with the test.
class TempFile {
public:
    explicit TempFile(std::size_t size)
    {
        char path[] = "/tmp/openwdf-host-XXXXXX";
        const int descriptor = ::mkstemp(path);
        path_ = path;
        std::vector<unsigned char> bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<unsigned char>(i);
        EXPECT_EQ(::write(descriptor, bytes.data(), size), static_cast<ssize_t>(size));
        ::close(descriptor);
    }
    ~TempFile() { ::unlink(path_.c_str()); }

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct CountedOp : IoOp {
    CountedOp()
    {
        done = [](IoOp& op) { ++static_cast<CountedOp&>(op).ended; };
    }
    int ended = 0;
};

void set_transfer(IoOp& op, IoOp::Kind kind, File& file, void* buffer, std::uint32_t length,
                  std::uint64_t offset)
{
    op.kind = kind;
    op.file = &file;
    op.buffer = buffer;
    op.length = length;
    op.offset = offset;
}

enum class Which { linux_ring, linux_plain, simulated };

class HostTest : public testing::TestWithParam<Which> {
protected:
    std::unique_ptr<IoPort> make_port()
    {
        if (GetParam() == Which::linux_plain)
            return std::make_unique<PlainPort>(*host_);
        return host_->make_port();
    }
    std::unique_ptr<File> open(const TempFile& temp, OpenMode mode = OpenMode::read_only)
    {
        return host_->open_file(temp.path(), mode).take();
    }

    std::unique_ptr<Host> host_ =
        GetParam() == Which::simulated ? make_simulated_host(7) : make_linux_host();
};

TEST_P(HostTest, StatesFactsOfARegularFile)
{
    const TempFile temp(5000);
    const FileFacts facts = open(temp)->facts();
    EXPECT_EQ(facts.kind, FileKind::regular);
    EXPECT_EQ(facts.size_bytes, 5000U);
    EXPECT_TRUE(facts.read_only);
    EXPECT_FALSE(open(temp, OpenMode::read_write)->facts().read_only);
}

TEST_P(HostTest, SaysWhyAFileDoesNotOpen)
{
    auto status = [&](const char* path) {
        return static_cast<std::uint32_t>(host_->open_file(path, OpenMode::read_only).status());
    };
    EXPECT_EQ(status("/nonexistent/file"), 0xC0000034U);
    EXPECT_EQ(status("/tmp"), 0xC00000BAU);
    EXPECT_EQ(status("/dev/null"), 0xC000000DU); // neither a file nor a disk
}

TEST_P(HostTest, ReadsThroughThePort)
{
    const TempFile temp(8192);
    auto file = open(temp);
    auto port = make_port();
    std::vector<unsigned char> buffer(512);
    CountedOp op;
    set_transfer(op, IoOp::Kind::read, *file, buffer.data(), 512, 4097);
    port->submit(op);
    while (op.ended == 0)
        port->wait(base::k_never);
    EXPECT_EQ(op.result, 512);
    EXPECT_EQ(buffer[0], 1);
    EXPECT_EQ(buffer[511], 0);
    EXPECT_EQ(op.ended, 1);
}

TEST_P(HostTest, KeepsManyOperationsInFlight)
{
    const TempFile temp(64 * 1024);
    auto file = open(temp);
    auto port = make_port();
    constexpr std::size_t k_count = 1000; // more than the ring has entries
    std::vector<CountedOp> ops(k_count);
    std::vector<unsigned char> buffer(k_count);
    for (std::size_t i = 0; i < k_count; ++i) {
        set_transfer(ops[i], IoOp::Kind::read, *file, &buffer[i], 1, i);
        port->submit(ops[i]);
    }
    auto ended = [&] {
        std::size_t sum = 0;
        for (const CountedOp& op : ops)
            sum += static_cast<std::size_t>(op.ended);
        return sum;
    };
    while (ended() < k_count)
        port->wait(base::k_never);
    for (std::size_t i = 0; i < k_count; ++i) {
        EXPECT_EQ(ops[i].result, 1);
        EXPECT_EQ(buffer[i], static_cast<unsigned char>(i));
    }
}

TEST_P(HostTest, WritesThroughThePortAndReturnsShortReadsAtTheEnd)
{
    const TempFile temp(4096);
    auto file = open(temp, OpenMode::read_write);
    auto port = make_port();
    char text[] = "written";
    CountedOp write;
    set_transfer(write, IoOp::Kind::write, *file, text, 7, 4090);
    port->submit(write);
    while (write.ended == 0)
        port->wait(base::k_never);
    EXPECT_EQ(write.result, 7);

    char back[64] = {};
    CountedOp read;
    set_transfer(read, IoOp::Kind::read, *file, back, sizeof back, 4090);
    port->submit(read);
    while (read.ended == 0)
        port->wait(base::k_never);
    EXPECT_EQ(read.result, 7);
    EXPECT_STREQ(back, "written");
}

TEST_P(HostTest, TriesOrSaysAgain)
{
    const TempFile temp(4096);
    auto file = open(temp, OpenMode::read_write);
    bool read = false;
    bool written = false;
    for (int i = 0; i < 100 && !(read && written); ++i) {
        unsigned char byte = 77;
        const std::int32_t moved = file->try_read(&byte, 1, 77);
        EXPECT_TRUE(moved == -EAGAIN || (moved == 1 && byte == 77)) << moved;
        read = read || moved == 1;
        const std::int32_t stored = file->try_write(&byte, 1, 77);
        EXPECT_TRUE(stored == -EAGAIN || stored == 1) << stored;
        written = written || stored == 1;
        unsigned char tail[8];
        const std::int32_t end = file->try_read(tail, 8, 4092);
        EXPECT_TRUE(end == -EAGAIN || end == 4) << end;
    }
    EXPECT_TRUE(read);
    EXPECT_TRUE(written);
}

TEST_P(HostTest, WaitsNoLongerThanTheDeadline)
{
    auto port = make_port();
    const Ticks deadline = host_->interrupt_time() + 5 * base::k_ticks_per_millisecond;
    port->wait(deadline);
    EXPECT_GE(host_->interrupt_time(), deadline - base::k_ticks_per_microsecond);
    port->wait(0); // long past: only looks
}

TEST_P(HostTest, WakesBeforeAndDuringAWait)
{
    auto port = make_port();
    port->wake();
    port->wait(base::k_never);
    if (GetParam() == Which::simulated)
        return;
    std::thread waker([&] { port->wake(); });
    port->wait(base::k_never);
    waker.join();
}

TEST_P(HostTest, EndsEveryCancelledOperationOnce)
{
    const TempFile temp(4096);
    auto file = open(temp);
    auto port = make_port();
    unsigned char byte = 0;
    for (int i = 0; i < 50; ++i) {
        CountedOp op;
        set_transfer(op, IoOp::Kind::read, *file, &byte, 1, 9);
        port->submit(op);
        port->cancel(op);
        while (op.ended == 0)
            port->wait(base::k_never);
        EXPECT_TRUE(op.result == 1 || op.result == -ECANCELED) << op.result;
        EXPECT_EQ(op.ended, 1);
    }
}

TEST_P(HostTest, EndsWhatIsInFlightWhenThePortGoes)
{
    const TempFile temp(4096);
    auto file = open(temp);
    unsigned char bytes[3] = {};
    CountedOp ops[3];
    auto port = make_port();
    for (unsigned i = 0; i < 3; ++i) {
        set_transfer(ops[i], IoOp::Kind::read, *file, &bytes[i], 1, i);
        port->submit(ops[i]);
    }
    port.reset();
    for (const CountedOp& op : ops)
        EXPECT_EQ(op.ended, 1);
}

TEST_P(HostTest, CountsSystemTimeFrom1601)
{
    constexpr Ticks k_start_of_2025 = 13'380'163'200 * base::k_ticks_per_second;
    EXPECT_GT(host_->system_time(), k_start_of_2025);
}

std::string host_name(const testing::TestParamInfo<Which>& which)
{
    switch (which.param) {
    case Which::linux_ring: return "ring";
    case Which::linux_plain: return "plain";
    default: return "simulated";
    }
}

INSTANTIATE_TEST_SUITE_P(Hosts, HostTest,
                         testing::Values(Which::linux_ring, Which::linux_plain, Which::simulated),
                         host_name);

// A pipe is no target of ours, but the only read here that surely waits until it is cancelled.
TEST(UringPortTest, CancelsAPendingRead)
{
    class PipeEnd final : public File {
    public:
        explicit PipeEnd(int descriptor) : descriptor_(descriptor) {}
        FileFacts facts() const override { return {}; }
        int descriptor() const override { return descriptor_; }
        std::int32_t try_read(void*, std::uint32_t, std::uint64_t) override { return -EAGAIN; }
        std::int32_t try_write(const void*, std::uint32_t, std::uint64_t) override
        {
            return -EAGAIN;
        }

    private:
        int descriptor_;
    };

    auto host = make_linux_host();
    auto port = UringPort::create(*host);
    if (port == nullptr)
        GTEST_SKIP() << "no io_uring here";
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    PipeEnd pipe(ends[0]);
    char byte = 0;
    CountedOp op;
    set_transfer(op, IoOp::Kind::read, pipe, &byte, 1, 0);
    port->submit(op);
    port->wait(0);
    EXPECT_EQ(op.ended, 0);
    port->cancel(op);
    while (op.ended == 0)
        port->wait(base::k_never);
    EXPECT_EQ(op.result, -ECANCELED);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(SimHostTest, RepeatsItselfFromASeed)
{
    auto record = [](std::uint64_t seed) {
        const TempFile temp(4096);
        auto host = make_simulated_host(seed);
        auto file = host->open_file(temp.path(), OpenMode::read_only).take();
        auto port = host->make_port();
        std::vector<std::uint64_t> trace;
        unsigned char byte = 0;
        for (int i = 0; i < 20; ++i) {
            trace.push_back(host->random());
            trace.push_back(static_cast<std::uint64_t>(file->try_read(&byte, 1, 0)));
            CountedOp op;
            set_transfer(op, IoOp::Kind::read, *file, &byte, 1, 0);
            port->submit(op);
            if (i % 2 == 0)
                port->cancel(op);
            port->wait(base::k_never);
            trace.push_back(static_cast<std::uint64_t>(op.result));
            trace.push_back(static_cast<std::uint64_t>(host->interrupt_time()));
        }
        return trace;
    };
    EXPECT_EQ(record(1), record(1));
    EXPECT_NE(record(1), record(2));
}

TEST(SimHostTest, StartsIn2026AndStandsStill)
{
    auto host = make_simulated_host(1);
    EXPECT_EQ(host->interrupt_time(), 0);
    EXPECT_EQ(host->interrupt_time(), 0);
    EXPECT_EQ(host->system_time(), 134'116'992'000'000'000);
    host->simulation()->advance_to(42);
    EXPECT_EQ(host->interrupt_time(), 42);
    EXPECT_EQ(host->simulation()->next_completion(), base::k_never);
}

} // namespace
} // namespace openwdf::host
