#include "backend/leaves.hpp"
#include "backend/stream_device.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::backend {

Outcome<host::StreamPair> open_stream(host::Host& host, const Uri& uri,
                                      const host::StreamAddress& address,
                                      const char* what_is_needed)
{
    if (uri.path().empty())
        return uri.error(fmt::format("there is nothing behind {}:; needed is {}, or '{}' with "
                                     "Machine::add_stream",
                                     uri.scheme(), what_is_needed, pair_name(uri)));
    if (uri.path() == pair_name(uri)) {
        auto pair = host.make_stream_pair(address.kind);
        if (pair.ok())
            return pair.take();
        return uri.error(fmt::format("no pair can be made ({})", status_name(pair.status())));
    }
    auto stream = host.open_stream(address);
    if (stream.ok())
        return host::StreamPair{stream.take(), nullptr};
    Error error = uri.error(
        stream.status() == STATUS_NOT_SUPPORTED
            ? fmt::format("a simulated machine cannot wait for '{}'; Machine::add_stream with "
                          "'{}:{}' makes a stream in its own time",
                          uri.path(), uri.scheme(), pair_name(uri))
            : fmt::format("'{}' cannot be opened ({}); needed is {}", uri.path(),
                          status_name(stream.status()), what_is_needed));
    error.status = stream.status();
    return error;
}

std::int32_t write_on(host::Stream& stream, StreamRequest& request)
{
    while (request.moved < request.length) {
        const std::uint32_t left = request.length - request.moved;
        const std::int32_t moved = stream.try_write(request.buffer + request.moved,
                                                    std::min(left, k_stream_transfer_bytes_max));
        if (moved < 0)
            return moved;
        request.moved += static_cast<std::uint32_t>(moved);
    }
    return 0;
}

} // namespace openwdf::backend
