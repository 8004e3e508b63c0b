// What the tests of stream targets share: an application handle and the far end of the stream.
#pragma once

#include "support/fixture.hpp"

#include <span>
#include <string>
#include <string_view>

namespace conformance {

inline constexpr std::int32_t k_success = 0;
inline constexpr std::int32_t k_timeout = 0x102;
inline constexpr auto k_invalid_parameter = static_cast<std::int32_t>(0xC000000D);
inline constexpr auto k_invalid_device_request = static_cast<std::int32_t>(0xC0000010);
inline constexpr auto k_access_denied = static_cast<std::int32_t>(0xC0000022);
inline constexpr auto k_buffer_too_small = static_cast<std::int32_t>(0xC0000023);
inline constexpr auto k_device_not_connected = static_cast<std::int32_t>(0xC000009D);
inline constexpr auto k_pipe_closing = static_cast<std::int32_t>(0xC00000B1);
inline constexpr auto k_pipe_listening = static_cast<std::int32_t>(0xC00000B3);
inline constexpr auto k_io_timeout = static_cast<std::int32_t>(0xC00000B5);
inline constexpr auto k_not_supported = static_cast<std::int32_t>(0xC00000BB);
inline constexpr auto k_cancelled = static_cast<std::int32_t>(0xC0000120);
inline constexpr auto k_pipe_broken = static_cast<std::int32_t>(0xC000014B);

struct ReadResult {
    std::int32_t status = 0;
    std::string bytes;

    bool operator==(const ReadResult&) const = default;
};

inline void PrintTo(const ReadResult& result, std::ostream* out)
{
    *out << openwdf::status_name(result.status) << ", \"" << result.bytes << '"';
}

// At most `length` bytes; only what Information counts.
inline ReadResult read_from(Handle& handle, std::size_t length)
{
    std::string bytes(length, '?');
    const IoResult result = handle.read(std::as_writable_bytes(std::span(bytes)));
    bytes.resize(result.information);
    return {result.status, bytes};
}

inline IoResult write_to(Handle& handle, std::string_view bytes)
{
    return handle.write(std::as_bytes(std::span(bytes)));
}

// Reads until `length` bytes came.
inline std::string read_all(Handle& handle, std::size_t length)
{
    std::string all;
    while (all.size() < length) {
        const ReadResult part = read_from(handle, length - all.size());
        if (part.status != 0)
            return all + "...";
        all += part.bytes;
    }
    return all;
}

inline std::string counted(std::size_t length)
{
    std::string bytes(length, '\0');
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<char>('a' + i % 23);
    return bytes;
}

} // namespace conformance
