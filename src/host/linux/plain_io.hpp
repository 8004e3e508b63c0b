// One blocking transfer, as the system call does it: bytes moved or a negative errno.
#pragma once

#include "host/host.hpp"

#include <cerrno>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace openwdf::host {

// Runs a system call again while a signal interrupts it; -1 becomes the negative errno.
template <class Call> [[gnu::always_inline]] inline std::int32_t retry_interrupted(Call call)
{
    for (;;) {
        const ssize_t moved = call();
        if (moved >= 0)
            return static_cast<std::int32_t>(moved);
        if (errno != EINTR)
            return -errno;
    }
}

// The vectored calls with flags are asked of the kernel directly: glibc's wrappers are cancellation
// points, which costs a cached 4 KiB read one part in twenty.
inline std::int32_t nowait_transfer(long number, int descriptor, const iovec& vector,
                                    std::uint64_t offset)
{
    // The offset's high half is a separate argument, which 64-bit kernels ignore.
    return retry_interrupted([&] {
        return ::syscall(number, descriptor, &vector, 1L, static_cast<long>(offset), 0L,
                         static_cast<long>(RWF_NOWAIT));
    });
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

// What an operation on a file is, as opposed to a question or a timer.
inline bool is_of_file(const IoOp& op)
{
    return op.kind == IoOp::Kind::read || op.kind == IoOp::Kind::write ||
           op.kind == IoOp::Kind::sync;
}

// Precondition: is_of_file(op).
inline std::int32_t plain_transfer(const IoOp& op)
{
    const int descriptor = op.file->descriptor();
    if (op.kind == IoOp::Kind::sync)
        return retry_interrupted([=] { return ::fdatasync(descriptor); });
    return op.kind == IoOp::Kind::read ? plain_read(descriptor, op.buffer, op.length, op.offset)
                                       : plain_write(descriptor, op.buffer, op.length, op.offset);
}

} // namespace openwdf::host
