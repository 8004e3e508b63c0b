// Thin PnP manager: builds a device stack on a physical device object, starts it and removes it,
// with the IRPs and in the order of N138-N142.
#pragma once

#include "base/result.hpp"

#include <ntddk.h>

#include <string>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::io {
struct DriverRecord;
}

namespace openwdf::nt::pnp {

// A new physical device object of the root bus, \Device\0000000N.
base::Result<DEVICE_OBJECT*> enumerate_root_device(Executive& executive);

// Calls the driver's AddDevice with `pdo` (a root device, or any device to filter). What AddDevice
// returned, also when it succeeded without attaching anything.
NTSTATUS add_driver(io::DriverRecord& driver, DEVICE_OBJECT& pdo);

// IRP_MN_START_DEVICE to the top of the stack, waits, then clears nothing: the status is the
// stack's. A stack that failed to start is removed by the caller.
NTSTATUS start_stack(Executive& executive, DEVICE_OBJECT& pdo);
// IRP_MN_QUERY_REMOVE_DEVICE, then IRP_MN_REMOVE_DEVICE (or CANCEL_REMOVE when refused).
NTSTATUS remove_stack(Executive& executive, DEVICE_OBJECT& pdo);
// IRP_MN_REMOVE_DEVICE at once, for teardown and failed starts. Must not fail (N141).
void remove_stack_now(Executive& executive, DEVICE_OBJECT& pdo);
// The root device itself goes away. Precondition: its stack was removed.
void delete_root_device(DEVICE_OBJECT& pdo);

} // namespace openwdf::nt::pnp
