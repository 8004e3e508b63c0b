/*
 * Reuse of a request that is still sent. A write asks for a beat: one small read of the target
 * below, \Device\Source, with a request that is made once and used again. A beat that is asked for
 * while one is on its way is left out. The racy driver looks at its flag and sets it in two steps,
 * with calls between them.
 */
#include "race.h"

typedef struct _RACE_CONTEXT {
    WDFIOTARGET Source;
    WDFREQUEST Beat;
    WDFMEMORY Memory;
    volatile LONG Sent;
} RACE_CONTEXT, *PRACE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RACE_CONTEXT, GetRaceContext)

EVT_WDF_REQUEST_COMPLETION_ROUTINE EvtBeatCompleted;

DECLARE_CONST_UNICODE_STRING(SourceName, L"\\Device\\Source");

const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType = WdfIoQueueDispatchParallel;

VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes)
{
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, RACE_CONTEXT);
}

static NTSTATUS OpenSource(_In_ WDFDEVICE Device)
{
    PRACE_CONTEXT context = GetRaceContext(Device);
    WDF_IO_TARGET_OPEN_PARAMS parameters;
    NTSTATUS status;

    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &context->Source);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&parameters, &SourceName, GENERIC_READ);
    parameters.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    return WdfIoTargetOpen(context->Source, &parameters);
}

NTSTATUS RaceSetUp(_In_ WDFDEVICE Device)
{
    PRACE_CONTEXT context = GetRaceContext(Device);
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    status = OpenSource(Device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    status = WdfRequestCreate(&attributes, context->Source, &context->Beat);
    if (!NT_SUCCESS(status))
        return status;
    return WdfMemoryCreate(&attributes, NonPagedPoolNx, 'ecaR', 16, &context->Memory, NULL);
}

static BOOLEAN ClaimBeat(_Inout_ PRACE_CONTEXT Context)
{
#if RACE_CORRECTED
    return InterlockedCompareExchange(&Context->Sent, 1, 0) == 0;
#else
    return Context->Sent == 0;
#endif
}

static VOID SendBeat(_Inout_ PRACE_CONTEXT Context)
{
    WDF_REQUEST_REUSE_PARAMS reuse;
    LONGLONG offset = 0;
    NTSTATUS status;

    WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    status = WdfRequestReuse(Context->Beat, &reuse);
    if (NT_SUCCESS(status))
        status = WdfIoTargetFormatRequestForRead(Context->Source, Context->Beat, Context->Memory,
                                                 NULL, &offset);
    if (NT_SUCCESS(status)) {
        WdfRequestSetCompletionRoutine(Context->Beat, EvtBeatCompleted, Context);
        InterlockedExchange(&Context->Sent, 1);
        if (WdfRequestSend(Context->Beat, Context->Source, WDF_NO_SEND_OPTIONS))
            return;
    }
    InterlockedExchange(&Context->Sent, 0);
}

VOID EvtBeatCompleted(_In_ WDFREQUEST Request, _In_ WDFIOTARGET Target,
                      _In_ PWDF_REQUEST_COMPLETION_PARAMS Params, _In_ WDFCONTEXT Context)
{
    UNREFERENCED_PARAMETER(Request);
    UNREFERENCED_PARAMETER(Target);
    UNREFERENCED_PARAMETER(Params);
    InterlockedExchange(&((PRACE_CONTEXT)Context)->Sent, 0);
}

VOID RaceEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PRACE_CONTEXT context = GetRaceContext(WdfIoQueueGetDevice(Queue));

    if (ClaimBeat(context))
        SendBeat(context);
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

VOID RaceEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(Length);
    WdfRequestComplete(Request, STATUS_INVALID_DEVICE_REQUEST);
}
