/* \Device\Passive: its queue is of passive level, and its callbacks wait for a timer. */
#include <ntddk.h>
#include <wdf.h>

#include "power.h"

static VOID WaitForATimer(const char* Where)
{
    LARGE_INTEGER soon;
    KTIMER timer;

    DbgPrint("%s at level %u\n", Where, KeGetCurrentIrql());
    KeInitializeTimer(&timer);
    soon.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    KeSetTimer(&timer, soon, NULL);
    KeWaitForSingleObject(&timer, Executive, KernelMode, FALSE, NULL);
}

static VOID EvtRequestCancel(WDFREQUEST Request)
{
    WaitForATimer("cancelled");
    WdfRequestComplete(Request, STATUS_CANCELLED);
}

static VOID EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    WDF_REQUEST_PARAMETERS parameters;

    UNREFERENCED_PARAMETER(Queue);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    if (parameters.Parameters.Read.DeviceOffset == PASSIVE_CANCELS) {
        WdfRequestMarkCancelable(Request, EvtRequestCancel);
        return;
    }
    WaitForATimer("read");
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Passive");
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    status = WdfDeviceInitAssignName(Init, &name);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtIoRead;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    return WdfIoQueueCreate(device, &config, &attributes, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
