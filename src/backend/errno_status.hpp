// The one table from a Linux errno to the NTSTATUS a lower device answers with (N159). It speaks
// of requests on an open device; why an open failed is the host's to say (host::open_file). Where
// Windows' stacks say the same thing in different words, the kind of device decides.
#pragma once

#include <ntddk.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace openwdf::backend {

struct ErrnoRow {
    int error;
    NTSTATUS status;
};

inline constexpr std::array k_errno_table{
    ErrnoRow{ENOSPC, STATUS_DISK_FULL},
    ErrnoRow{EDQUOT, STATUS_DISK_FULL},
    ErrnoRow{EFBIG, STATUS_DISK_FULL},
    ErrnoRow{EROFS, STATUS_MEDIA_WRITE_PROTECTED},
    ErrnoRow{EIO, STATUS_IO_DEVICE_ERROR},
    ErrnoRow{ENODEV, STATUS_DEVICE_NOT_CONNECTED},
    ErrnoRow{ENXIO, STATUS_DEVICE_NOT_CONNECTED},
    ErrnoRow{EINVAL, STATUS_INVALID_PARAMETER},
    ErrnoRow{ENOMEM, STATUS_INSUFFICIENT_RESOURCES},
    ErrnoRow{EACCES, STATUS_ACCESS_DENIED},
    ErrnoRow{EPERM, STATUS_ACCESS_DENIED},
    ErrnoRow{EBADF, STATUS_ACCESS_DENIED}, // opened for reading only
    ErrnoRow{EBUSY, STATUS_DEVICE_BUSY},
    ErrnoRow{ETIMEDOUT, STATUS_IO_TIMEOUT},
    ErrnoRow{ECANCELED, STATUS_CANCELLED},
    ErrnoRow{EINTR, STATUS_CANCELLED}, // how a ring ends what it was asked to cancel
    ErrnoRow{EPIPE, STATUS_PIPE_BROKEN},
    ErrnoRow{ENOTTY, STATUS_INVALID_DEVICE_REQUEST},
    ErrnoRow{EOPNOTSUPP, STATUS_INVALID_DEVICE_REQUEST},
    ErrnoRow{ENOENT, STATUS_OBJECT_NAME_NOT_FOUND},
    ErrnoRow{EEXIST, STATUS_OBJECT_NAME_COLLISION},
    ErrnoRow{EFAULT, STATUS_ACCESS_VIOLATION},
};

// Disks and file systems are told apart before Linux is asked, so they share the table above.
enum class Stack : std::uint8_t { serial, pipe };

struct StackRow {
    Stack stack;
    int error;
    NTSTATUS status;
};

// Where a stack differs from the table above.
inline constexpr std::array k_stack_rows{
    // N168: the line hung up, the adapter was pulled out.
    StackRow{Stack::serial, EPIPE, STATUS_DEVICE_NOT_CONNECTED},
    StackRow{Stack::serial, EIO, STATUS_DEVICE_NOT_CONNECTED},
    // The peer is gone: a reader learns of it as broken, who writes then as closing.
    StackRow{Stack::pipe, EPIPE, STATUS_PIPE_CLOSING},
    StackRow{Stack::pipe, ECONNRESET, STATUS_PIPE_BROKEN},
    StackRow{Stack::pipe, ENOTCONN, STATUS_PIPE_LISTENING}, // no peer has come yet
};

// `error` is a positive errno. What the table does not know is STATUS_UNSUCCESSFUL.
constexpr NTSTATUS status_of_errno(int error)
{
    for (const ErrnoRow& row : k_errno_table) {
        if (row.error == error)
            return row.status;
    }
    return STATUS_UNSUCCESSFUL;
}

constexpr NTSTATUS status_of_errno(int error, Stack stack)
{
    for (const StackRow& row : k_stack_rows) {
        if (row.stack == stack && row.error == error)
            return row.status;
    }
    return status_of_errno(error);
}

} // namespace openwdf::backend
