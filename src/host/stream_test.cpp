// Streams and the questions about them: the same promises on a ring, with poll, and simulated.
#include "host/host.hpp"

#include "host/linux/plain_port.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace openwdf::host {
namespace {

using Kind = StreamAddress::Kind;

struct Question : IoOp {
    explicit Question(IoOp::Kind asked)
    {
        kind = asked;
        done = [](IoOp& op) { ++static_cast<Question&>(op).answers; };
    }
    int answers = 0;
};

enum class Which { linux_ring, linux_plain, simulated };

class StreamTest : public testing::TestWithParam<Which> {
protected:
    StreamTest()
    {
        if (GetParam() == Which::linux_plain)
            port_ = std::make_unique<PlainPort>(*host_);
        else
            port_ = host_->make_port();
    }

    StreamPair make_pair(Kind kind) { return host_->make_stream_pair(kind).take(); }

    void ask(Question& question, Stream& stream)
    {
        question.stream = &stream;
        port_->submit(question);
    }
    void wait_for(Question& question)
    {
        while (question.answers == 0)
            port_->wait(base::k_never);
    }
    std::string read(Stream& stream, std::size_t length)
    {
        std::string bytes;
        while (bytes.size() < length) {
            char part[64];
            const std::int32_t moved = stream.try_read(
                part, static_cast<std::uint32_t>(std::min(sizeof part, length - bytes.size())));
            if (moved == -EAGAIN) {
                Question readable(IoOp::Kind::readable);
                ask(readable, stream);
                wait_for(readable);
            } else if (moved > 0) {
                bytes.append(part, static_cast<std::size_t>(moved));
            } else {
                return bytes + "<end " + std::to_string(moved) + ">";
            }
        }
        return bytes;
    }
    static std::int32_t write(Stream& stream, std::string_view bytes)
    {
        return stream.try_write(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
    }

    std::unique_ptr<Host> host_ =
        GetParam() == Which::simulated ? make_simulated_host(3) : make_linux_host();
    std::unique_ptr<IoPort> port_;
};

TEST_P(StreamTest, CarriesBytesBothWays)
{
    for (const Kind kind : {Kind::terminal, Kind::unix_socket, Kind::tcp_socket}) {
        StreamPair pair = make_pair(kind);
        EXPECT_EQ(write(*pair.peer_end, "to the target"), 13);
        EXPECT_EQ(read(*pair.target_end, 13), "to the target");
        EXPECT_EQ(write(*pair.target_end, "to the peer"), 11);
        EXPECT_EQ(read(*pair.peer_end, 11), "to the peer");
        char byte = 0;
        EXPECT_EQ(pair.target_end->try_read(&byte, 1), -EAGAIN);
    }
}

TEST_P(StreamTest, AFifoGoesOneWay)
{
    StreamPair pair = make_pair(Kind::fifo_writer);
    EXPECT_EQ(write(*pair.target_end, "down"), 4);
    EXPECT_EQ(read(*pair.peer_end, 4), "down");
    EXPECT_EQ(write(*pair.peer_end, "up"), -EBADF);
    pair.peer_end.reset();
    EXPECT_EQ(write(*pair.target_end, "lost"), -EPIPE); // and no SIGPIPE
}

TEST_P(StreamTest, ReadsWhatWasSentAndThenTheEnd)
{
    StreamPair pair = make_pair(Kind::unix_socket);
    EXPECT_EQ(write(*pair.peer_end, "bye"), 3);
    pair.peer_end.reset();
    EXPECT_EQ(read(*pair.target_end, 10), "bye<end 0>");
    EXPECT_EQ(write(*pair.target_end, "anybody?"), -EPIPE);
}

TEST_P(StreamTest, AHangUpAnswersAReader)
{
    for (const Kind kind : {Kind::terminal, Kind::unix_socket, Kind::fifo_reader}) {
        StreamPair pair = make_pair(kind);
        Question readable(IoOp::Kind::readable);
        ask(readable, *pair.target_end);
        port_->wait(host_->interrupt_time());
        EXPECT_EQ(readable.answers, 0);
        pair.peer_end.reset();
        wait_for(readable);
        EXPECT_EQ(readable.result, 0);
        EXPECT_EQ(read(*pair.target_end, 1), "<end 0>");
    }
}

TEST_P(StreamTest, AFullStreamAnswersAWriterWhenThereIsRoom)
{
    StreamPair pair = make_pair(Kind::fifo_writer);
    const std::string part(4096, 'x');
    std::size_t sent = 0;
    std::int32_t moved = 0;
    while ((moved = write(*pair.target_end, part)) > 0)
        sent += static_cast<std::size_t>(moved);
    EXPECT_EQ(moved, -EAGAIN);
    Question writable(IoOp::Kind::writable);
    ask(writable, *pair.target_end);
    port_->wait(host_->interrupt_time());
    EXPECT_EQ(writable.answers, 0);
    EXPECT_EQ(read(*pair.peer_end, sent), std::string(sent, 'x'));
    wait_for(writable);
    EXPECT_EQ(write(*pair.target_end, "room"), 4);
}

TEST_P(StreamTest, ACancelledQuestionEndsOnceAndSoon)
{
    StreamPair pair = make_pair(Kind::unix_socket);
    for (int i = 0; i < 50; ++i) {
        Question readable(IoOp::Kind::readable);
        ask(readable, *pair.target_end);
        if (i % 2 == 0)
            port_->wait(host_->interrupt_time());
        port_->cancel(readable);
        wait_for(readable);
        EXPECT_EQ(readable.result, -ECANCELED);
        EXPECT_EQ(readable.answers, 1);
    }
}

TEST_P(StreamTest, TimersEndInOrderAndNotBeforeTheirTime)
{
    const Ticks start = host_->interrupt_time();
    Question late(IoOp::Kind::timer);
    Question soon(IoOp::Kind::timer);
    Question never(IoOp::Kind::timer);
    late.due = start + 6 * base::k_ticks_per_millisecond;
    soon.due = start + 2 * base::k_ticks_per_millisecond;
    never.due = start + 3600 * base::k_ticks_per_second;
    for (Question* timer : {&late, &soon, &never})
        port_->submit(*timer);
    wait_for(soon);
    EXPECT_GE(host_->interrupt_time(), start + 2 * base::k_ticks_per_millisecond);
    // A slow machine may reap both at once.
    EXPECT_TRUE(late.answers == 0 ||
                host_->interrupt_time() >= start + 6 * base::k_ticks_per_millisecond);
    wait_for(late);
    EXPECT_EQ(late.result, 0);
    EXPECT_EQ(never.answers, 0);
    port_->cancel(never);
    wait_for(never);
    EXPECT_EQ(never.result, -ECANCELED);
}

TEST_P(StreamTest, APortThatGoesEndsItsQuestions)
{
    StreamPair pair = make_pair(Kind::unix_socket);
    Question readable(IoOp::Kind::readable);
    Question timer(IoOp::Kind::timer);
    timer.due = host_->interrupt_time() + base::k_ticks_per_second;
    ask(readable, *pair.target_end);
    port_->submit(timer);
    port_.reset();
    EXPECT_EQ(readable.answers, 1);
    EXPECT_EQ(timer.answers, 1);
}

TEST_P(StreamTest, ATerminalRemembersItsSettings)
{
    StreamPair pair = make_pair(Kind::terminal);
    Terminal& terminal = *pair.target_end->terminal();
    LineSettings wanted;
    wanted.baud = 250'000;
    wanted.stop_bits = StopBits::two;
    wanted.parity = Parity::odd;
    wanted.obeys_xoff = true;
    EXPECT_EQ(terminal.write_settings(wanted), 0);
    LineSettings kept;
    EXPECT_EQ(terminal.read_settings(kept), 0);
    EXPECT_EQ(kept.baud, 250'000U);
    EXPECT_EQ(kept.stop_bits, StopBits::two);
    EXPECT_TRUE(kept.obeys_xoff);
    ModemLines lines;
    EXPECT_EQ(terminal.read_lines(lines), ENOTTY); // as a pty has none
    EXPECT_EQ(pair.peer_end->terminal(), nullptr);
}

TEST_P(StreamTest, ATerminalDiscardsWhatCame)
{
    StreamPair pair = make_pair(Kind::terminal);
    EXPECT_EQ(write(*pair.peer_end, "old"), 3);
    Question readable(IoOp::Kind::readable);
    ask(readable, *pair.target_end);
    wait_for(readable);
    EXPECT_GT(pair.target_end->input_queued(), 0U);
    EXPECT_EQ(pair.target_end->terminal()->discard(true, false), 0);
    EXPECT_EQ(pair.target_end->input_queued(), 0U);
}

std::string which_name(const testing::TestParamInfo<Which>& which)
{
    switch (which.param) {
    case Which::linux_ring: return "ring";
    case Which::linux_plain: return "plain";
    default: return "simulated";
    }
}

INSTANTIATE_TEST_SUITE_P(Hosts, StreamTest,
                         testing::Values(Which::linux_ring, Which::linux_plain, Which::simulated),
                         which_name);

TEST(StreamOpenTest, SaysWhyAStreamDoesNotOpen)
{
    auto host = make_linux_host();
    const auto status = [&](Kind kind, const char* path, const char* service = "") {
        StreamAddress address;
        address.kind = kind;
        address.path = path;
        address.service = service;
        return static_cast<std::uint32_t>(host->open_stream(address).status());
    };
    EXPECT_EQ(status(Kind::terminal, "/nobody"), 0xC0000034U);
    EXPECT_EQ(status(Kind::terminal, "/dev/null"), 0xC0000024U); // no terminal
    EXPECT_EQ(status(Kind::fifo_reader, "/dev/null"), 0xC0000024U);
    EXPECT_EQ(status(Kind::unix_socket, "/nobody"), 0xC0000034U);
    EXPECT_EQ(status(Kind::tcp_socket, "127.0.0.1", "1"), 0xC0000236U);
    EXPECT_EQ(status(Kind::unix_socket, std::string(200, 's').c_str()), 0xC0000106U);
    StreamAddress anything;
    EXPECT_EQ(static_cast<std::uint32_t>(make_simulated_host(1)->open_stream(anything).status()),
              0xC00000BBU);
}

// What was sent arrives in order whatever the seed; when it arrives is the seed's.
TEST(SimStreamTest, RepeatsItselfFromASeed)
{
    const auto record = [](std::uint64_t seed) {
        auto host = make_simulated_host(seed);
        auto port = host->make_port();
        StreamPair pair = host->make_stream_pair(Kind::unix_socket).take();
        const std::string sent(1000, 's');
        EXPECT_EQ(pair.peer_end->try_write(sent.data(), 1000), 1000);
        std::string trace;
        for (std::size_t got = 0; got < sent.size();) {
            Question readable(IoOp::Kind::readable);
            readable.stream = pair.target_end.get();
            port->submit(readable);
            while (readable.answers == 0)
                port->wait(base::k_never);
            char bytes[1000];
            const std::int32_t moved = pair.target_end->try_read(bytes, sizeof bytes);
            got += static_cast<std::size_t>(std::max(moved, 0));
            trace += std::to_string(moved) + "@" + std::to_string(host->interrupt_time()) + " ";
        }
        return trace;
    };
    EXPECT_EQ(record(1), record(1));
    EXPECT_NE(record(1), record(2));
}

} // namespace
} // namespace openwdf::host
