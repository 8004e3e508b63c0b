// A packet formatted for a target: an IRP that fits, buffers converted, the next location filled
// in. What the synchronous methods and WdfIoTargetFormatRequestFor* share.
#pragma once

#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

// IRP_MJ_READ or IRP_MJ_WRITE.
NTSTATUS format_transfer(IoTarget& target, Packet& packet, UCHAR major, const IoBuffer& buffer,
                         const LONGLONG* offset);
// IRP_MJ_DEVICE_CONTROL or IRP_MJ_INTERNAL_DEVICE_CONTROL.
NTSTATUS format_control(IoTarget& target, Packet& packet, UCHAR major, ULONG code,
                        const IoBuffer& input, const IoBuffer& output);
NTSTATUS format_others(IoTarget& target, Packet& packet, ULONG code,
                       const IoBuffer (&arguments)[3]);

// WdfIoTargetFormatRequestFor*: memory objects and offsets may be nullptr. A request in flight is
// STATUS_INVALID_DEVICE_REQUEST; wrong offsets are found before the former format is released.
struct FormatMemory {
    Memory* memory;
    const WDFMEMORY_OFFSET* offsets;
};
NTSTATUS format_request_for_transfer(IoTarget& target, Request& request, UCHAR major,
                                     const FormatMemory& buffer, const LONGLONG* offset);
NTSTATUS format_request_for_control(IoTarget& target, Request& request, UCHAR major, ULONG code,
                                    const FormatMemory& input, const FormatMemory& output);
NTSTATUS format_request_for_others(IoTarget& target, Request& request, ULONG code,
                                   const FormatMemory (&arguments)[3]);

} // namespace openwdf::wdf
