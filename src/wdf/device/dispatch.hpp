// The one dispatch routine of every framework driver: an IRP arrives at a device's stack location.
#pragma once

#include <ntddk.h>

namespace openwdf::wdf {

NTSTATUS dispatch_irp(DEVICE_OBJECT* device, IRP* irp);

// Hands the IRP to the device below, unseen (filters, and what an FDO leaves to the bus).
NTSTATUS forward_unseen(DEVICE_OBJECT& below, IRP& irp);
NTSTATUS complete_irp(IRP& irp, NTSTATUS status, ULONG_PTR information = 0);

} // namespace openwdf::wdf
