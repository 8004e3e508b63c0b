// Device objects, symbolic links, device stacks.
#include "gate/entry.hpp"
#include "nt/io/device.hpp"
#include "nt/io/driver_device.hpp"
#include "nt/pnp/device_property.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                        PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                        ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                        PDEVICE_OBJECT* DeviceObject)
{
    return gate::enter<Ddi::IoCreateDevice>([&](ThreadContext& context) {
        gate::require(context, DriverObject, "DriverObject");
        gate::require(context, DeviceObject, "DeviceObject");
        return nt::io::create_driver_device(*DriverObject, DeviceExtensionSize, DeviceName,
                                            DeviceType, DeviceCharacteristics, Exclusive != FALSE,
                                            *DeviceObject);
    });
}

VOID IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
    gate::enter<Ddi::IoDeleteDevice>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        nt::io::delete_device(*DeviceObject);
    });
}

NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
    return gate::enter<Ddi::IoCreateSymbolicLink>([&](ThreadContext& context) {
        gate::require(context, SymbolicLinkName, "SymbolicLinkName");
        gate::require(context, DeviceName, "DeviceName");
        return nt::io::create_link(nt::executive_of(context), *SymbolicLinkName, *DeviceName);
    });
}

NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
    return gate::enter<Ddi::IoDeleteSymbolicLink>([&](ThreadContext& context) {
        gate::require(context, SymbolicLinkName, "SymbolicLinkName");
        return nt::io::delete_link(nt::executive_of(context), *SymbolicLinkName);
    });
}

PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice)
{
    return gate::enter<Ddi::IoAttachDeviceToDeviceStack>([&](ThreadContext& context) {
        gate::require(context, SourceDevice, "SourceDevice");
        gate::require(context, TargetDevice, "TargetDevice");
        return nt::io::attach_to_stack(*SourceDevice, *TargetDevice);
    });
}

VOID IoDetachDevice(PDEVICE_OBJECT TargetDevice)
{
    gate::enter<Ddi::IoDetachDevice>([&](ThreadContext& context) {
        gate::require(context, TargetDevice, "TargetDevice");
        nt::io::detach_from(*TargetDevice);
    });
}

NTSTATUS IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess,
                                  PFILE_OBJECT* FileObject, PDEVICE_OBJECT* DeviceObject)
{
    return gate::enter<Ddi::IoGetDeviceObjectPointer>([&](ThreadContext& context) {
        gate::require(context, ObjectName, "ObjectName");
        gate::require(context, FileObject, "FileObject");
        gate::require(context, DeviceObject, "DeviceObject");
        return nt::io::open_device_by_name(nt::executive_of(context), *ObjectName, DesiredAccess,
                                           *FileObject, *DeviceObject);
    });
}

PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject)
{
    return gate::enter<Ddi::IoGetAttachedDeviceReference>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        return &nt::io::top_of_stack_referenced(*DeviceObject);
    });
}

NTSTATUS IoGetDeviceProperty(PDEVICE_OBJECT DeviceObject, DEVICE_REGISTRY_PROPERTY DeviceProperty,
                             ULONG BufferLength, PVOID PropertyBuffer, PULONG ResultLength)
{
    return gate::enter<Ddi::IoGetDeviceProperty>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        gate::require(context, ResultLength, "ResultLength");
        return nt::pnp::device_property(*DeviceObject, DeviceProperty, BufferLength, PropertyBuffer,
                                        *ResultLength);
    });
}

} // extern "C"
