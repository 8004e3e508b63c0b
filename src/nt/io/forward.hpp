// Forward and wait (N43): what a dispatch routine does with an IRP that the drivers below must
// handle first.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// Copies the current location to the next, sends the IRP to `below` and waits until it is back. The
// IRP is the caller's again then, to be completed by it. At PASSIVE_LEVEL.
NTSTATUS forward_and_wait(DEVICE_OBJECT& below, IRP& irp);

} // namespace openwdf::nt::io
