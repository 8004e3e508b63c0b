// How a disk answers, for each leaf that behaves as one (N153-N155): ram:, a block device, and
// file: with ?as=disk.
#pragma once

#include "backend/backend.hpp"
#include "backend/transfer.hpp"

namespace openwdf::backend {

struct Disk {
    std::uint64_t size_bytes = 0;
    std::uint32_t sector_bytes = 1; // 1: transfers of any alignment
    bool read_only = false;
    std::uint32_t number = 0;
    const char* product = ""; // ASCII, for whoever asks what it is

    // Whether a transfer may go on; else the status it fails with, as a whole.
    NTSTATUS check(const TransferParameters& transfer, bool is_write) const;

    // Completes a device control IRP (disk_control.cpp says which it knows); the rest, and every
    // internal one, is STATUS_INVALID_DEVICE_REQUEST.
    NTSTATUS device_control(IRP& irp) const;

    // What it says its sectors are: a disk that takes any alignment has them as well.
    std::uint32_t shown_sector_bytes() const { return sector_bytes == 1 ? 512 : sector_bytes; }
};

// ?sector=BYTES, a power of two up to 4096.
Outcome<std::uint32_t> sector_option(const Uri& uri, std::uint32_t otherwise);

} // namespace openwdf::backend
