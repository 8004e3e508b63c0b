/*
 * Lock order. Reads take the list's lock and then the statistics' lock; the racy driver's writes
 * take them the other way round. Two threads that each hold one wait for each other.
 */
#include "race.h"

typedef struct _RACE_CONTEXT {
    WDFWAITLOCK ListLock;
    WDFWAITLOCK StatisticsLock;
    ULONG Entries;  /* under ListLock */
    ULONG Requests; /* under StatisticsLock */
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchParallel;

VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, RACE_CONTEXT);
}

NTSTATUS RaceSetUp(_In_ WDFDEVICE Device)
{
    PRACE_CONTEXT context = GetRaceContext(Device);
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfWaitLockCreate(&attributes, &context->ListLock);
    if (NT_SUCCESS(status))
        status = WdfWaitLockCreate(&attributes, &context->StatisticsLock);
    return status;
}

static VOID Count(_In_ PRACE_CONTEXT Context, _In_ WDFWAITLOCK First, _In_ WDFWAITLOCK Second)
{
    WdfWaitLockAcquire(First, NULL);
    WdfWaitLockAcquire(Second, NULL);
    ++Context->Entries;
    ++Context->Requests;
    WdfWaitLockRelease(Second);
    WdfWaitLockRelease(First);
}

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));

    UNREFERENCED_PARAMETER(Length);
    Count(context, context->ListLock, context->StatisticsLock);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));

#if RACE_CORRECTED
    Count(context, context->ListLock, context->StatisticsLock);
#else
    Count(context, context->StatisticsLock, context->ListLock);
#endif
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}
