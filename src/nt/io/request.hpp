// Requests of the I/O manager: an IRP made from a caller's buffers as the receiving device wants
// them (N1-N16), ended by the completion walk (N40-N45).
#pragma once

#include "base/result.hpp"

#include <ntddk.h>

#include <cstdint>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::io {

struct Transfer {
    UCHAR major;          // IRP_MJ_READ or IRP_MJ_WRITE
    void* buffer;
    ULONG length;
    LONGLONG offset;
};

struct Control {
    UCHAR major;          // IRP_MJ_DEVICE_CONTROL or IRP_MJ_INTERNAL_DEVICE_CONTROL
    ULONG code;
    const void* input;
    ULONG input_length;
    void* output;
    ULONG output_length;
};

// An IRP for `device` (the top of a stack), its next location filled in, buffers converted. Owned
// by the I/O manager: it ends itself on completion, writing `iosb` and setting `event` by N41.
// `file` may be nullptr. STATUS_INSUFFICIENT_RESOURCES when out of memory.
base::Result<IRP*> build_transfer(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                                  const Transfer& transfer, KPROCESSOR_MODE mode,
                                  IO_STATUS_BLOCK& iosb, KEVENT* event);
base::Result<IRP*> build_control(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                                 const Control& control, KPROCESSOR_MODE mode,
                                 IO_STATUS_BLOCK& iosb, KEVENT* event);

// Sends an I/O manager IRP and waits until it ended. The final status (also written to iosb).
NTSTATUS send_and_wait(Executive& executive, DEVICE_OBJECT& device, IRP& irp, KEVENT& event,
                       IO_STATUS_BLOCK& iosb);

} // namespace openwdf::nt::io
