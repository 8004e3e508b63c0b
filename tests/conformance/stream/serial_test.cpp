// A terminal behaves as a Windows serial port: a pty in a live machine, an in-process stream in a
// simulated one. Facts N160 to N164, N168.
#include "stream/support.hpp"

#include <ntddk.h>
#include <ntddser.h>

namespace conformance {
namespace {

using openwdf::Machine;
using openwdf::Peer;

constexpr const char* k_name = "\\Device\\Serial0";
constexpr ULONG k_millisecond = 10'000; // in 100 ns

class Serial : public Fixture {
protected:
    void plug(const std::string& options_of_uri = "")
    {
        peer_ = std::make_unique<Peer>(stream(k_name, "tty:pty" + options_of_uri));
        port_ = std::make_unique<Handle>(open(k_name));
    }

    Handle& port() { return *port_; }
    Peer& peer() { return *peer_; }

    template <class In> IoResult set(ULONG code, const In& value)
    {
        return port().ioctl(code, std::as_bytes(std::span(&value, 1)));
    }
    template <class Out> Out get(ULONG code)
    {
        Out value{};
        EXPECT_EQ(port().ioctl(code, {}, std::as_writable_bytes(std::span(&value, 1))),
                  (IoResult{k_success, sizeof value}));
        return value;
    }
    IoResult tell(ULONG code) { return port().ioctl(code); }

    void set_timeouts(ULONG interval, ULONG multiplier, ULONG constant, ULONG write_multiplier = 0,
                      ULONG write_constant = 0)
    {
        const SERIAL_TIMEOUTS timeouts{interval, multiplier, constant, write_multiplier,
                                       write_constant};
        OPENWDF_ASSERT_STATUS(set(IOCTL_SERIAL_SET_TIMEOUTS, timeouts), k_success);
    }

    // How long the body took on the machine's clock, in milliseconds.
    template <class Body> std::int64_t milliseconds_of(Body&& body)
    {
        const std::int64_t before = machine().now();
        body();
        return (machine().now() - before) / k_millisecond;
    }

    // The sum of what a wait-on-mask answers.
    ULONG wait_on_mask(std::int32_t status = k_success)
    {
        ULONG events = ~0U;
        const IoResult result = port().ioctl(IOCTL_SERIAL_WAIT_ON_MASK, {},
                                             std::as_writable_bytes(std::span(&events, 1)));
        EXPECT_EQ(result.status, status) << openwdf::status_name(result.status);
        return events;
    }

    std::unique_ptr<Peer> peer_;
    std::unique_ptr<Handle> port_;
};

OPENWDF_INSTANTIATE_WORLDS(Serial);

TEST_P(Serial, ARoundTripOfEveryByte)
{
    plug();
    std::string bytes(256, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i);
    EXPECT_EQ(write_to(port(), bytes), (IoResult{k_success, 256}));
    EXPECT_EQ(peer().read(256).value(), bytes);
    peer().write(bytes).value();
    EXPECT_EQ(read_from(port(), 256), (ReadResult{k_success, bytes}));
}

// Without time-outs a read ends when it has all its bytes, however they come.
TEST_P(Serial, N160AReadWithoutTimeoutsWaitsForAllItsBytes)
{
    plug();
    openwdf::Thread writer = machine().start("writer", [&] {
        for (const char* part : {"a", "bc", "def"})
            peer().write(part).value();
    });
    EXPECT_EQ(read_from(port(), 6), (ReadResult{k_success, "abcdef"}));
}

TEST_P(Serial, N160ATotalTimeoutEndsAReadWithTheBytesSoFar)
{
    plug();
    set_timeouts(0, 2, 30); // 30 + 10 * 2
    peer().write("abc").value();
    ReadResult result;
    const std::int64_t took = milliseconds_of([&] { result = read_from(port(), 10); });
    EXPECT_EQ(result, (ReadResult{k_timeout, "abc"}));
    EXPECT_GE(took, 49);
    if (GetParam().simulated) {
        EXPECT_LE(took, 60);
    }
}

TEST_P(Serial, N160ATotalTimeoutMayPassWithoutAnyByte)
{
    plug();
    set_timeouts(0, 0, 20);
    EXPECT_EQ(read_from(port(), 10), (ReadResult{k_timeout, ""}));
    peer().write("0123456789").value();
    EXPECT_EQ(read_from(port(), 10), (ReadResult{k_success, "0123456789"}));
}

TEST_P(Serial, N160AnIntervalTimeoutRunsFromTheFirstByteOn)
{
    plug();
    set_timeouts(20, 0, 0);
    std::int64_t waited = 0;
    openwdf::Thread reader = machine().start("reader", [&] {
        waited = milliseconds_of([&] {
            EXPECT_EQ(read_from(port(), 10), (ReadResult{k_timeout, "xy"}));
        });
    });
    peer().write("xy").value();
    reader.join();
    EXPECT_GE(waited, 19);
}

TEST_P(Serial, N160AWriteTimesOutWithTheBytesSoFar)
{
    plug();
    set_timeouts(0, 0, 0, 0, 30);
    const std::string flood(1U << 17, 'f');
    const IoResult result = write_to(port(), flood);
    OPENWDF_EXPECT_STATUS(result, k_timeout);
    EXPECT_GT(result.information, 0U);
    EXPECT_LT(result.information, flood.size());
}

TEST_P(Serial, N161MaxUlongAndNoTotalReturnsAtOnceWithWhatIsThere)
{
    plug();
    set_timeouts(MAXULONG, 0, 0);
    EXPECT_EQ(read_from(port(), 10), (ReadResult{k_success, ""}));
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{SERIAL_EV_RXCHAR}), k_success);
    peer().write("now").value();
    std::string got;
    while (got.size() < 3) {
        EXPECT_EQ(wait_on_mask(), SERIAL_EV_RXCHAR);
        const ReadResult part = read_from(port(), 10);
        EXPECT_EQ(part.status, k_success);
        got += part.bytes;
    }
    EXPECT_EQ(got, "now");
}

TEST_P(Serial, N161MaxUlongTwiceReturnsWithTheFirstByte)
{
    plug();
    set_timeouts(MAXULONG, MAXULONG, 600'000); // however slow the writer is
    openwdf::Thread writer = machine().start("writer", [&] { peer().write("q").value(); });
    EXPECT_EQ(read_from(port(), 10), (ReadResult{k_success, "q"}));
    writer.join();
    set_timeouts(MAXULONG, MAXULONG, 20);
    EXPECT_EQ(read_from(port(), 10), (ReadResult{k_timeout, ""}));
}

TEST_P(Serial, TimeoutsAreCheckedAndKept)
{
    plug("?timeouts=1,2,3,4,5");
    const auto kept = get<SERIAL_TIMEOUTS>(IOCTL_SERIAL_GET_TIMEOUTS);
    EXPECT_EQ(kept.ReadIntervalTimeout, 1U);
    EXPECT_EQ(kept.WriteTotalTimeoutConstant, 5U);
    const SERIAL_TIMEOUTS nonsense{MAXULONG, MAXULONG, MAXULONG, 0, 0};
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_TIMEOUTS, nonsense), k_invalid_parameter);
    EXPECT_EQ(get<SERIAL_TIMEOUTS>(IOCTL_SERIAL_GET_TIMEOUTS).ReadIntervalTimeout, 1U);
}

TEST_P(Serial, N162AWaitEndsWithTheEventThatCame)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{SERIAL_EV_RXCHAR}), k_success);
    openwdf::Thread writer = machine().start("writer", [&] { peer().write("!").value(); });
    EXPECT_EQ(wait_on_mask(), SERIAL_EV_RXCHAR);
    EXPECT_EQ(read_from(port(), 1), (ReadResult{k_success, "!"}));
}

TEST_P(Serial, N162AnEventIsKeptUntilSomebodyWaits)
{
    plug();
    const SERIAL_CHARS chars{0, 0, 0, '$', 0x11, 0x13};
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_CHARS, chars), k_success);
    const ULONG mask = SERIAL_EV_RXCHAR | SERIAL_EV_RXFLAG;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, mask), k_success);
    peer().write("a$b").value();
    ULONG seen = 0;
    while (seen != mask)
        seen |= wait_on_mask();
    EXPECT_EQ(read_from(port(), 3), (ReadResult{k_success, "a$b"}));
    EXPECT_EQ(get<ULONG>(IOCTL_SERIAL_GET_WAIT_MASK), mask);
}

TEST_P(Serial, N162AWaitWithoutMaskIsRefused)
{
    plug();
    wait_on_mask(k_invalid_parameter);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{0x4000}), k_invalid_parameter);
}

TEST_P(Serial, TxEmptyComesWhenAllWasSent)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{SERIAL_EV_TXEMPTY}), k_success);
    OPENWDF_EXPECT_STATUS(write_to(port(), "out"), k_success);
    EXPECT_EQ(wait_on_mask(), SERIAL_EV_TXEMPTY);
    EXPECT_EQ(peer().read(3).value(), "out");
}

TEST_P(Serial, N163PurgeChecksItsFlagsAndClears)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_PURGE, ULONG{0}), k_invalid_parameter);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_PURGE, ULONG{0x10}), k_invalid_parameter);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{SERIAL_EV_RXCHAR}), k_success);
    peer().write("old").value();
    while (get<SERIAL_STATUS>(IOCTL_SERIAL_GET_COMMSTATUS).AmountInInQueue < 3)
        wait_on_mask();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_PURGE, ULONG{SERIAL_PURGE_RXCLEAR}), k_success);
    EXPECT_EQ(get<SERIAL_STATUS>(IOCTL_SERIAL_GET_COMMSTATUS).AmountInInQueue, 0U);
    peer().write("new").value();
    EXPECT_EQ(read_from(port(), 3), (ReadResult{k_success, "new"}));
}

TEST_P(Serial, N164APortIsOpenOnce)
{
    plug();
    OPENWDF_EXPECT_STATUS(machine().open(k_name), k_access_denied);
    port().close();
    Handle again = open(k_name);
    OPENWDF_EXPECT_STATUS(machine().open(k_name), k_access_denied);
}

TEST_P(Serial, N164ABufferMayNotBeTooSmall)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_BAUD_RATE, UCHAR{1}), k_buffer_too_small);
    UCHAR little = 0;
    OPENWDF_EXPECT_STATUS(port().ioctl(IOCTL_SERIAL_GET_PROPERTIES, {},
                                       std::as_writable_bytes(std::span(&little, 1))),
                          k_buffer_too_small);
}

TEST_P(Serial, N168WhatLinuxHasNoWordForIsRefused)
{
    plug();
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_LSRMST_INSERT), k_invalid_device_request);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_XOFF_COUNTER), k_invalid_device_request);
    SERIAL_HANDFLOW flow{};
    flow.ControlHandShake = SERIAL_DSR_HANDSHAKE;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_HANDFLOW, flow), k_not_supported);
}

TEST_P(Serial, LineSettingsComeBack)
{
    plug("?baud=115200&bits=7&parity=even");
    EXPECT_EQ(get<SERIAL_BAUD_RATE>(IOCTL_SERIAL_GET_BAUD_RATE).BaudRate, 115200U);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_BAUD_RATE, SERIAL_BAUD_RATE{31250}), k_success);
    EXPECT_EQ(get<SERIAL_BAUD_RATE>(IOCTL_SERIAL_GET_BAUD_RATE).BaudRate, 31250U);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_BAUD_RATE, SERIAL_BAUD_RATE{0}),
                          k_invalid_parameter);
    const SERIAL_LINE_CONTROL wanted{STOP_BITS_2, ODD_PARITY, 8};
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_LINE_CONTROL, wanted), k_success);
    const auto line = get<SERIAL_LINE_CONTROL>(IOCTL_SERIAL_GET_LINE_CONTROL);
    EXPECT_EQ(line.StopBits, STOP_BITS_2);
    const SERIAL_LINE_CONTROL wrong{STOP_BITS_1_5, NO_PARITY, 8};
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_LINE_CONTROL, wrong), k_invalid_parameter);
}

TEST_P(Serial, FlowControlAndItsLimits)
{
    plug();
    SERIAL_HANDFLOW flow{};
    flow.ControlHandShake = SERIAL_DTR_CONTROL;
    flow.FlowReplace = SERIAL_AUTO_TRANSMIT | SERIAL_AUTO_RECEIVE | SERIAL_RTS_CONTROL;
    flow.XonLimit = 2048;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_HANDFLOW, flow), k_success);
    const auto kept = get<SERIAL_HANDFLOW>(IOCTL_SERIAL_GET_HANDFLOW);
    EXPECT_EQ(kept.FlowReplace, flow.FlowReplace);
    EXPECT_EQ(kept.XonLimit, 2048);
    flow.XonLimit = -1;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_HANDFLOW, flow), k_invalid_parameter);
    flow.XonLimit = 0;
    flow.ControlHandShake = SERIAL_DTR_MASK;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_HANDFLOW, flow), k_invalid_parameter);
}

// A pty has no modem lines: it is as a null modem cable to a peer that is always ready.
TEST_P(Serial, LinesOfACableWithoutModem)
{
    plug();
    EXPECT_EQ(get<ULONG>(IOCTL_SERIAL_GET_MODEMSTATUS),
              SERIAL_CTS_STATE | SERIAL_DSR_STATE | SERIAL_DCD_STATE);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_CLR_DTR), k_success);
    EXPECT_EQ(get<ULONG>(IOCTL_SERIAL_GET_DTRRTS), SERIAL_RTS_STATE);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_SET_DTR), k_success);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_CLR_RTS), k_success);
    EXPECT_EQ(get<ULONG>(IOCTL_SERIAL_GET_DTRRTS), SERIAL_DTR_STATE);
    SERIAL_HANDFLOW flow{};
    flow.FlowReplace = SERIAL_RTS_HANDSHAKE;
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_HANDFLOW, flow), k_success);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_SET_RTS), k_invalid_parameter);
}

TEST_P(Serial, XoffHoldsTheOutputUntilXon)
{
    plug();
    set_timeouts(0, 0, 0, 0, 20);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_SET_XOFF), k_success);
    EXPECT_EQ(get<SERIAL_STATUS>(IOCTL_SERIAL_GET_COMMSTATUS).HoldReasons,
              SERIAL_TX_WAITING_FOR_XON);
    EXPECT_EQ(write_to(port(), "held"), (IoResult{k_timeout, 0}));
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_SET_XON), k_success);
    EXPECT_EQ(write_to(port(), "sent"), (IoResult{k_success, 4}));
    EXPECT_EQ(peer().read(4).value(), "sent");
}

TEST_P(Serial, AnImmediateCharacterIsSent)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_IMMEDIATE_CHAR, UCHAR{'I'}), k_success);
    EXPECT_EQ(peer().read(1).value(), "I");
}

TEST_P(Serial, CountsBytes)
{
    plug();
    OPENWDF_EXPECT_STATUS(write_to(port(), "12345"), k_success);
    peer().write("123").value();
    EXPECT_EQ(read_from(port(), 3).bytes, "123");
    auto stats = get<SERIALPERF_STATS>(IOCTL_SERIAL_GET_STATS);
    EXPECT_EQ(stats.TransmittedCount, 5U);
    EXPECT_EQ(stats.ReceivedCount, 3U);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_CLEAR_STATS), k_success);
    stats = get<SERIALPERF_STATS>(IOCTL_SERIAL_GET_STATS);
    EXPECT_EQ(stats.TransmittedCount + stats.ReceivedCount, 0U);
}

TEST_P(Serial, SmallCodes)
{
    plug();
    const auto properties = get<SERIAL_COMMPROP>(IOCTL_SERIAL_GET_PROPERTIES);
    EXPECT_EQ(properties.PacketLength, sizeof properties);
    EXPECT_EQ(properties.ProvSubType, SERIAL_SP_RS232);
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_QUEUE_SIZE, SERIAL_QUEUE_SIZE{8192, 0}), k_success);
    EXPECT_EQ(get<SERIAL_COMMPROP>(IOCTL_SERIAL_GET_PROPERTIES).CurrentRxQueue, 8192U);
    EXPECT_EQ(get<ULONG>(IOCTL_SERIAL_CONFIG_SIZE), 0U);
    OPENWDF_EXPECT_STATUS(tell(IOCTL_SERIAL_RESET_DEVICE), k_success);
}

TEST_P(Serial, N168ALineThatHangsUpIsNotConnected)
{
    plug();
    peer().write("end").value();
    EXPECT_EQ(read_from(port(), 3), (ReadResult{k_success, "end"}));
    peer().hang_up();
    EXPECT_EQ(read_from(port(), 1), (ReadResult{k_device_not_connected, ""}));
    OPENWDF_EXPECT_STATUS(write_to(port(), "?"), k_device_not_connected);
}

TEST_P(Serial, N168AHangUpEndsAReadThatWaits)
{
    plug();
    openwdf::Thread leaver = machine().start("leaver", [&] { peer().hang_up(); });
    OPENWDF_EXPECT_STATUS(read_from(port(), 4).status, k_device_not_connected);
}

TEST_P(Serial, ClosingCancelsAWait)
{
    plug();
    OPENWDF_EXPECT_STATUS(set(IOCTL_SERIAL_SET_WAIT_MASK, ULONG{SERIAL_EV_RXCHAR}), k_success);
    end_machine(); // with the handle open and the mask set
}

TEST_P(Serial, OptionsNameWhatIsWrong)
{
    const auto message = [&](const char* uri) {
        return machine().add_stream(k_name, uri).error().message;
    };
    using testing::HasSubstr;
    EXPECT_THAT(message("tty:pty?baud=fast"), HasSubstr("baud='fast' is no rate"));
    EXPECT_THAT(message("tty:pty?bits=9"), HasSubstr("bits='9' is none of 8, 7, 6, 5"));
    EXPECT_THAT(message("tty:pty?stop=1.5"), HasSubstr("1.5 stop bits go with 5 data bits"));
    EXPECT_THAT(message("tty:pty?timeouts=1,2"), HasSubstr("timeouts='1,2' is not INTERVAL"));
    EXPECT_THAT(message("tty:pty?speed=1"), HasSubstr("option 'speed' is unknown"));
}

} // namespace
} // namespace conformance
