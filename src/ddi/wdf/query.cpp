// What drivers ask of devices and targets: properties, and interfaces of functions.
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "nt/pnp/request.hpp"
#include "wdf/device/property.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/target/io_target.hpp"
#include "wdf/verifier.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

NTSTATUS query(ThreadContext& context, const char* ddi, DEVICE_OBJECT* pdo,
               DEVICE_REGISTRY_PROPERTY property, ULONG length, void* buffer, ULONG* needed)
{
    gate::require(context, needed, "ResultLength");
    if (length != 0)
        gate::require(context, buffer, "PropertyBuffer");
    if (!wdf::passive_enough(context, ddi))
        return STATUS_INVALID_DEVICE_REQUEST;
    return wdf::query_property(pdo, property, length, buffer, *needed);
}

NTSTATUS allocate(ThreadContext& context, const char* ddi, wdf::Driver& driver, DEVICE_OBJECT* pdo,
                  DEVICE_REGISTRY_PROPERTY property, POOL_TYPE pool,
                  const WDF_OBJECT_ATTRIBUTES* attributes, WDFMEMORY* memory)
{
    gate::require(context, memory, "PropertyMemory");
    *memory = nullptr;
    if (!wdf::passive_enough(context, ddi))
        return STATUS_INVALID_DEVICE_REQUEST;
    return wdf::allocate_property(context, driver, pdo, property, pool, attributes, memory);
}

} // namespace

extern "C" {

NTSTATUS owdf_WdfDeviceQueryProperty(PWDF_DRIVER_GLOBALS, WDFDEVICE Device,
                                     DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,
                                     PVOID PropertyBuffer, PULONG ResultLength)
{
    return gate::enter<Ddi::WdfDeviceQueryProperty>([&](ThreadContext& context) {
        return query(context, "WdfDeviceQueryProperty",
                     wdf::object<wdf::Device>(context, Device).pdo(), DeviceProperty, BufferLength,
                     PropertyBuffer, ResultLength);
    });
}

NTSTATUS owdf_WdfDeviceAllocAndQueryProperty(PWDF_DRIVER_GLOBALS globals, WDFDEVICE Device,
                                             DEVICE_REGISTRY_PROPERTY DeviceProperty,
                                             POOL_TYPE PoolType,
                                             PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
                                             WDFMEMORY* PropertyMemory)
{
    return gate::enter<Ddi::WdfDeviceAllocAndQueryProperty>([&](ThreadContext& context) {
        return allocate(context, "WdfDeviceAllocAndQueryProperty", *wdf::globals_of(globals).driver,
                        wdf::object<wdf::Device>(context, Device).pdo(), DeviceProperty, PoolType,
                        PropertyMemoryAttributes, PropertyMemory);
    });
}

NTSTATUS owdf_WdfIoTargetQueryTargetProperty(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                             DEVICE_REGISTRY_PROPERTY DeviceProperty,
                                             ULONG BufferLength, PVOID PropertyBuffer,
                                             PULONG ResultLength)
{
    return gate::enter<Ddi::WdfIoTargetQueryTargetProperty>([&](ThreadContext& context) {
        return query(context, "WdfIoTargetQueryTargetProperty",
                     wdf::object<wdf::IoTarget>(context, IoTarget).physical_device(),
                     DeviceProperty, BufferLength, PropertyBuffer, ResultLength);
    });
}

NTSTATUS owdf_WdfIoTargetAllocAndQueryTargetProperty(
    PWDF_DRIVER_GLOBALS globals, WDFIOTARGET IoTarget, DEVICE_REGISTRY_PROPERTY DeviceProperty,
    POOL_TYPE PoolType, PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes, WDFMEMORY* PropertyMemory)
{
    return gate::enter<Ddi::WdfIoTargetAllocAndQueryTargetProperty>([&](ThreadContext& context) {
        return allocate(context, "WdfIoTargetAllocAndQueryTargetProperty",
                        *wdf::globals_of(globals).driver,
                        wdf::object<wdf::IoTarget>(context, IoTarget).physical_device(),
                        DeviceProperty, PoolType, PropertyMemoryAttributes, PropertyMemory);
    });
}

NTSTATUS owdf_WdfIoTargetQueryForInterface(PWDF_DRIVER_GLOBALS, WDFIOTARGET IoTarget,
                                           LPCGUID InterfaceType, PINTERFACE Interface, USHORT Size,
                                           USHORT Version, PVOID InterfaceSpecificData)
{
    return gate::enter<Ddi::WdfIoTargetQueryForInterface>([&](ThreadContext& context) -> NTSTATUS {
        auto& target = wdf::object<wdf::IoTarget>(context, IoTarget);
        gate::require(context, InterfaceType, "InterfaceType");
        gate::require(context, Interface, "Interface");
        if (!wdf::passive_enough(context, "WdfIoTargetQueryForInterface"))
            return STATUS_INVALID_DEVICE_REQUEST;
        return target.query_interface(*InterfaceType, *Interface, Size, Version,
                                      InterfaceSpecificData);
    });
}

NTSTATUS owdf_WdfFdoQueryForInterface(PWDF_DRIVER_GLOBALS, WDFDEVICE Fdo, LPCGUID InterfaceType,
                                      PINTERFACE Interface, USHORT Size, USHORT Version,
                                      PVOID InterfaceSpecificData)
{
    return gate::enter<Ddi::WdfFdoQueryForInterface>([&](ThreadContext& context) -> NTSTATUS {
        auto& device = wdf::object<wdf::Device>(context, Fdo);
        gate::require(context, InterfaceType, "InterfaceType");
        gate::require(context, Interface, "Interface");
        if (!wdf::passive_enough(context, "WdfFdoQueryForInterface"))
            return STATUS_INVALID_DEVICE_REQUEST;
        if (device.is_control())
            return STATUS_INVALID_PARAMETER;
        return nt::pnp::query_interface(device.driver().executive(), device.wdm(), *InterfaceType,
                                        *Interface, Size, Version, InterfaceSpecificData);
    });
}

NTSTATUS owdf_WdfDeviceAddQueryInterface(PWDF_DRIVER_GLOBALS, WDFDEVICE Device,
                                         PWDF_QUERY_INTERFACE_CONFIG InterfaceConfig)
{
    return gate::enter<Ddi::WdfDeviceAddQueryInterface>([&](ThreadContext& context) -> NTSTATUS {
        auto& device = wdf::object<wdf::Device>(context, Device);
        gate::require(context, InterfaceConfig, "InterfaceConfig");
        gate::require(context, InterfaceConfig->InterfaceType, "InterfaceType");
        if (!wdf::passive_enough(context, "WdfDeviceAddQueryInterface"))
            return STATUS_INVALID_DEVICE_REQUEST;
        return device.exposed_interfaces().add(device, *InterfaceConfig);
    });
}

} // extern "C"
