/*
 * A function driver whose target, timers and work items are pulled about while it reads: the driver
 * of the project's own scenarios. It keeps every rule; what goes wrong is OpenWDF's.
 */
#include <ntddk.h>
#include <wdf.h>

#include "contender.h"

typedef struct _CONTENDER {
    WDFIOTARGET Target;
    WDFWAITLOCK TargetLock; /* close, open, stop and start come one at a time */
    WDFSPINLOCK SentLock;
    WDFREQUEST Sent; /* under SentLock; referenced there */
    volatile LONG Callbacks;
} CONTENDER, *PCONTENDER;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CONTENDER, GetContender)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
EVT_WDF_IO_QUEUE_IO_READ EvtIoRead;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl;
EVT_WDF_TIMER EvtTimer;
EVT_WDF_WORKITEM EvtWorkItem;

DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\Contender");
DECLARE_CONST_UNICODE_STRING(SourceName, L"\\Device\\Source");

static NTSTATUS OpenTarget(_In_ PCONTENDER Contender)
{
    WDF_IO_TARGET_OPEN_PARAMS parameters;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&parameters, &SourceName,
                                                GENERIC_READ | GENERIC_WRITE);
    parameters.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    return WdfIoTargetOpen(Contender->Target, &parameters);
}

static NTSTATUS MakeObjects(_In_ WDFDEVICE Device)
{
    PCONTENDER contender = GetContender(Device);
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfWaitLockCreate(&attributes, &contender->TargetLock);
    if (NT_SUCCESS(status))
        status = WdfSpinLockCreate(&attributes, &contender->SentLock);
    if (NT_SUCCESS(status))
        status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &contender->Target);
    return status;
}

NTSTATUS EvtDeviceAdd(_In_ WDFDRIVER Driver, _Inout_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, CONTENDER);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreateSymbolicLink(device, &LinkName);
    if (NT_SUCCESS(status))
        status = MakeObjects(device);
    if (NT_SUCCESS(status))
        status = OpenTarget(GetContender(device));
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtIoRead;
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}

/* Shows the request to whoever cancels; one at a time. */
static VOID ShowSent(_In_ PCONTENDER Contender, _In_opt_ WDFREQUEST Request)
{
    WDFREQUEST before;

    if (Request != NULL)
        WdfObjectReference(Request);
    WdfSpinLockAcquire(Contender->SentLock);
    before = Contender->Sent;
    Contender->Sent = Request;
    WdfSpinLockRelease(Contender->SentLock);
    if (before != NULL)
        WdfObjectDereference(before);
}

static VOID CancelSent(_In_ PCONTENDER Contender)
{
    WDFREQUEST sent;

    WdfSpinLockAcquire(Contender->SentLock);
    sent = Contender->Sent;
    if (sent != NULL)
        WdfObjectReference(sent);
    WdfSpinLockRelease(Contender->SentLock);
    if (sent == NULL)
        return;
    WdfRequestCancelSentRequest(sent);
    WdfObjectDereference(sent);
}

/* Reads the target with a request of its own. The offset is the timeout in 100 ns; 0 for none. */
VOID EvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    WDFDEVICE device = WdfIoQueueGetDevice(Queue);
    PCONTENDER contender = GetContender(device);
    WDF_REQUEST_PARAMETERS parameters;
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFREQUEST own;
    UCHAR buffer[16];
    LONGLONG offset = 0;
    ULONG_PTR read = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    status = WdfRequestCreate(&attributes, contender->Target, &own);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    if (parameters.Parameters.Read.DeviceOffset != 0)
        WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, -parameters.Parameters.Read.DeviceOffset);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    ShowSent(contender, own);
    status = WdfIoTargetSendReadSynchronously(contender->Target, own, &descriptor, &offset,
                                              &options, &read);
    ShowSent(contender, NULL);
    WdfObjectDelete(own);
    WdfRequestCompleteWithInformation(Request, status, 0);
}

static NTSTATUS Reopen(_In_ PCONTENDER Contender)
{
    WdfIoTargetClose(Contender->Target);
    return OpenTarget(Contender);
}

static NTSTATUS ChangeTarget(_In_ PCONTENDER Contender, _In_ ULONG Code)
{
    NTSTATUS status = STATUS_SUCCESS;

    WdfWaitLockAcquire(Contender->TargetLock, NULL);
    switch (Code) {
    case CONTENDER_STOP: WdfIoTargetStop(Contender->Target, WdfIoTargetCancelSentIo); break;
    case CONTENDER_LEAVE: WdfIoTargetStop(Contender->Target, WdfIoTargetLeaveSentIoPending); break;
    case CONTENDER_PURGE: WdfIoTargetPurge(Contender->Target, WdfIoTargetPurgeIoAndWait); break;
    case CONTENDER_START: status = WdfIoTargetStart(Contender->Target); break;
    default: status = Reopen(Contender); break;
    }
    WdfWaitLockRelease(Contender->TargetLock);
    return status;
}

VOID EvtTimer(_In_ WDFTIMER Timer)
{
    InterlockedIncrement(&GetContender(WdfTimerGetParentObject(Timer))->Callbacks);
}

static NTSTATUS StartAndDeleteTimer(_In_ WDFDEVICE Device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG config;
    WDFTIMER timer;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtTimer, 1);
    config.AutomaticSerialization = FALSE;
    status = WdfTimerCreate(&config, &attributes, &timer);
    if (!NT_SUCCESS(status))
        return status;
    WdfTimerStart(timer, -1);
    WdfTimerStart(timer, -20);
    WdfObjectDelete(timer);
    return STATUS_SUCCESS;
}

VOID EvtWorkItem(_In_ WDFWORKITEM WorkItem)
{
    InterlockedIncrement(&GetContender(WdfWorkItemGetParentObject(WorkItem))->Callbacks);
}

static NTSTATUS EnqueueAndDeleteWorkItem(_In_ WDFDEVICE Device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_WORKITEM_CONFIG config;
    WDFWORKITEM item;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    WDF_WORKITEM_CONFIG_INIT(&config, EvtWorkItem);
    config.AutomaticSerialization = FALSE;
    status = WdfWorkItemCreate(&config, &attributes, &item);
    if (!NT_SUCCESS(status))
        return status;
    WdfWorkItemEnqueue(item);
    WdfWorkItemEnqueue(item);
    WdfObjectDelete(item);
    return STATUS_SUCCESS;
}

VOID EvtIoDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                        _In_ size_t OutputBufferLength, _In_ size_t InputBufferLength,
                        _In_ ULONG IoControlCode)
{
    WDFDEVICE device = WdfIoQueueGetDevice(Queue);
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    switch (IoControlCode) {
    case CONTENDER_TIMER: status = StartAndDeleteTimer(device); break;
    case CONTENDER_WORK_ITEM: status = EnqueueAndDeleteWorkItem(device); break;
    case CONTENDER_CANCEL: CancelSent(GetContender(device)); break;
    default: status = ChangeTarget(GetContender(device), IoControlCode); break;
    }
    WdfRequestComplete(Request, status);
}
