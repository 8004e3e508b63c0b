// Devices and names as drivers make them: the Windows signatures' odds and ends.
#pragma once

#include "nt/executive.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {

NTSTATUS create_driver_device(DRIVER_OBJECT& driver, ULONG extension_bytes,
                              const UNICODE_STRING* name, DEVICE_TYPE type, ULONG characteristics,
                              bool exclusive, DEVICE_OBJECT*& device);
NTSTATUS create_link(Executive& executive, const UNICODE_STRING& link,
                     const UNICODE_STRING& target);
NTSTATUS delete_link(Executive& executive, const UNICODE_STRING& link);

// IoGetDeviceObjectPointer (N73): `file` is referenced for the caller, its handle closed; `device`
// is not referenced.
NTSTATUS open_device_by_name(Executive& executive, const UNICODE_STRING& name, ACCESS_MASK access,
                             FILE_OBJECT*& file, DEVICE_OBJECT*& device);

} // namespace openwdf::nt::io
