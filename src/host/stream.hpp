// Byte streams: terminals, connected sockets and fifos of Linux, and the in-process streams of a
// simulated machine. Nothing here ever waits; who has to wait asks an IoPort for readiness. So a
// stream never has anybody's buffer while nobody is in a call, and giving up is always possible.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace openwdf::host {

enum class Parity : std::uint8_t { none, odd, even, mark, space };
enum class StopBits : std::uint8_t { one, one_and_half, two };

// How a terminal talks to its line.
struct LineSettings {
    std::uint32_t baud = 9600;
    std::uint8_t data_bits = 8;
    Parity parity = Parity::none;
    StopBits stop_bits = StopBits::one;
    bool rts_cts = false;    // RTS and CTS hold the flow, both ways
    bool obeys_xoff = false; // what we send stops on the peer's XOFF
    bool sends_xoff = false; // we send XOFF when our input gets full
    std::uint8_t xon = 0x11;
    std::uint8_t xoff = 0x13;
};

struct ModemLines {
    bool dtr = false;
    bool rts = false;
    bool cts = false;
    bool dsr = false;
    bool dcd = false;
    bool ring = false;
};

// How often each happened since the driver of the port was loaded.
struct LineErrors {
    std::uint32_t framing = 0;
    std::uint32_t overrun = 0;
    std::uint32_t parity = 0;
    std::uint32_t breaks = 0;
    std::uint32_t buffer_overrun = 0;
};

// What a stream can do besides when it is a terminal. Results are 0 or an errno: ENOTTY where the
// terminal has no such thing (a pty has no modem lines). Any thread.
class Terminal {
public:
    virtual ~Terminal() = default;

    virtual int read_settings(LineSettings& settings) = 0;
    virtual int write_settings(const LineSettings& settings) = 0;
    virtual int read_lines(ModemLines& lines) = 0;
    virtual int write_lines(bool dtr, bool rts) = 0;
    virtual int set_break(bool on) = 0;
    // Throws away what was received and not read, or what was written and not sent.
    virtual int discard(bool input, bool output) = 0;
    // As if the peer had sent XOFF (true) or XON.
    virtual int hold_output(bool hold) = 0;
    virtual int read_errors(LineErrors& errors) = 0;
    virtual std::uint32_t output_queued() = 0;
};

// Any thread.
class Stream {
public:
    virtual ~Stream() = default;

    // Bytes moved, or a negative errno: -EAGAIN when it would have to wait, -ENOTCONN before a peer
    // came. A read of 0 bytes and a write with -EPIPE mean that the peer is gone; what it sent
    // before is read first (a terminal that hangs up may drop it). Precondition: length is not 0.
    virtual std::int32_t try_read(void* buffer, std::uint32_t length) = 0;
    virtual std::int32_t try_write(const void* buffer, std::uint32_t length) = 0;
    // Received and not yet read.
    virtual std::uint32_t input_queued() = 0;
    // Written and not yet read at the other end, as far as the host can tell: of a TCP peer, not
    // yet received. A negative errno: -EPIPE when the peer is gone, -ENOTCONN before it came.
    virtual std::int32_t output_unread() = 0;
    // nullptr when it is none.
    virtual Terminal* terminal() { return nullptr; }
    // What the ports of a real host wait for; -1 in a simulated one.
    virtual int descriptor() const { return -1; }
};

struct StreamAddress {
    enum class Kind : std::uint8_t {
        terminal,
        unix_socket,
        tcp_socket,
        fifo_reader,
        fifo_writer,
    };

    Kind kind = Kind::terminal;
    std::string path;    // the host of a TCP address
    std::string service; // its port
    bool listen = false; // sockets: the peer connects to us
};

// Both ends of a new stream.
struct StreamPair {
    std::unique_ptr<Stream> target_end; // a terminal, where the kind is one
    std::unique_ptr<Stream> peer_end;
};

} // namespace openwdf::host
