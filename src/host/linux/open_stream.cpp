// Where streams come from: opened by path, connected, listening, or made in pairs.
#include "host/linux/errno_status.hpp"
#include "host/linux/linux_stream.hpp"
#include "host/linux/linux_terminal.hpp"

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace openwdf::host {

namespace {

using StreamResult = base::Result<std::unique_ptr<Stream>>;

constexpr int k_connect_patience_ms = 5000;

// A descriptor that is closed unless somebody takes it.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool is_open() const { return number_ >= 0; }
    int get() const { return number_; }
    int take() { return std::exchange(number_, -1); }

private:
    int number_;
};

base::Failure failure(int error)
{
    return {open_status(error)};
}

StreamResult wrap(StreamKind kind, Descriptor& descriptor)
{
    return std::unique_ptr<Stream>(std::make_unique<LinuxStream>(kind, descriptor.take()));
}

StreamResult wrap_terminal(Descriptor& descriptor)
{
    StreamResult terminal = LinuxTerminal::create(descriptor.get());
    if (terminal.ok())
        (void)descriptor.take();
    return terminal;
}

StreamResult open_terminal(const std::string& path)
{
    Descriptor line(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    return line.is_open() ? wrap_terminal(line) : failure(errno);
}

bool is_fifo(const std::string& path, int& error)
{
    struct stat status {};
    error = ::stat(path.c_str(), &status) == 0 ? 0 : errno;
    return error == 0 && S_ISFIFO(status.st_mode);
}

StreamResult open_fifo(const std::string& path, bool for_writing)
{
    int error = 0;
    if (!is_fifo(path, error))
        return failure(error == 0 ? ENOTTY : error);
    if (::access(path.c_str(), for_writing ? W_OK : R_OK) != 0)
        return failure(errno);
    if (for_writing)
        return std::unique_ptr<Stream>(std::make_unique<FifoWriter>(path));
    Descriptor end(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    return end.is_open() ? wrap(StreamKind::fifo, end) : failure(errno);
}

// 0, or the errno a non-blocking connect ended with.
int finish_connect(int socket)
{
    pollfd poll{socket, POLLOUT, 0};
    if (::poll(&poll, 1, k_connect_patience_ms) <= 0)
        return ETIMEDOUT;
    int error = 0;
    socklen_t length = sizeof error;
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

StreamResult connect_or_listen(const sockaddr* name, socklen_t length, bool listen)
{
    Descriptor socket(::socket(name->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.is_open())
        return failure(errno);
    if (listen) {
        const int on = 1;
        (void)::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (::bind(socket.get(), name, length) != 0 || ::listen(socket.get(), 1) != 0)
            return failure(errno);
        return std::unique_ptr<Stream>(std::make_unique<ListeningStream>(socket.take()));
    }
    int error = ::connect(socket.get(), name, length) == 0 ? 0 : errno;
    if (error == EINPROGRESS)
        error = finish_connect(socket.get());
    return error == 0 ? wrap(StreamKind::socket, socket) : failure(error);
}

StreamResult open_unix(const StreamAddress& address)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (address.path.size() >= sizeof name.sun_path)
        return failure(ENAMETOOLONG);
    std::memcpy(name.sun_path, address.path.c_str(), address.path.size());
    return connect_or_listen(reinterpret_cast<const sockaddr*>(&name), sizeof name, address.listen);
}

StreamResult open_tcp(const StreamAddress& address)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV | (address.listen ? AI_PASSIVE : 0);
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.path.c_str(), address.service.c_str(), &wanted, &found) != 0)
        return failure(ENOENT);
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> list(found, &::freeaddrinfo);
    base::Failure last = failure(ENOENT);
    for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
        StreamResult stream = connect_or_listen(entry->ai_addr, entry->ai_addrlen, address.listen);
        if (stream.ok())
            return stream;
        last = base::Failure{stream.status()};
    }
    return last;
}

base::Result<StreamPair> make_terminal_pair()
{
    Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    char path[64];
    if (!master.is_open() || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0 ||
        ::ptsname_r(master.get(), path, sizeof path) != 0)
        return failure(errno);
    StreamPair pair;
    pair.target_end = TRY(open_terminal(path));
    pair.peer_end = TRY(wrap(StreamKind::terminal_master, master));
    return pair;
}

base::Result<StreamPair> make_pair_of(StreamKind kind, int target_end, int peer_end)
{
    Descriptor target(target_end);
    Descriptor peer(peer_end);
    StreamPair pair;
    pair.target_end = TRY(wrap(kind, target));
    pair.peer_end = TRY(wrap(kind, peer));
    return pair;
}

base::Result<StreamPair> make_unix_pair()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return failure(errno);
    return make_pair_of(StreamKind::socket, ends[0], ends[1]);
}

base::Result<StreamPair> make_tcp_pair()
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&name);
    socklen_t length = sizeof name;
    Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!listener.is_open() || ::bind(listener.get(), any, length) != 0 ||
        ::listen(listener.get(), 1) != 0 || ::getsockname(listener.get(), any, &length) != 0)
        return failure(errno);
    StreamPair pair;
    pair.target_end = TRY(connect_or_listen(any, length, false));
    Descriptor peer(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!peer.is_open())
        return failure(errno);
    pair.peer_end = TRY(wrap(StreamKind::socket, peer));
    return pair;
}

base::Result<StreamPair> make_fifo_pair(bool target_writes)
{
    int ends[2];
    if (::pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
        return failure(errno);
    return make_pair_of(StreamKind::fifo, ends[target_writes ? 1 : 0], ends[target_writes ? 0 : 1]);
}

} // namespace

StreamResult open_linux_stream(const StreamAddress& address)
{
    switch (address.kind) {
    case StreamAddress::Kind::terminal: return open_terminal(address.path);
    case StreamAddress::Kind::unix_socket: return open_unix(address);
    case StreamAddress::Kind::tcp_socket: return open_tcp(address);
    case StreamAddress::Kind::fifo_reader: return open_fifo(address.path, false);
    case StreamAddress::Kind::fifo_writer: return open_fifo(address.path, true);
    }
    return failure(EINVAL);
}

base::Result<StreamPair> make_linux_stream_pair(StreamAddress::Kind kind)
{
    switch (kind) {
    case StreamAddress::Kind::terminal: return make_terminal_pair();
    case StreamAddress::Kind::unix_socket: return make_unix_pair();
    case StreamAddress::Kind::tcp_socket: return make_tcp_pair();
    case StreamAddress::Kind::fifo_reader: return make_fifo_pair(false);
    case StreamAddress::Kind::fifo_writer: return make_fifo_pair(true);
    }
    return failure(EINVAL);
}

} // namespace openwdf::host
