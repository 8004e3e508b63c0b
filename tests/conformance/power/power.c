/* \Device\Power: keeps its reads, and gives them up in EvtIoStop in the way their offset says. */
#include <ntddk.h>
#include <wdf.h>

#include "power.h"

static WDFREQUEST g_never;
static WDFREQUEST g_later;

static ULONG OffsetOf(WDFREQUEST Request)
{
    WDF_REQUEST_PARAMETERS parameters;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    return (ULONG)parameters.Parameters.Read.DeviceOffset;
}

static VOID EvtRequestCancel(WDFREQUEST Request)
{
    DbgPrint("cancel %u\n", OffsetOf(Request));
    WdfRequestComplete(Request, STATUS_CANCELLED);
}

static VOID EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    const ULONG offset = OffsetOf(Request);

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(Length);
    DbgPrint("read %u\n", offset);
    if (offset == POWER_CANCELS || offset == POWER_MARKED)
        WdfRequestMarkCancelable(Request, EvtRequestCancel);
    if (offset == POWER_TOO_EARLY) {
        WdfRequestStopAcknowledge(Request, FALSE);
        WdfRequestComplete(Request, STATUS_SUCCESS);
    }
}

static VOID EvtWorkItem(WDFWORKITEM WorkItem)
{
    UNREFERENCED_PARAMETER(WorkItem);
    DbgPrint("completes later\n");
    WdfRequestComplete(g_later, STATUS_DEVICE_POWERED_OFF);
}

static VOID CompleteLater(WDFQUEUE Queue, WDFREQUEST Request)
{
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item;

    WDF_WORKITEM_CONFIG_INIT(&config, EvtWorkItem);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Queue;
    g_later = Request;
    if (NT_SUCCESS(WdfWorkItemCreate(&config, &attributes, &item)))
        WdfWorkItemEnqueue(item);
}

static VOID Unmark(WDFREQUEST Request, ULONG ActionFlags)
{
    if ((ActionFlags & WdfRequestStopRequestCancelable) == 0)
        DbgPrint("not cancelable\n");
    if (NT_SUCCESS(WdfRequestUnmarkCancelable(Request)))
        WdfRequestComplete(Request, STATUS_CANCELLED);
}

static VOID EvtIoStop(WDFQUEUE Queue, WDFREQUEST Request, ULONG ActionFlags)
{
    const ULONG offset = OffsetOf(Request);
    const BOOLEAN suspends = (ActionFlags & WdfRequestStopActionSuspend) != 0;

    DbgPrint("%s %u\n", suspends ? "suspend" : "purge", offset);
    switch (offset) {
    case POWER_COMPLETES: WdfRequestComplete(Request, STATUS_DEVICE_POWERED_OFF); break;
    case POWER_REQUEUES: WdfRequestStopAcknowledge(Request, TRUE); break;
    case POWER_CANCELS: Unmark(Request, ActionFlags); break;
    case POWER_LATER: CompleteLater(Queue, Request); break;
    case POWER_NEVER: g_never = Request; break;
    case POWER_MARKED:
        WdfRequestStopAcknowledge(Request, TRUE);
        Unmark(Request, ActionFlags);
        break;
    default:
        if (suspends)
            WdfRequestStopAcknowledge(Request, FALSE);
        else
            WdfRequestComplete(Request, STATUS_DEVICE_REMOVED);
        break;
    }
}

static VOID EvtIoCanceledOnQueue(WDFQUEUE Queue, WDFREQUEST Request)
{
    UNREFERENCED_PARAMETER(Queue);
    DbgPrint("cancelled on queue %u\n", OffsetOf(Request));
    WdfRequestComplete(Request, STATUS_CANCELLED);
}

static BOOLEAN IsStarted(WDFDEVICE Device)
{
    return WdfIoTargetGetState(WdfDeviceGetIoTarget(Device)) == WdfIoTargetStarted;
}

static NTSTATUS EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
    UNREFERENCED_PARAMETER(Target);
    DbgPrint("d0 exit\n");
    if (!IsStarted(Device))
        DbgPrint("the target is not started on the way out\n");
    return STATUS_SUCCESS;
}

static VOID EvtFlush(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    DbgPrint("flush\n");
}

static NTSTATUS EvtReleaseHardware(WDFDEVICE Device, WDFCMRESLIST Translated)
{
    UNREFERENCED_PARAMETER(Translated);
    if (!IsStarted(Device))
        DbgPrint("the target is not started outside of D0\n");
    if (g_never != NULL)
        WdfRequestComplete(g_never, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    DbgPrint("unload at level %u\n", KeGetCurrentIrql());
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Power");
    WDF_PNPPOWER_EVENT_CALLBACKS power;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&power);
    power.EvtDeviceD0Exit = EvtD0Exit;
    power.EvtDeviceSelfManagedIoFlush = EvtFlush;
    power.EvtDeviceReleaseHardware = EvtReleaseHardware;
    WdfDeviceInitSetPnpPowerEventCallbacks(Init, &power);
    status = WdfDeviceInitAssignName(Init, &name);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtIoRead;
    config.EvtIoStop = EvtIoStop;
    config.EvtIoCanceledOnQueue = EvtIoCanceledOnQueue;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    config.EvtDriverUnload = EvtUnload;
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
