/*
 * A timer callback against the deletion of the object it uses. A read opens a session, if there is
 * none, and starts the timer that counts in it; a write ends the session. WdfTimerStop with Wait
 * FALSE, as the racy driver calls it, does not wait for a callback that has begun.
 */
#include "race.h"

typedef struct _SESSION_CONTEXT {
    ULONG Ticks;
} SESSION_CONTEXT, *PSESSION_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(SESSION_CONTEXT, GetSessionContext)

typedef struct _RACE_CONTEXT {
    WDFOBJECT Session;
    WDFTIMER Timer;
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

EVT_WDF_TIMER EvtTimer;

/* One request at a time: session changes need no lock among themselves. */
const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchSequential;

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

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    WDFDEVICE device = WdfIoQueueGetDevice(Queue);
    PRACE_CONTEXT context = GetRaceContext(device);
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Length);
    if (context->Session == NULL) {
        WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SESSION_CONTEXT);
        attributes.ParentObject = device;
        status = WdfObjectCreate(&attributes, &context->Session);
    }
    if (NT_SUCCESS(status))
        WdfTimerStart(context->Timer, -RaceLatency(Request));
    WdfRequestComplete(Request, status);
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));

    WdfTimerStop(context->Timer, RACE_CORRECTED ? TRUE : FALSE);
    if (context->Session != NULL) {
        WdfObjectDelete(context->Session);
        context->Session = NULL;
    }
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

VOID EvtTimer(_In_ WDFTIMER Timer)
{
    PRACE_CONTEXT context = GetRaceContext(WdfTimerGetParentObject(Timer));
    WDFOBJECT session = context->Session;

    if (session == NULL)
        return;
    /* Too late for the racy driver: the session may be gone already. */
    WdfObjectReference(session);
    ++GetSessionContext(session)->Ticks;
    WdfObjectDereference(session);
}
