// unix:PATH, tcp:HOST:PORT and fifo:PATH behave as a Windows pipe in byte mode.
//
// A read returns what is there, as soon as something is; a write ends when all of it was taken. A
// peer that is gone: what it sent is read first, then reads end with STATUS_PIPE_BROKEN, as does a
// write that was waiting, and new writes with STATUS_PIPE_CLOSING. No peer yet (?listen=1, a fifo
// that nobody opened): STATUS_PIPE_LISTENING. A flush ends when the peer has read what was written.
//
// In place of a path, "pair" makes both ends at once, for Machine::add_stream.
#include "backend/errno_status.hpp"
#include "backend/leaves.hpp"
#include "backend/stream_device.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::backend {

namespace {

class PipeDevice final : public StreamDevice {
public:
    struct Direction {
        bool read = true;
        bool write = true;
    };

    PipeDevice(const Surroundings& surroundings, std::unique_ptr<host::Stream> stream,
               Direction direction)
        : StreamDevice(surroundings, std::move(stream)), direction_(direction),
          flush_watch_(surroundings.scheduler, processor(), [this] { pump_writes(); })
    {
    }

private:
    NTSTATUS step_read(StreamRequest& request) override
    {
        if (!direction_.read)
            return STATUS_ACCESS_DENIED;
        const std::int32_t moved = stream().try_read(
            request.buffer, std::min(request.length, k_stream_transfer_bytes_max));
        if (moved == -EAGAIN)
            return STATUS_PENDING;
        if (moved <= 0)
            return moved == 0 ? STATUS_PIPE_BROKEN : status_of_errno(-moved, Stack::pipe);
        request.moved = static_cast<std::uint32_t>(moved);
        return STATUS_SUCCESS;
    }

    NTSTATUS step_write(StreamRequest& request) override
    {
        if (!direction_.write)
            return STATUS_ACCESS_DENIED;
        const std::int32_t error = write_on(stream(), request);
        if (error == -EPIPE && (request.begun || request.moved != 0))
            return STATUS_PIPE_BROKEN;
        if (error == -EAGAIN)
            return STATUS_PENDING;
        return error == 0 ? STATUS_SUCCESS : status_of_errno(-error, Stack::pipe);
    }

    // With nothing unread there is nothing to wait for, whatever the peer does.
    NTSTATUS step_flush(StreamRequest& request) override
    {
        if (!direction_.write)
            return STATUS_ACCESS_DENIED;
        const std::int32_t unread = stream().output_unread();
        if (unread == -EPIPE && request.begun)
            return STATUS_PIPE_BROKEN;
        return unread > 0 ? STATUS_PENDING : STATUS_SUCCESS;
    }

    NTSTATUS before_waiting(StreamRequest& request) override
    {
        if (request.flushes)
            flush_watch_.until_drained(stream());
        return STATUS_PENDING;
    }

    void control(StreamRequest& request, IO_STACK_LOCATION&) override
    {
        finish(request, STATUS_INVALID_DEVICE_REQUEST, 0);
    }

    const Direction direction_;
    Watch flush_watch_;
};

Outcome<Backend> make_pipe(const Surroundings& surroundings, const Uri& uri,
                           const host::StreamAddress& address, const char* what_is_needed)
{
    using Kind = host::StreamAddress::Kind;
    auto io_type = io_type_option(uri, nt::io::IoType::direct);
    if (!io_type.ok())
        return io_type.error();
    auto ends = open_stream(surroundings.host, uri, address, what_is_needed);
    if (!ends.ok())
        return ends.error();
    const PipeDevice::Direction direction{address.kind != Kind::fifo_writer,
                                          address.kind != Kind::fifo_reader};
    Backend backend;
    backend.device =
        std::make_unique<PipeDevice>(surroundings, std::move(ends.value().target_end), direction);
    backend.peer = std::move(ends.value().peer_end);
    backend.spec.type = FILE_DEVICE_NAMED_PIPE;
    backend.spec.io_type = io_type.value();
    return backend;
}

// What unix: and tcp: have in common.
Outcome<host::StreamAddress> socket_address(const Uri& uri, host::StreamAddress::Kind kind)
{
    if (auto allowed = uri.allow_options({"io", "listen"}); !allowed.ok())
        return allowed.error();
    auto listen = flag_option(uri, "listen");
    if (!listen.ok())
        return listen.error();
    host::StreamAddress address;
    address.kind = kind;
    address.path = uri.path();
    address.listen = listen.value();
    return address;
}

} // namespace

Outcome<Backend> make_unix(const Surroundings& surroundings, const Uri& uri)
{
    auto found = socket_address(uri, host::StreamAddress::Kind::unix_socket);
    if (!found.ok())
        return found.error();
    host::StreamAddress& address = found.value();
    return make_pipe(surroundings, uri, address, "a Unix stream socket that somebody listens on");
}

Outcome<Backend> make_tcp(const Surroundings& surroundings, const Uri& uri)
{
    auto found = socket_address(uri, host::StreamAddress::Kind::tcp_socket);
    if (!found.ok())
        return found.error();
    host::StreamAddress& address = found.value();
    // An IPv6 address has colons of its own, and may stand in brackets.
    const std::size_t colon = uri.path().rfind(':');
    if (uri.path() != pair_name(uri) && (colon == std::string::npos || colon == 0))
        return uri.error(fmt::format("'{}' is not HOST:PORT", uri.path()));
    if (colon != std::string::npos) {
        address.service = uri.path().substr(colon + 1);
        address.path = uri.path().substr(0, colon);
    }
    if (address.path.size() > 2 && address.path.front() == '[' && address.path.back() == ']')
        address.path = address.path.substr(1, address.path.size() - 2);
    return make_pipe(surroundings, uri, address, "a host and a port that somebody listens on");
}

Outcome<Backend> make_fifo(const Surroundings& surroundings, const Uri& uri)
{
    if (auto allowed = uri.allow_options({"io", "direction"}); !allowed.ok())
        return allowed.error();
    const std::string* direction = uri.option("direction");
    if (direction != nullptr && *direction != "read" && *direction != "write")
        return uri.error(fmt::format("direction='{}' is neither read nor write", *direction));
    const bool writes = direction != nullptr && *direction == "write";
    host::StreamAddress address;
    address.kind =
        writes ? host::StreamAddress::Kind::fifo_writer : host::StreamAddress::Kind::fifo_reader;
    address.path = uri.path();
    return make_pipe(surroundings, uri, address, "a fifo (mkfifo makes one)");
}

} // namespace openwdf::backend
