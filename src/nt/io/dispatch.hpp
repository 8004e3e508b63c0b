// Down: IofCallDriver. Takes the IRP's next location, hands the IRP to the device's driver and
// returns what its dispatch routine returned (N18, N24). After the call the IRP may be gone.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// Bug check 0x35 when no location is left (N19).
NTSTATUS call_driver(DEVICE_OBJECT& device, IRP& irp);

} // namespace openwdf::nt::io
