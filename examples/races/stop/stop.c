/*
 * A stop that forgets a parked request. A read is parked in a manual queue until a write stops the
 * device; from then on reads are refused. A read that looked at the flag before the stop and is
 * parked after it waits for ever.
 */
#include "race.h"

typedef struct _RACE_CONTEXT {
    WDFQUEUE Parked;
    volatile LONG Stopped;
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchParallel;

VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, RACE_CONTEXT);
}

NTSTATUS RaceSetUp(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES,
                            &GetRaceContext(Device)->Parked);
}

static VOID EndParked(_In_ PRACE_CONTEXT Context)
{
    WDFREQUEST request;

    while (NT_SUCCESS(WdfIoQueueRetrieveNextRequest(Context->Parked, &request)))
        WdfRequestComplete(request, STATUS_DEVICE_NOT_READY);
}

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);
    if (InterlockedCompareExchange(&context->Stopped, 0, 0) != 0) {
        WdfRequestComplete(Request, STATUS_DEVICE_NOT_READY);
        return;
    }
    status = WdfRequestForwardToIoQueue(Request, context->Parked);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
#if RACE_CORRECTED
    if (InterlockedCompareExchange(&context->Stopped, 0, 0) != 0)
        EndParked(context);
#endif
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));

    InterlockedExchange(&context->Stopped, 1);
    EndParked(context);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}
