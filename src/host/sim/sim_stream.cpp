#include "host/sim/sim_stream.hpp"

#include "base/sanitizer.hpp"

#include <algorithm>
#include <cstring>

namespace openwdf::host {

namespace {

// Small enough that tests fill them, as the buffers of a pty and of a pipe are.
constexpr std::size_t k_terminal_capacity = 4096;
constexpr std::size_t k_pipe_capacity = 65536;

} // namespace

// ---- SimWire -----------------------------------------------------------------------------------

Ticks SimWire::arrival() const
{
    if (!pieces_.empty())
        return pieces_.front().due;
    return closed_ ? last_due_ : base::k_never;
}

std::size_t SimWire::arrived(Ticks now) const
{
    std::size_t count = 0;
    for (const Piece& piece : pieces_) {
        if (piece.due <= now)
            count += piece.left();
    }
    return count;
}

void SimWire::send(const std::byte* bytes, std::size_t length, Ticks due)
{
    CHECK(length != 0 && length <= room() && due >= last_due_ && !closed_);
    pieces_.push_back({due, std::vector<std::byte>(bytes, bytes + length)});
    held_ += length;
    last_due_ = due;
}

std::size_t SimWire::receive(std::byte* buffer, std::size_t length, Ticks now)
{
    std::size_t moved = 0;
    while (moved < length && !pieces_.empty() && pieces_.front().due <= now) {
        Piece& piece = pieces_.front();
        const std::size_t part = std::min(length - moved, piece.left());
        std::memcpy(buffer + moved, piece.bytes.data() + piece.read, part);
        piece.read += part;
        if (piece.left() == 0)
            pieces_.pop_front();
        moved += part;
    }
    held_ -= moved;
    return moved;
}

void SimWire::close(Ticks due)
{
    closed_ = true;
    last_due_ = std::max(last_due_, due);
}

void SimWire::recall(Ticks now)
{
    while (!pieces_.empty() && pieces_.back().due > now) {
        held_ -= pieces_.back().left();
        pieces_.pop_back();
    }
}

// ---- SimStream ---------------------------------------------------------------------------------

SimStream::SimStream(SimHost& host, std::shared_ptr<SimLine> line, int end, Access access)
    : host_(host), line_(std::move(line)), end_(end), access_(access)
{
    line_->ends[end_] = this;
}

// What was written arrives all the same, and then the end.
SimStream::~SimStream()
{
    const base::sanitizer::Unwatched unwatched;
    outgoing().close(host_.interrupt_time() + host_.latency());
    incoming().close(host_.interrupt_time());
    line_->ends[end_] = nullptr;
    for (const IoOp::Kind kind : {IoOp::Kind::readable, IoOp::Kind::writable, IoOp::Kind::drained})
        tell_peer(kind);
}

Ticks SimStream::host_now() const
{
    return host_.now();
}

void SimStream::tell_peer(IoOp::Kind kind)
{
    if (SimStream* peer = line_->ends[1 - end_]; peer != nullptr)
        host_.answer(*peer, kind);
}

std::int32_t SimStream::try_read(void* buffer, std::uint32_t length)
{
    const base::sanitizer::Unwatched unwatched;
    if (!access_.read)
        return -EBADF;
    const Ticks now = host_.interrupt_time();
    const std::size_t moved = incoming().receive(static_cast<std::byte*>(buffer), length, now);
    if (moved != 0) {
        tell_peer(IoOp::Kind::writable);
        tell_peer(IoOp::Kind::drained);
        return static_cast<std::int32_t>(moved);
    }
    return incoming().arrival() <= now ? 0 : -EAGAIN;
}

std::int32_t SimStream::try_write(const void* buffer, std::uint32_t length)
{
    const base::sanitizer::Unwatched unwatched;
    if (!access_.write)
        return -EBADF;
    SimWire& wire = outgoing();
    if (line_->ends[1 - end_] == nullptr)
        return -EPIPE;
    const std::size_t taken = std::min<std::size_t>(length, wire.room());
    if (taken == 0)
        return -EAGAIN;
    const auto* bytes = static_cast<const std::byte*>(buffer);
    Ticks due = std::max(wire.last_due(), host_.interrupt_time());
    for (std::size_t sent = 0; sent < taken;) {
        const std::size_t left = taken - sent;
        const std::size_t part = host_.flip() ? left : 1 + host_.below(left);
        due += host_.latency();
        wire.send(bytes + sent, part, due);
        sent += part;
    }
    tell_peer(IoOp::Kind::readable);
    return static_cast<std::int32_t>(taken);
}

std::uint32_t SimStream::input_queued()
{
    const base::sanitizer::Unwatched unwatched;
    return static_cast<std::uint32_t>(incoming().arrived(host_.interrupt_time()));
}

std::int32_t SimStream::output_unread()
{
    const base::sanitizer::Unwatched unwatched;
    return line_->ends[1 - end_] == nullptr ? -EPIPE : static_cast<std::int32_t>(outgoing().held());
}

Ticks SimStream::answer_due(IoOp::Kind kind) const
{
    if (kind == IoOp::Kind::readable)
        return incoming().arrival();
    const bool is_alone = line_->ends[1 - end_] == nullptr;
    if (kind == IoOp::Kind::drained)
        return is_alone || outgoing().held() == 0 ? host_.now() : base::k_never;
    if (is_held())
        return base::k_never;
    return is_alone || outgoing().room() != 0 ? host_.now() : base::k_never;
}

// ---- SimTerminal -------------------------------------------------------------------------------

int SimTerminal::read_settings(LineSettings& settings)
{
    settings = settings_;
    return 0;
}

int SimTerminal::write_settings(const LineSettings& settings)
{
    settings_ = settings;
    return 0;
}

int SimTerminal::discard(bool input, bool output)
{
    const base::sanitizer::Unwatched unwatched;
    std::byte dropped[256];
    while (input && try_read(dropped, sizeof dropped) > 0) {
    }
    if (output)
        outgoing().recall(host_now());
    return 0;
}

int SimTerminal::hold_output(bool hold)
{
    const base::sanitizer::Unwatched unwatched;
    held_ = hold;
    tell_writer();
    return 0;
}

std::int32_t SimTerminal::try_write(const void* buffer, std::uint32_t length)
{
    return held_ ? -EAGAIN : SimStream::try_write(buffer, length);
}

// ---- pairs -------------------------------------------------------------------------------------

StreamPair make_simulated_stream_pair(SimHost& host, StreamAddress::Kind kind)
{
    const bool is_terminal = kind == StreamAddress::Kind::terminal;
    const bool is_reader = kind == StreamAddress::Kind::fifo_reader;
    const bool is_writer = kind == StreamAddress::Kind::fifo_writer;
    auto line = std::make_shared<SimLine>(is_terminal ? k_terminal_capacity : k_pipe_capacity);
    const SimStream::Access access{!is_writer, !is_reader};
    StreamPair pair;
    if (is_terminal)
        pair.target_end = std::make_unique<SimTerminal>(host, line, 0, access);
    else
        pair.target_end = std::make_unique<SimStream>(host, line, 0, access);
    const SimStream::Access peer_access{!is_reader, !is_writer};
    pair.peer_end = std::make_unique<SimStream>(host, std::move(line), 1, peer_access);
    return pair;
}

} // namespace openwdf::host
