#include "bench_device.h"

static NTSTATUS NameDevice(PWDFDEVICE_INIT Init)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Bench");

    return WdfDeviceInitAssignName(Init, &name);
}

static NTSTATUS LinkDevice(WDFDEVICE Device)
{
    DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\Bench");

    return WdfDeviceCreateSymbolicLink(Device, &link);
}

static NTSTATUS CreateQueue(WDFDEVICE Device, WDF_IO_QUEUE_DISPATCH_TYPE Dispatch,
                            PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, Dispatch);
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS BenchCreateDevice(WDFDRIVER Driver, WDF_IO_QUEUE_DISPATCH_TYPE Dispatch,
                           PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl, WDFDEVICE* Device)
{
    DECLARE_CONST_UNICODE_STRING(everybody, L"D:P(A;;GA;;;WD)");
    PWDFDEVICE_INIT init;
    NTSTATUS status;

    init = WdfControlDeviceInitAllocate(Driver, &everybody);
    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = NameDevice(init);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, Device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    status = LinkDevice(*Device);
    if (NT_SUCCESS(status))
        status = CreateQueue(*Device, Dispatch, EvtIoDeviceControl);
    return status;
}
