/* \\.\Conformance: a control device whose device controls run the scenarios of ScenarioTable. */
#include "scenario.h"

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\Conformance");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\Conformance");
DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

VOID ExpectEqual(ULONG64 Actual, ULONG64 Expected, const char* Text, const char* File, int Line)
{
    if (Actual != Expected)
        DbgPrint("%s:%d: %s\n  is 0x%I64x\n  not 0x%I64x\n", File, Line, Text, Actual, Expected);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    NOTE("unload\n");
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    const ULONG index = ((IoControlCode >> 2) & 0xFFF) - 0x800;
    SCENARIO scenario;
    NTSTATUS status = STATUS_NOT_FOUND;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    scenario.Device = WdfIoQueueGetDevice(Queue);
    scenario.Driver = WdfDeviceGetDriver(scenario.Device);
    scenario.Queue = Queue;
    scenario.Request = Request;
    scenario.Information = 0;
    if (index < ScenarioTable.Count)
        status = ScenarioTable.Functions[index](&scenario);
    if (scenario.Request != NULL)
        WdfRequestCompleteWithInformation(scenario.Request, status, scenario.Information);
}

static NTSTATUS MakeDevice(WDFDRIVER Driver)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    WDF_IO_QUEUE_CONFIG queueConfig;
    WDFDEVICE device;
    NTSTATUS status;

    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = WdfDeviceInitAssignName(init, &DeviceName);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    status = WdfDeviceCreateSymbolicLink(device, &LinkName);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queueConfig, WdfIoQueueDispatchParallel);
    queueConfig.EvtIoDeviceControl = EvtIoDeviceControl;
    status = WdfIoQueueCreate(device, &queueConfig, WDF_NO_OBJECT_ATTRIBUTES, NULL);
    if (!NT_SUCCESS(status))
        return status;
    WdfControlFinishInitializing(device);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = EvtUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    return NT_SUCCESS(status) ? MakeDevice(driver) : status;
}
