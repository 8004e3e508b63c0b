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
    UCHAR major; // IRP_MJ_READ or IRP_MJ_WRITE
    void* buffer;
    ULONG length;
    LONGLONG offset;
};

struct Control {
    UCHAR major; // IRP_MJ_DEVICE_CONTROL or IRP_MJ_INTERNAL_DEVICE_CONTROL
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
// A request without buffers (create, cleanup, close, flush, PnP ...): the caller fills in the
// parameters of the next location.
base::Result<IRP*> build_plain(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                               UCHAR major, UCHAR minor, KPROCESSOR_MODE mode,
                               IO_STATUS_BLOCK* iosb, KEVENT* event);

// Sends an I/O manager IRP and waits until it ended: the status, also written to iosb (whatever
// N41 says: the sender is ours). Copy-back and all other work on the caller's memory happens here,
// in the calling thread (N4), so that nobody touches that memory once the call has left, not even
// when the machine stops meanwhile. Precondition: PASSIVE_LEVEL or APC_LEVEL; the event given to
// build_* is not touched.
NTSTATUS send_and_wait(Executive& executive, DEVICE_OBJECT& device, IRP& irp,
                       IO_STATUS_BLOCK& iosb);

// The end of the completion walk of an I/O manager IRP (io/completion.cpp).
void end_request(IRP& irp);
// The same for one whose thread cancelled it, and has to do it itself.
void end_for_thread(Executive& executive, IRP& irp);

} // namespace openwdf::nt::io
