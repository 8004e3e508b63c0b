// A terminal, socket or fifo of this Linux. Its descriptor never blocks. Any thread.
#pragma once

#include "host/host.hpp"

#include <atomic>
#include <mutex>

namespace openwdf::host {

enum class StreamKind : std::uint8_t {
    terminal,
    terminal_master, // the other end of a pty
    socket,
    fifo,
};

class LinuxStream : public Stream {
public:
    // Takes over the descriptor, which must be non-blocking.
    LinuxStream(StreamKind kind, int descriptor) : kind_(kind), descriptor_(descriptor) {}
    ~LinuxStream() override;

    std::int32_t try_read(void* buffer, std::uint32_t length) override;
    std::int32_t try_write(const void* buffer, std::uint32_t length) override;
    std::uint32_t input_queued() override;
    std::int32_t output_unread() override;
    int descriptor() const override { return descriptor_.load(std::memory_order_acquire); }

protected:
    // For a stream whose peer has to come first: its descriptor, or -ENOTCONN and other negative
    // errnos. Called until it succeeds.
    virtual int find_peer() { return -ENOTCONN; }

private:
    int connected_descriptor();

    const StreamKind kind_;
    std::atomic<int> descriptor_;
    std::mutex finding_;
};

// A socket that takes the first peer to come.
class ListeningStream final : public LinuxStream {
public:
    explicit ListeningStream(int listener)
        : LinuxStream(StreamKind::socket, -1), listener_(listener)
    {
    }
    ~ListeningStream() override;

protected:
    int find_peer() override;

private:
    int listener_;
};

// The writing end of a fifo: Linux does not open it before there is a reader.
class FifoWriter final : public LinuxStream {
public:
    explicit FifoWriter(std::string path)
        : LinuxStream(StreamKind::fifo, -1), path_(std::move(path))
    {
    }

protected:
    int find_peer() override;

private:
    const std::string path_;
};

base::Result<std::unique_ptr<Stream>> open_linux_stream(const StreamAddress& address);
base::Result<StreamPair> make_linux_stream_pair(StreamAddress::Kind kind);

} // namespace openwdf::host
