// IoGetDeviceProperty: what the PnP manager tells of a physical device.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::pnp {

// `length` may be 0. `needed` gets the bytes of the property. STATUS_BUFFER_TOO_SMALL,
// STATUS_INVALID_PARAMETER_2 for no property, STATUS_OBJECT_NAME_NOT_FOUND for one that this
// device does not have: there is no registry, so all that an INF would have put there are missing.
// STATUS_INVALID_DEVICE_REQUEST for a device that is not physical.
NTSTATUS device_property(DEVICE_OBJECT& pdo, DEVICE_REGISTRY_PROPERTY property, ULONG length,
                         void* buffer, ULONG& needed);

} // namespace openwdf::nt::pnp
