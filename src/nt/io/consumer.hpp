// The consumer face of nt/io: what an application side (client/) may use. Everything else of nt is
// closed to it.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string_view>

struct _FILE_OBJECT;

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::io {

struct IoResult {
    base::Status status;
    std::uint64_t information; // bytes moved, whatever the status
};

// All of these run in the calling thread, which must be attached to the executive's machine, as a
// user-mode caller (RequestorMode UserMode), and wait for the end of the request.
base::Result<_FILE_OBJECT*> consumer_open(Executive& executive, std::u16string_view path, bool read,
                                          bool write);
IoResult consumer_read(_FILE_OBJECT& file, void* buffer, std::uint32_t length, std::int64_t offset);
IoResult consumer_write(_FILE_OBJECT& file, const void* buffer, std::uint32_t length,
                        std::int64_t offset);
// Access bits of the code are checked against the handle first (N15).
IoResult consumer_ioctl(_FILE_OBJECT& file, std::uint32_t code, const void* input,
                        std::uint32_t input_length, void* output, std::uint32_t output_length);
// CancelIoEx of all requests: how many were waiting for their end. Their senders return when
// whoever has them lets go of them.
unsigned consumer_cancel(_FILE_OBJECT& file);
void consumer_close(_FILE_OBJECT& file);

} // namespace openwdf::nt::io
