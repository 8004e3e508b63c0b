// WDFDEVICE_INIT: what a driver sets before WdfDeviceCreate. Opaque to drivers.
#pragma once

#include "wdf/driver/driver.hpp"

#include <optional>
#include <string>

struct WDFDEVICE_INIT {
    openwdf::wdf::Driver* driver = nullptr;
    DEVICE_OBJECT* pdo = nullptr; // nullptr: a control device
    bool filter = false;
    bool exclusive = false;
    std::u16string name;
    DEVICE_TYPE type = FILE_DEVICE_UNKNOWN;
    ULONG characteristics = 0;
    // KMDF's default for read and write is buffered; a filter takes the type of the device below.
    WDF_DEVICE_IO_TYPE io_type = WdfDeviceIoBuffered;
    std::optional<WDF_PNPPOWER_EVENT_CALLBACKS> pnp_power;
    std::optional<WDF_FILEOBJECT_CONFIG> file_config;
    std::optional<WDF_OBJECT_ATTRIBUTES> file_attributes;
    std::optional<WDF_OBJECT_ATTRIBUTES> request_attributes;
    // WdfDeviceCreate consumed it: the driver's pointer is NULL from then on.
    bool from_framework = false; // owned by add_device, not by the driver
};

namespace openwdf::wdf {

// WdfControlDeviceInitAllocate / WdfDeviceInitFree. The framework frees the init of AddDevice.
WDFDEVICE_INIT* allocate_control_init(Driver& driver);
void free_device_init(WDFDEVICE_INIT* init);

} // namespace openwdf::wdf
