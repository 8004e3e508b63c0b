// How a disk answers, for each leaf that behaves as one (N153-N155).
#pragma once

#include "backend/transfer.hpp"

namespace openwdf::backend {

struct Disk {
    std::uint64_t size_bytes = 0;
    std::uint32_t sector_bytes = 1; // 1: transfers of any alignment
    bool read_only = false;

    // Whether a transfer may go on; else the status it fails with, as a whole.
    NTSTATUS check(const TransferParameters& transfer, bool is_write) const;

    // Completes a device control IRP: IOCTL_DISK_GET_LENGTH_INFO, and no other.
    NTSTATUS device_control(IRP& irp) const;
};

// CTL_CODE(IOCTL_DISK_BASE, 0x17, METHOD_BUFFERED, FILE_READ_ACCESS); answers one LARGE_INTEGER.
inline constexpr ULONG k_ioctl_disk_get_length_info = 0x0007405C;

} // namespace openwdf::backend
