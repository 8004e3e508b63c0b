/*
 * Double completion from two paths. A read is parked until a write brings data or its timer ends.
 * Both paths complete what they find parked; the racy driver finds it and takes it in two steps.
 */
#include "race.h"

typedef struct _RACE_CONTEXT {
    PVOID volatile Parked; /* WDFREQUEST */
    WDFTIMER Timer;
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

EVT_WDF_TIMER EvtTimer;

const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchParallel;

VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, RACE_CONTEXT);
}

NTSTATUS RaceSetUp(_In_ WDFDEVICE Device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG config;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    WDF_TIMER_CONFIG_INIT(&config, EvtTimer);
    config.AutomaticSerialization = FALSE;
    return WdfTimerCreate(&config, &attributes, &GetRaceContext(Device)->Timer);
}

static VOID EndParked(_Inout_ PRACE_CONTEXT Context, _In_ NTSTATUS Status)
{
#if RACE_CORRECTED
    WDFREQUEST request = (WDFREQUEST)InterlockedExchangePointer(&Context->Parked, NULL);

    if (request != NULL)
        WdfRequestComplete(request, Status);
#else
    if (Context->Parked != NULL) {
        WdfRequestComplete((WDFREQUEST)Context->Parked, Status);
        Context->Parked = NULL;
    }
#endif
}

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));
    LONGLONG latency = RaceLatency(Request);

    UNREFERENCED_PARAMETER(Length);
    if (InterlockedCompareExchangePointer(&context->Parked, Request, NULL) != NULL) {
        WdfRequestComplete(Request, STATUS_DEVICE_BUSY);
        return;
    }
    WdfTimerStart(context->Timer, -latency);
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    EndParked(GetRaceContext(WdfIoQueueGetDevice(Queue)), STATUS_SUCCESS);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

VOID EvtTimer(_In_ WDFTIMER Timer)
{
    EndParked(GetRaceContext(WdfTimerGetParentObject(Timer)), STATUS_TIMEOUT);
}
