/*
 * A PnP driver in two builds. As a function driver it answers reads of \\.\Layer with 'L'; as a
 * filter (LAYER_FILTER) it lets everything through and answers one ioctl of its own.
 */
#include <ntddk.h>
#include <wdf.h>

#include "layer.h"

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
                       ULONG Code)
{
    WDFOBJECT object;

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputLength);
    UNREFERENCED_PARAMETER(InputLength);
    switch (Code) {
    case IOCTL_LAYER_HERE: WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, 42); return;
    case IOCTL_LAYER_STALE_HANDLE:
        if (NT_SUCCESS(WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &object))) {
            WdfObjectDelete(object);
            WdfObjectDelete(object);
        }
        break;
    default: break;
    }
    WdfRequestComplete(Request, STATUS_INVALID_DEVICE_REQUEST);
}

#ifdef LAYER_FILTER

static NTSTATUS ChooseRole(PWDFDEVICE_INIT Init)
{
    WdfFdoInitSetFilter(Init);
    return STATUS_SUCCESS;
}

static NTSTATUS MakeLink(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return STATUS_SUCCESS;
}

static PFN_WDF_IO_QUEUE_IO_READ const ReadRoutine = NULL;

#else

static VOID EvtRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    PVOID buffer;
    NTSTATUS status = WdfRequestRetrieveOutputBuffer(Request, 1, &buffer, NULL);

    UNREFERENCED_PARAMETER(Queue);
    if (NT_SUCCESS(status))
        RtlFillMemory(buffer, Length, 'L');
    WdfRequestCompleteWithInformation(Request, status, NT_SUCCESS(status) ? Length : 0);
}

static NTSTATUS ChooseRole(PWDFDEVICE_INIT Init)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Layer");

    WdfDeviceInitSetIoType(Init, WdfDeviceIoBuffered);
    return WdfDeviceInitAssignName(Init, &name);
}

static NTSTATUS MakeLink(WDFDEVICE Device)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\DosDevices\\Layer");

    return WdfDeviceCreateSymbolicLink(Device, &name);
}

static PFN_WDF_IO_QUEUE_IO_READ const ReadRoutine = EvtRead;

#endif

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    status = ChooseRole(Init);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    status = MakeLink(device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = ReadRoutine;
    config.EvtIoDeviceControl = EvtControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
