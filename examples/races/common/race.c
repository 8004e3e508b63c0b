#include "race.h"

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD RaceEvtDriverUnload;

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\Race");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\Race");
/* The system and administrators. */
DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

LONGLONG RaceLatency(_In_ WDFREQUEST Request)
{
    WDF_REQUEST_PARAMETERS parameters;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    if (parameters.Parameters.Read.DeviceOffset < 1)
        return 1;
    return parameters.Parameters.Read.DeviceOffset;
}

VOID RaceEvtDriverUnload(_In_ WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

static NTSTATUS CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, RaceDispatchType);
    config.EvtIoRead = RaceEvtIoRead;
    config.EvtIoWrite = RaceEvtIoWrite;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static NTSTATUS SetUp(_In_ WDFDEVICE Device)
{
    NTSTATUS status;

    status = WdfDeviceCreateSymbolicLink(Device, &LinkName);
    if (NT_SUCCESS(status))
        status = RaceSetUp(Device);
    if (NT_SUCCESS(status))
        status = CreateQueue(Device);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(Device);
    return status;
}

static NTSTATUS CreateDevice(_In_ PWDFDEVICE_INIT* DeviceInit, _Out_ WDFDEVICE* Device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    status = WdfDeviceInitAssignName(*DeviceInit, &DeviceName);
    if (!NT_SUCCESS(status))
        return status;
    RaceInitAttributes(&attributes);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    return WdfDeviceCreate(DeviceInit, &attributes, Device);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    PWDFDEVICE_INIT deviceInit;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = RaceEvtDriverUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    deviceInit = WdfControlDeviceInitAllocate(driver, &Security);
    if (deviceInit == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = CreateDevice(&deviceInit, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(deviceInit);
        return status;
    }
    return SetUp(device);
}
