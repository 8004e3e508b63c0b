// Device objects and device stacks.
#pragma once

#include "base/result.hpp"
#include "nt/io/driver.hpp"
#include "nt/ob/object.hpp"

#include <ntddk.h>

#include <string>

namespace openwdf::nt::io {

struct DeviceRecord {
    DeviceRecord(Executive& executive, DRIVER_OBJECT& driver);
    ~DeviceRecord();
    DeviceRecord(const DeviceRecord&) = delete;
    DeviceRecord& operator=(const DeviceRecord&) = delete;

    ob::ObjectHeader header;
    DEVICE_OBJECT object{};
    DEVOBJ_EXTENSION extension{};
    DEVICE_OBJECT* attached_to = nullptr; // the device below; referenced
    bool delete_pending = false;          // IoDeleteDevice ran
    std::uint32_t open_count = 0;         // file objects not yet closed; atomic
    // The framework's device (wdf::Device), or the provider of a runtime device; opaque here.
    void* framework = nullptr;
    // Called once when the last reference is gone, before the memory goes, except at the machine's
    // end. May run driver code, so it is not called from a destructor.
    void (*framework_release)(void* framework) = nullptr;
    void* extension_memory = nullptr;
};

struct DeviceSpec {
    std::size_t extension_bytes = 0;
    std::u16string name; // "" for none
    DEVICE_TYPE type = FILE_DEVICE_UNKNOWN;
    ULONG characteristics = 0;
    bool exclusive = false;
};

// IoCreateDevice: StackSize 1, DO_DEVICE_INITIALIZING set (opens are refused until it is cleared,
// N71). The caller owns the device until delete_device.
base::Result<DEVICE_OBJECT*> create_device(DRIVER_OBJECT& driver, const DeviceSpec& spec);
// IoDeleteDevice: name removed at once, memory with the last reference (N72).
void delete_device(DEVICE_OBJECT& device);

// IoAttachDeviceToDeviceStack: on top of the stack `target` belongs to; sets StackSize, alignment
// and sector size. Returns the device attached to, nullptr when it is being deleted.
DEVICE_OBJECT* attach_to_stack(DEVICE_OBJECT& source, DEVICE_OBJECT& target);
// IoDetachDevice: removes whatever is attached on `lower`.
void detach_from(DEVICE_OBJECT& lower);
DEVICE_OBJECT& top_of_stack(DEVICE_OBJECT& device);
// The same, referenced for the caller (IoGetAttachedDeviceReference).
DEVICE_OBJECT& top_of_stack_referenced(DEVICE_OBJECT& device);

inline DeviceRecord& record_of(DEVICE_OBJECT& device)
{
    return reinterpret_cast<DeviceRecord&>(ob::header_of(&device));
}

// For traces: the name, or the driver's name in brackets.
std::string describe(DEVICE_OBJECT& device);

} // namespace openwdf::nt::io
