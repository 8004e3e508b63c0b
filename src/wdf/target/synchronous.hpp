// The five synchronous methods (section 4): check options, resolve descriptors, format, send, wait.
#pragma once

#include "gate/context.hpp"

#include <wdf.h>

namespace openwdf::wdf {

class IoTarget;
class Request;

// IRP_MJ_READ or IRP_MJ_WRITE. `request` may be nullptr (fact 30).
NTSTATUS send_transfer_synchronously(gate::ThreadContext& context, IoTarget& target,
                                     Request* request, UCHAR major,
                                     const WDF_MEMORY_DESCRIPTOR* buffer, const LONGLONG* offset,
                                     const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* moved);
// IRP_MJ_DEVICE_CONTROL or IRP_MJ_INTERNAL_DEVICE_CONTROL.
NTSTATUS send_control_synchronously(gate::ThreadContext& context, IoTarget& target,
                                    Request* request, UCHAR major, ULONG code,
                                    const WDF_MEMORY_DESCRIPTOR* input,
                                    const WDF_MEMORY_DESCRIPTOR* output,
                                    const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* returned);
NTSTATUS send_others_synchronously(gate::ThreadContext& context, IoTarget& target, Request* request,
                                   ULONG code, const WDF_MEMORY_DESCRIPTOR* const (&arguments)[3],
                                   const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* returned);

// Facts 18-24. What every synchronous method does first; also the flags WdfRequestSend accepts.
NTSTATUS check_send_options(const WDF_REQUEST_SEND_OPTIONS* options);
// 0 without a timeout (fact 22).
LONGLONG timeout_of(const WDF_REQUEST_SEND_OPTIONS* options);
bool ignores_state(const WDF_REQUEST_SEND_OPTIONS* options);

// Bug check 0x10D P1 6 P2 3.
[[noreturn]] void sent_twice(Request& request);

} // namespace openwdf::wdf
