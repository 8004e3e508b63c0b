#include "sent.h"

VOID EvtSentCompletion(WDFREQUEST Request, WDFIOTARGET Target,
                       PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context)
{
    const PSENT sent = (PSENT)Context;

    EXPECT_EQ(Request, sent->Request);
    EXPECT_EQ(Target, sent->Target);
    EXPECT_STATUS(WdfRequestGetStatus(Request), Params->IoStatus.Status);
    sent->Params = *Params;
    sent->Status = Params->IoStatus.Status;
    sent->Information = Params->IoStatus.Information;
    sent->Irql = KeGetCurrentIrql();
    InterlockedIncrement(&sent->Calls);
    KeSetEvent(&sent->Ended, IO_NO_INCREMENT, FALSE);
}

VOID MakeSent(PSENT Sent, WDFIOTARGET Target)
{
    RtlZeroMemory(Sent, sizeof(*Sent));
    Sent->Target = Target;
    KeInitializeEvent(&Sent->Ended, NotificationEvent, FALSE);
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &Sent->Request),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 4, &Sent->Memory,
                                  (PVOID*)&Sent->Buffer),
                  STATUS_SUCCESS);
    RtlZeroMemory(Sent->Buffer, 4);
}

VOID DeleteSent(PSENT Sent)
{
    WdfObjectDelete(Sent->Request);
    WdfObjectDelete(Sent->Memory);
}

VOID FormatRead(PSENT Sent, LONGLONG Offset)
{
    EXPECT_STATUS(
        WdfIoTargetFormatRequestForRead(Sent->Target, Sent->Request, Sent->Memory, NULL, &Offset),
        STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(Sent->Request, EvtSentCompletion, Sent);
}

VOID SendRead(PSENT Sent, LONGLONG Offset, PWDF_REQUEST_SEND_OPTIONS Options)
{
    FormatRead(Sent, Offset);
    EXPECT(WdfRequestSend(Sent->Request, Sent->Target, Options));
}

BOOLEAN Send(PSENT Sent, ULONG Flags, LONGLONG Timeout)
{
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, Flags);
    options.Timeout = Timeout;
    return WdfRequestSend(Sent->Request, Sent->Target, &options);
}

VOID ExpectEnded(PSENT Sent, NTSTATUS Status, ULONG_PTR Information)
{
    KeWaitForSingleObject(&Sent->Ended, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(Sent->Calls, 1);
    EXPECT_STATUS(Sent->Status, Status);
    EXPECT_EQ(Sent->Information, Information);
}

VOID ExpectNotEnded(PSENT Sent)
{
    EXPECT_EQ(KeReadStateEvent(&Sent->Ended), 0);
    EXPECT_EQ(Sent->Calls, 0);
}

VOID ReuseSent(PSENT Sent)
{
    WDF_REQUEST_REUSE_PARAMS params;

    WDF_REQUEST_REUSE_PARAMS_INIT(&params, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_NOT_SUPPORTED);
    EXPECT_STATUS(WdfRequestReuse(Sent->Request, &params), STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestGetStatus(Sent->Request), STATUS_NOT_SUPPORTED);
    KeClearEvent(&Sent->Ended);
    Sent->Calls = 0;
}
