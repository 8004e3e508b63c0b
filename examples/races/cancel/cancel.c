/*
 * Completion against cancel. A read waits for the timer, which stands for the hardware, and may be
 * cancelled meanwhile. Who completes it? WdfRequestUnmarkCancelable says so: STATUS_CANCELLED means
 * that the cancel callback has the request or is about to get it. The racy driver does not listen.
 */
#include "race.h"

typedef struct _RACE_CONTEXT {
    WDFSPINLOCK Lock;
    WDFREQUEST Pending; /* under Lock */
    WDFTIMER Timer;
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

EVT_WDF_REQUEST_CANCEL EvtRequestCancel;
EVT_WDF_TIMER EvtTimer;

const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchSequential;

VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, RACE_CONTEXT);
}

NTSTATUS RaceSetUp(_In_ WDFDEVICE Device)
{
    PRACE_CONTEXT context = GetRaceContext(Device);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG config;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfSpinLockCreate(&attributes, &context->Lock);
    if (!NT_SUCCESS(status))
        return status;
    WDF_TIMER_CONFIG_INIT(&config, EvtTimer);
    config.AutomaticSerialization = FALSE;
    return WdfTimerCreate(&config, &attributes, &context->Timer);
}

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));
    LONGLONG latency = RaceLatency(Request);
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);
    /* Marked and parked in one hold of the lock: the timer finds both or neither. */
    WdfSpinLockAcquire(context->Lock);
    status = WdfRequestMarkCancelableEx(Request, EvtRequestCancel);
    if (NT_SUCCESS(status))
        context->Pending = Request;
    WdfSpinLockRelease(context->Lock);
    if (NT_SUCCESS(status))
        WdfTimerStart(context->Timer, -latency);
    else
        WdfRequestComplete(Request, status);
}

VOID EvtRequestCancel(_In_ WDFREQUEST Request)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(WdfRequestGetIoQueue(Request)));

    WdfSpinLockAcquire(context->Lock);
    if (context->Pending == Request)
        context->Pending = NULL;
    WdfSpinLockRelease(context->Lock);
    WdfRequestComplete(Request, STATUS_CANCELLED);
}

VOID EvtTimer(_In_ WDFTIMER Timer)
{
    PRACE_CONTEXT context = GetRaceContext(WdfTimerGetParentObject(Timer));
    WDFREQUEST request;
    NTSTATUS status = STATUS_SUCCESS;

    WdfSpinLockAcquire(context->Lock);
    request = context->Pending;
    context->Pending = NULL;
    if (request != NULL)
        status = WdfRequestUnmarkCancelable(request);
    WdfSpinLockRelease(context->Lock);
#if RACE_CORRECTED
    if (status == STATUS_CANCELLED)
        return; /* EvtRequestCancel completes it */
#else
    UNREFERENCED_PARAMETER(status);
#endif
    if (request != NULL)
        WdfRequestComplete(request, STATUS_SUCCESS);
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}
