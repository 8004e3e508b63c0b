// The AddDevice entry of every PnP driver of the framework: EvtDriverDeviceAdd.
#pragma once

#include <ntddk.h>

namespace openwdf::wdf {

NTSTATUS add_device(DRIVER_OBJECT* driver, DEVICE_OBJECT* pdo);

} // namespace openwdf::wdf
