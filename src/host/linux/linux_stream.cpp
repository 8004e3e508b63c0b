#include "host/linux/linux_stream.hpp"

#include "host/linux/plain_io.hpp"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace openwdf::host {

namespace {

// A write to a fifo without readers raises SIGPIPE, and write(2) cannot be asked not to. The signal
// is the thread's own, so it is held back here and taken away before anybody sees it.
class SigpipeHeld {
public:
    SigpipeHeld()
    {
        ::sigemptyset(&sigpipe_);
        ::sigaddset(&sigpipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
    }
    ~SigpipeHeld()
    {
        if (::sigismember(&before_, SIGPIPE) != 0)
            return; // held by somebody else already, who looks after it
        const timespec at_once{};
        if (raised_)
            ::sigtimedwait(&sigpipe_, nullptr, &at_once);
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    SigpipeHeld(const SigpipeHeld&) = delete;
    SigpipeHeld& operator=(const SigpipeHeld&) = delete;

    void set_raised() { raised_ = true; }

private:
    sigset_t sigpipe_{};
    sigset_t before_{};
    bool raised_ = false;
};

std::int32_t write_fifo(int descriptor, const void* buffer, std::uint32_t length)
{
    SigpipeHeld held;
    const std::int32_t moved =
        retry_interrupted([=] { return ::write(descriptor, buffer, length); });
    if (moved == -EPIPE)
        held.set_raised();
    return moved;
}

// Linux tells apart a fifo whose writers left and one that had none since it was opened.
bool had_writer(int descriptor)
{
    pollfd poll{descriptor, POLLIN, 0};
    return ::poll(&poll, 1, 0) > 0 && (poll.revents & POLLHUP) != 0;
}

} // namespace

LinuxStream::~LinuxStream()
{
    if (descriptor() >= 0)
        ::close(descriptor());
}

int LinuxStream::connected_descriptor()
{
    const int known = descriptor();
    if (known >= 0) [[likely]]
        return known;
    const std::lock_guard guard(finding_);
    if (descriptor() >= 0)
        return descriptor();
    const int found = find_peer();
    if (found >= 0)
        descriptor_.store(found, std::memory_order_release);
    return found;
}

std::int32_t LinuxStream::try_read(void* buffer, std::uint32_t length)
{
    const int from = connected_descriptor();
    if (from < 0)
        return from;
    const std::int32_t moved =
        kind_ == StreamKind::socket
            ? retry_interrupted([=] { return ::recv(from, buffer, length, MSG_DONTWAIT); })
            : retry_interrupted([=] { return ::read(from, buffer, length); });
    switch (kind_) {
    case StreamKind::terminal: // how a line that hung up reads, and a pty without its slave
    case StreamKind::terminal_master: return moved == -EIO ? 0 : moved;
    case StreamKind::socket: return moved == -ECONNRESET ? 0 : moved;
    case StreamKind::fifo: return moved == 0 && !had_writer(from) ? -ENOTCONN : moved;
    }
    return moved;
}

std::int32_t LinuxStream::try_write(const void* buffer, std::uint32_t length)
{
    const int to = connected_descriptor();
    if (to < 0)
        return to;
    if (kind_ == StreamKind::fifo)
        return write_fifo(to, buffer, length);
    if (kind_ == StreamKind::socket) {
        const std::int32_t moved = retry_interrupted(
            [=] { return ::send(to, buffer, length, MSG_DONTWAIT | MSG_NOSIGNAL); });
        return moved == -ECONNRESET ? -EPIPE : moved;
    }
    const std::int32_t moved = retry_interrupted([=] { return ::write(to, buffer, length); });
    return moved == -EIO ? -EPIPE : moved;
}

std::uint32_t LinuxStream::input_queued()
{
    int count = 0;
    const int from = descriptor();
    return from >= 0 && ::ioctl(from, FIONREAD, &count) == 0 ? static_cast<std::uint32_t>(count)
                                                             : 0;
}

std::int32_t LinuxStream::output_unread()
{
    const int to = connected_descriptor();
    if (to < 0)
        return to;
    pollfd poll{to, 0, 0};
    if (::poll(&poll, 1, 0) > 0 && (poll.revents & (POLLHUP | POLLERR)) != 0)
        return -EPIPE;
    // A fifo is one buffer, so what one end may read the other has not got rid of.
    int count = 0;
    const unsigned long question = kind_ == StreamKind::fifo ? FIONREAD : TIOCOUTQ;
    return ::ioctl(to, question, &count) == 0 ? count : -errno;
}

ListeningStream::~ListeningStream()
{
    if (listener_ >= 0)
        ::close(listener_);
}

int ListeningStream::find_peer()
{
    const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (peer < 0)
        return errno == EAGAIN || errno == ECONNABORTED || errno == EINTR ? -ENOTCONN : -errno;
    ::close(std::exchange(listener_, -1));
    return peer;
}

int FifoWriter::find_peer()
{
    const int end = ::open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (end < 0)
        return errno == ENXIO || errno == EINTR ? -ENOTCONN : -errno;
    return end;
}

} // namespace openwdf::host
