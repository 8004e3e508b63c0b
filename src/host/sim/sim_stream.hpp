// In-process streams of a simulated machine: two ends, a wire each way. What one end writes arrives
// at the other in pieces and at times that the seed says, in order, and never before it was sent.
// A wire takes a bounded number of bytes.
//
// One OS thread; fibers come here in turn.
#pragma once

#include "host/sim/sim_host.hpp"

#include <deque>
#include <vector>

namespace openwdf::host {

// One direction.
class SimWire {
public:
    explicit SimWire(std::size_t capacity_bytes) : capacity_(capacity_bytes) {}

    std::size_t room() const { return capacity_ - held_; }
    // Sent and not yet received.
    std::size_t held() const { return held_; }
    bool is_closed() const { return closed_; }
    // When the next bytes, or the end, are there to be read; k_never when nothing is on its way.
    Ticks arrival() const;
    std::size_t arrived(Ticks now) const;

    // Preconditions: length is not 0 and at most room(); `due` is not before the last one.
    void send(const std::byte* bytes, std::size_t length, Ticks due);
    std::size_t receive(std::byte* buffer, std::size_t length, Ticks now);
    // Nothing will be sent any more.
    void close(Ticks due);
    // Takes back what was sent and has not arrived.
    void recall(Ticks now);
    Ticks last_due() const { return last_due_; }

private:
    struct Piece {
        Ticks due;
        std::vector<std::byte> bytes;
        std::size_t read = 0; // from the front

        std::size_t left() const { return bytes.size() - read; }
    };

    const std::size_t capacity_;
    std::size_t held_ = 0;
    std::deque<Piece> pieces_;
    bool closed_ = false;
    Ticks last_due_ = 0; // of the end, once closed
};

// What both ends share.
struct SimLine {
    explicit SimLine(std::size_t capacity_bytes)
        : wires{SimWire(capacity_bytes), SimWire(capacity_bytes)}
    {
    }
    SimWire wires[2]; // by the number of the end that writes
    class SimStream* ends[2] = {};
};

class SimStream : public Stream {
public:
    struct Access {
        bool read = true;
        bool write = true;
    };

    SimStream(SimHost& host, std::shared_ptr<SimLine> line, int end, Access access);
    ~SimStream() override;

    std::int32_t try_read(void* buffer, std::uint32_t length) override;
    std::int32_t try_write(const void* buffer, std::uint32_t length) override;
    std::uint32_t input_queued() override;
    std::int32_t output_unread() override;

    // For the host: when a question about this end has its answer.
    Ticks answer_due(IoOp::Kind kind) const;

protected:
    SimWire& incoming() const { return line_->wires[1 - end_]; }
    SimWire& outgoing() const { return line_->wires[end_]; }
    Ticks host_now() const;
    // The writer may go on where it could not.
    void tell_writer() { host_.answer(*this, IoOp::Kind::writable); }
    virtual bool is_held() const { return false; }

private:
    void tell_peer(IoOp::Kind kind);
    SimHost& host_;
    std::shared_ptr<SimLine> line_;
    const int end_;
    const Access access_;
};

// The terminal end: settings are remembered; there are no modem lines, as on a pty.
class SimTerminal final : public SimStream, public Terminal {
public:
    using SimStream::SimStream;

    Terminal* terminal() override { return this; }

    int read_settings(LineSettings& settings) override;
    int write_settings(const LineSettings& settings) override;
    int read_lines(ModemLines&) override { return ENOTTY; }
    int write_lines(bool, bool) override { return ENOTTY; }
    int set_break(bool) override { return 0; }
    int discard(bool input, bool output) override;
    int hold_output(bool hold) override;
    int read_errors(LineErrors&) override { return ENOTTY; }
    std::uint32_t output_queued() override { return 0; }

    std::int32_t try_write(const void* buffer, std::uint32_t length) override;

protected:
    bool is_held() const override { return held_; }

private:
    LineSettings settings_;
    bool held_ = false;
};

StreamPair make_simulated_stream_pair(SimHost& host, StreamAddress::Kind kind);

} // namespace openwdf::host
