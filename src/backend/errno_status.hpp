// The one table from a Linux errno to the NTSTATUS a lower device answers with (N159). It speaks
// of requests on an open device; why an open failed is the host's to say (host::open_file).
#pragma once

#include <ntddk.h>

#include <array>
#include <cerrno>

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

// `error` is a positive errno. What the table does not know is STATUS_UNSUCCESSFUL.
constexpr NTSTATUS status_of_errno(int error)
{
    for (const ErrnoRow& row : k_errno_table) {
        if (row.error == error)
            return row.status;
    }
    return STATUS_UNSUCCESSFUL;
}

} // namespace openwdf::backend
