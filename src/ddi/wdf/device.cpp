// WdfDevice*, WdfControl*, WdfFileObject*.
#include "wdf/device/device.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/device/file.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/target/io_target.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfDeviceCreate(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT* DeviceInit,
                              PWDF_OBJECT_ATTRIBUTES DeviceAttributes, WDFDEVICE* Device)
{
    return gate::enter<Ddi::WdfDeviceCreate>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        gate::require(context, *DeviceInit, "*DeviceInit");
        gate::require(context, Device, "Device");
        return wdf::Device::create(*DeviceInit, DeviceAttributes, Device);
    });
}

VOID owdf_WdfControlFinishInitializing(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    gate::enter<Ddi::WdfControlFinishInitializing>([&](ThreadContext& context) {
        auto& device = wdf::object<wdf::Device>(context, Device);
        device.wdm().Flags &= ~static_cast<ULONG>(DO_DEVICE_INITIALIZING);
    });
}

NTSTATUS owdf_WdfDeviceCreateSymbolicLink(PWDF_DRIVER_GLOBALS, WDFDEVICE Device,
                                          PCUNICODE_STRING SymbolicLinkName)
{
    return gate::enter<Ddi::WdfDeviceCreateSymbolicLink>([&](ThreadContext& context) {
        auto& device = wdf::object<wdf::Device>(context, Device);
        gate::require(context, SymbolicLinkName, "SymbolicLinkName");
        return device.create_symbolic_link(*SymbolicLinkName);
    });
}

WDFDRIVER owdf_WdfDeviceGetDriver(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceGetDriver>([&](ThreadContext& context) {
        return static_cast<WDFDRIVER>(wdf::object<wdf::Device>(context, Device).driver().handle());
    });
}

WDFIOTARGET owdf_WdfDeviceGetIoTarget(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceGetIoTarget>([&](ThreadContext& context) {
        auto* target = wdf::object<wdf::Device>(context, Device).local_target();
        return static_cast<WDFIOTARGET>(target == nullptr ? nullptr : target->handle());
    });
}

WDFQUEUE owdf_WdfDeviceGetDefaultQueue(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceGetDefaultQueue>([&](ThreadContext& context) {
        auto* queue = wdf::object<wdf::Device>(context, Device).default_queue();
        return static_cast<WDFQUEUE>(queue == nullptr ? nullptr : queue->handle());
    });
}

NTSTATUS owdf_WdfDeviceConfigureRequestDispatching(PWDF_DRIVER_GLOBALS, WDFDEVICE Device,
                                                   WDFQUEUE Queue, WDF_REQUEST_TYPE RequestType)
{
    return gate::enter<Ddi::WdfDeviceConfigureRequestDispatching>([&](ThreadContext& context) {
        auto& device = wdf::object<wdf::Device>(context, Device);
        return device.configure_dispatching(wdf::object<wdf::Queue>(context, Queue), RequestType);
    });
}

PDEVICE_OBJECT owdf_WdfDeviceWdmGetDeviceObject(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceWdmGetDeviceObject>([&](ThreadContext& context) {
        return wdf::object<wdf::Device>(context, Device).wdm_if_any();
    });
}

PDEVICE_OBJECT owdf_WdfDeviceWdmGetAttachedDevice(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceWdmGetAttachedDevice>([&](ThreadContext& context) {
        return wdf::object<wdf::Device>(context, Device).attached_to();
    });
}

PDEVICE_OBJECT owdf_WdfDeviceWdmGetPhysicalDevice(PWDF_DRIVER_GLOBALS, WDFDEVICE Device)
{
    return gate::enter<Ddi::WdfDeviceWdmGetPhysicalDevice>(
        [&](ThreadContext& context) { return wdf::object<wdf::Device>(context, Device).pdo(); });
}

WDFDEVICE owdf_WdfWdmDeviceGetWdfDeviceHandle(PWDF_DRIVER_GLOBALS, PDEVICE_OBJECT DeviceObject)
{
    return gate::enter<Ddi::WdfWdmDeviceGetWdfDeviceHandle>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        auto* device = wdf::device_of(*DeviceObject);
        return static_cast<WDFDEVICE>(device == nullptr ? nullptr : device->handle());
    });
}

PUNICODE_STRING owdf_WdfFileObjectGetFileName(PWDF_DRIVER_GLOBALS, WDFFILEOBJECT FileObject)
{
    return gate::enter<Ddi::WdfFileObjectGetFileName>([&](ThreadContext& context) {
        auto* file = wdf::object<wdf::File>(context, FileObject).wdm();
        return file == nullptr ? nullptr : &file->FileName;
    });
}

WDFDEVICE owdf_WdfFileObjectGetDevice(PWDF_DRIVER_GLOBALS, WDFFILEOBJECT FileObject)
{
    return gate::enter<Ddi::WdfFileObjectGetDevice>([&](ThreadContext& context) {
        return static_cast<WDFDEVICE>(
            wdf::object<wdf::File>(context, FileObject).device().handle());
    });
}

ULONG owdf_WdfFileObjectGetFlags(PWDF_DRIVER_GLOBALS, WDFFILEOBJECT FileObject)
{
    return gate::enter<Ddi::WdfFileObjectGetFlags>([&](ThreadContext& context) -> ULONG {
        auto* file = wdf::object<wdf::File>(context, FileObject).wdm();
        return file == nullptr ? 0 : file->Flags;
    });
}

PFILE_OBJECT owdf_WdfFileObjectWdmGetFileObject(PWDF_DRIVER_GLOBALS, WDFFILEOBJECT FileObject)
{
    return gate::enter<Ddi::WdfFileObjectWdmGetFileObject>(
        [&](ThreadContext& context) { return wdf::object<wdf::File>(context, FileObject).wdm(); });
}

} // extern "C"
