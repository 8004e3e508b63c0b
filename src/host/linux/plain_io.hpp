// One blocking transfer, as the system call does it: bytes moved or a negative errno.
#pragma once

#include "host/host.hpp"

#include <cerrno>
#include <unistd.h>

namespace openwdf::host {

// Runs a system call again while a signal interrupts it; -1 becomes the negative errno.
template <class Call> std::int32_t retry_interrupted(Call call)
{
    for (;;) {
        const ssize_t moved = call();
        if (moved >= 0)
            return static_cast<std::int32_t>(moved);
        if (errno != EINTR)
            return -errno;
    }
}

inline std::int32_t plain_read(int descriptor, void* buffer, std::uint32_t length,
                               std::uint64_t offset)
{
    return retry_interrupted(
        [=] { return ::pread(descriptor, buffer, length, static_cast<off_t>(offset)); });
}

inline std::int32_t plain_write(int descriptor, const void* buffer, std::uint32_t length,
                                std::uint64_t offset)
{
    return retry_interrupted(
        [=] { return ::pwrite(descriptor, buffer, length, static_cast<off_t>(offset)); });
}

inline std::int32_t plain_transfer(const IoOp& op)
{
    const int descriptor = op.file->descriptor();
    return op.kind == IoOp::Kind::read ? plain_read(descriptor, op.buffer, op.length, op.offset)
                                       : plain_write(descriptor, op.buffer, op.length, op.offset);
}

} // namespace openwdf::host
