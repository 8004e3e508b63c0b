// Properties of a physical device, for WdfDeviceQueryProperty, WdfIoTargetQueryTargetProperty and
// their relatives that allocate.
#pragma once

#include "wdf/driver/driver.hpp"

namespace openwdf::wdf {

// `pdo` may be nullptr: STATUS_INVALID_DEVICE_REQUEST (section 5). Else as IoGetDeviceProperty.
NTSTATUS query_property(DEVICE_OBJECT* pdo, DEVICE_REGISTRY_PROPERTY property, ULONG length,
                        void* buffer, ULONG& needed);

// The same, into a new memory object, whose parent is the driver unless the attributes say
// otherwise.
NTSTATUS allocate_property(gate::ThreadContext& context, Driver& driver, DEVICE_OBJECT* pdo,
                           DEVICE_REGISTRY_PROPERTY property, POOL_TYPE pool,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFMEMORY* handle);

} // namespace openwdf::wdf
