/* Requests of the driver sent asynchronously: sections 3, 8, 9 and 10 of io-target-semantics. */
#include "async.h"
#include "recorder.h"
#include "sent.h"

#define TARGET L"\\Device\\RecorderBuffered"
#define INCREMENT(method) RECORDER_CODE(RECORDER_INCREMENT, method)

/* Facts 60, 61, 63: the recorder completes at once, so the routine ran in WdfRequestSend. */
SCENARIO(CompletesInTheCall)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;
    ULONG i;

    MakeSent(&sent, target);
    EXPECT_STATUS(WdfRequestAllocateTimer(sent.Request), STATUS_SUCCESS);
    for (i = 0; i < 3; ++i) {
        SendRead(&sent, 7 + i, NULL);
        EXPECT_EQ(sent.Calls, 1);
        ExpectEnded(&sent, STATUS_SUCCESS, 4);
        ExpectCounted(sent.Buffer, 4, (UCHAR)(7 + i));
        EXPECT_EQ(sent.Irql, PASSIVE_LEVEL);
        ReuseSent(&sent);
    }
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 61, 113, N98. */
SCENARIO(CompletesAtTheLevelOfTheCompleter)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    KIRQL irql;
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, 7);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_EQ(sent.Calls, 1);
    KeLowerIrql(irql);
    EXPECT_EQ(sent.Irql, DISPATCH_LEVEL);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID ExpectTransferParams(PSENT Sent, WDF_REQUEST_TYPE Type)
{
    EXPECT_EQ(Sent->Params.Size, sizeof(Sent->Params));
    EXPECT_EQ(Sent->Params.Type, Type);
    EXPECT_EQ(Sent->Params.Parameters.Read.Buffer, Sent->Memory);
    EXPECT_EQ(Sent->Params.Parameters.Read.Offset, 1);
    EXPECT_EQ(Sent->Params.Parameters.Read.Length, 2);
}

/* Facts 68, 69. */
SCENARIO(CompletionParams)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDFMEMORY_OFFSET offsets = {1, 2};
    WDF_REQUEST_COMPLETION_PARAMS again;
    SENT sent;

    MakeSent(&sent, target);
    EXPECT_STATUS(
        WdfIoTargetFormatRequestForRead(target, sent.Request, sent.Memory, &offsets, NULL),
        STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectTransferParams(&sent, WdfRequestTypeRead);
    WDF_REQUEST_COMPLETION_PARAMS_INIT(&again);
    WdfRequestGetCompletionParams(sent.Request, &again);
    EXPECT_EQ(RtlCompareMemory(&again, &sent.Params, sizeof(again)), sizeof(again));

    EXPECT_STATUS(
        WdfIoTargetFormatRequestForWrite(target, sent.Request, sent.Memory, &offsets, NULL),
        STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectTransferParams(&sent, WdfRequestTypeWrite);

    EXPECT_STATUS(WdfIoTargetFormatRequestForIoctl(target, sent.Request, INCREMENT(0), sent.Memory,
                                                   &offsets, sent.Memory, NULL),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_EQ(sent.Params.Type, WdfRequestTypeDeviceControl);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.IoControlCode, INCREMENT(0));
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Input.Buffer, sent.Memory);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Input.Offset, 1);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Output.Buffer, sent.Memory);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Output.Offset, 0);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Output.Length, 2);

    EXPECT_STATUS(WdfIoTargetFormatRequestForInternalIoctl(target, sent.Request, INCREMENT(3), NULL,
                                                           NULL, NULL, NULL),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_EQ(sent.Params.Type, WdfRequestTypeDeviceControlInternal);
    EXPECT_EQ(sent.Params.Parameters.Ioctl.Output.Buffer, NULL);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 69: the second send has no routine, because the first call took it. */
SCENARIO(CompletionRoutineIsClearedBeforeTheCall)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    LONGLONG offset = 0;
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, 0, NULL);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(target, sent.Request, sent.Memory, NULL, &offset),
                  STATUS_SUCCESS);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_EQ(sent.Calls, 1);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 62. */
SCENARIO(WithoutCompletionRoutine)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, 5);
    WdfRequestSetCompletionRoutine(sent.Request, NULL, NULL);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_SUCCESS);
    EXPECT_EQ(WdfRequestGetInformation(sent.Request), 4);
    ExpectCounted(sent.Buffer, 4, 5);
    EXPECT_EQ(sent.Calls, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 19, 20, 26, 61, section 5: FALSE, a status, and no call of the routine. */
SCENARIO(RefusedSends)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    const WDFIOTARGET closed = MakeTarget(Scenario);
    static const struct {
        ULONG Flags;
        NTSTATUS Status;
    } rows[] = {
        {0x10, STATUS_INVALID_PARAMETER},
        {0x10000, STATUS_INVALID_PARAMETER},
        {0x80000000, STATUS_INVALID_PARAMETER},
        {WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET | WDF_REQUEST_SEND_OPTION_TIMEOUT,
         STATUS_INVALID_PARAMETER},
        {WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET, STATUS_INVALID_DEVICE_STATE},
    };
    WDF_REQUEST_SEND_OPTIONS options;
    SENT sent;
    ULONG i;

    MakeSent(&sent, target);
    FormatRead(&sent, 0);
    for (i = 0; i < ARRAYSIZE(rows); ++i) {
        EXPECT(!Send(&sent, rows[i].Flags, 0));
        EXPECT_STATUS(WdfRequestGetStatus(sent.Request), rows[i].Status);
    }
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    options.Size = 3;
    EXPECT(!WdfRequestSend(sent.Request, target, &options));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_INVALID_PARAMETER);
    EXPECT(!WdfRequestSend(sent.Request, closed, NULL));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_INVALID_DEVICE_STATE);
    ExpectNotEnded(&sent);
    /* What was refused can still be sent. */
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(closed);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 33, 34, 36, 38. */
SCENARIO(SendsSynchronously)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, RECORDER_OFFSET_FAIL);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS, 0));
    EXPECT_EQ(sent.Calls, 1);
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_DEVICE_DATA_ERROR);
    EXPECT_EQ(sent.Params.Type, WdfRequestTypeRead);
    ReuseSent(&sent);

    FormatRead(&sent, RECORDER_OFFSET_PEND);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS | WDF_REQUEST_SEND_OPTION_TIMEOUT,
                WDF_REL_TIMEOUT_IN_MS(3)));
    EXPECT_EQ(sent.Calls, 1);
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_IO_TIMEOUT);
    ReuseSent(&sent);

    FormatRead(&sent, 1);
    WdfRequestSetCompletionRoutine(sent.Request, NULL, NULL);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS, 0));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_SUCCESS);
    EXPECT_EQ(sent.Calls, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 64, 65. */
SCENARIO(TimesOut)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    ULONG64 before;
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, RECORDER_OFFSET_PEND);
    before = KeQueryInterruptTime();
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, WDF_REL_TIMEOUT_IN_MS(5)));
    ExpectEnded(&sent, STATUS_IO_TIMEOUT, 0);
    EXPECT(KeQueryInterruptTime() - before >= 5 * 10000);
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_IO_TIMEOUT);
    ReuseSent(&sent);
    /* An absolute time that is over. */
    FormatRead(&sent, RECORDER_OFFSET_PEND);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, 1));
    ExpectEnded(&sent, STATUS_IO_TIMEOUT, 0);
    ReuseSent(&sent);
    /* Fact 22: zero is none. */
    FormatRead(&sent, RECORDER_OFFSET_PEND);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, 0));
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 65: what ended in time keeps its status, and its timer is gone with it. */
SCENARIO(TimeoutIsNotNeeded)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    LARGE_INTEGER longer;
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, 2);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, WDF_REL_TIMEOUT_IN_MS(2)));
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    longer.QuadPart = WDF_REL_TIMEOUT_IN_MS(4);
    KeDelayExecutionThread(KernelMode, FALSE, &longer);
    EXPECT_EQ(sent.Calls, 1);
    ReuseSent(&sent);
    /* The cancel of a timeout that came too late would be remembered here. */
    SendRead(&sent, 3, NULL);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 65: the device ignores the cancel and says so when it is done; only a cancelled IRP timed
 * out. */
SCENARIO(TimeoutLosesAgainstCompletion)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, RECORDER_OFFSET_KEEP);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, WDF_REL_TIMEOUT_IN_MS(2)));
    WaitUntilKeptIsCancelled(target);
    ExpectNotEnded(&sent);
    EXPECT(FinishKept(target));
    ExpectEnded(&sent, STATUS_SUCCESS, 2);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 27: on Windows this goes unseen. */
SCENARIO(ForgetsToARemoteTarget)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
    EXPECT(WdfRequestSend(Scenario->Request, target, &options));
    Scenario->Request = NULL;
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 75. */
SCENARIO(CancelsWhileSent)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    ReuseSent(&sent);
    /* No cancel routine: FALSE, and the flag is set all the same. */
    SendRead(&sent, RECORDER_OFFSET_KEEP, NULL);
    EXPECT(!WdfRequestCancelSentRequest(sent.Request));
    ExpectNotEnded(&sent);
    EXPECT(FinishKept(target));
    ExpectEnded(&sent, STATUS_SUCCESS, 2);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 76. */
SCENARIO(CancelIsRemembered)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    EXPECT(!WdfRequestCancelSentRequest(sent.Request));
    FormatRead(&sent, 0);
    EXPECT(!WdfRequestSend(sent.Request, target, NULL));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_CANCELLED);
    ExpectNotEnded(&sent);
    ReuseSent(&sent);
    SendRead(&sent, 0, NULL);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 75. */
SCENARIO(CancelAfterTheEnd)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, 0, NULL);
    EXPECT(!WdfRequestCancelSentRequest(sent.Request));
    EXPECT_EQ(sent.Calls, 1);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID EvtDeleteItself(WDFREQUEST Request, WDFIOTARGET Target,
                            PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context)
{
    UNREFERENCED_PARAMETER(Target);
    EXPECT_STATUS(Params->IoStatus.Status, STATUS_CANCELLED);
    WdfObjectDelete(Request);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

/* Facts 70, 77: the routine may delete the request while another thread is inside the cancel. */
SCENARIO(DeletesInTheRoutine)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    KEVENT ended;
    SENT sent;

    MakeSent(&sent, target);
    KeInitializeEvent(&ended, NotificationEvent, FALSE);
    FormatRead(&sent, RECORDER_OFFSET_PEND);
    WdfRequestSetCompletionRoutine(sent.Request, EvtDeleteItself, &ended);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    KeWaitForSingleObject(&ended, Executive, KernelMode, FALSE, NULL);
    WdfObjectDelete(sent.Memory);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 47, 68. */
SCENARIO(Others)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Others");
    WDFMEMORY_OFFSET offset = {2, 0};
    SENT sent;

    MakeSent(&sent, target);
    sent.Buffer[0] = 5;
    sent.Buffer[2] = 7;
    EXPECT_STATUS(WdfIoTargetFormatRequestForInternalIoctlOthers(target, sent.Request, 0x1234,
                                                                 sent.Memory, NULL, NULL, NULL,
                                                                 sent.Memory, &offset),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectEnded(&sent, STATUS_SUCCESS, 12);
    EXPECT_EQ(sent.Params.Type, WdfRequestTypeOther);
    EXPECT_EQ(sent.Params.Parameters.Others.Argument1.Ptr, sent.Buffer);
    EXPECT_EQ(sent.Params.Parameters.Others.Argument2.Ptr, NULL);
    EXPECT_EQ(sent.Params.Parameters.Others.Argument4.Ptr, sent.Buffer + 2);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 65: the timer, the cancel and the completion meet; the routine runs once. */
SCENARIO(RacesTimeoutAndCancel)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;
    ULONG i;

    MakeSent(&sent, target);
    for (i = 0; i < 20; ++i) {
        FormatRead(&sent, RECORDER_OFFSET_PEND);
        EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, -(LONGLONG)(i / 2 + 1)));
        (void)WdfRequestCancelSentRequest(sent.Request);
        KeWaitForSingleObject(&sent.Ended, Executive, KernelMode, FALSE, NULL);
        EXPECT_EQ(sent.Calls, 1);
        EXPECT(sent.Status == STATUS_CANCELLED || sent.Status == STATUS_IO_TIMEOUT);
        EXPECT_EQ(sent.Information, 0);
        ReuseSent(&sent);
    }
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static LONG g_resent;

static VOID EvtResend(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
                      WDFCONTEXT Context)
{
    const PSENT sent = (PSENT)Context;
    WDF_REQUEST_REUSE_PARAMS reuse;

    EXPECT_STATUS(Params->IoStatus.Status, STATUS_SUCCESS);
    if (++g_resent == 3) {
        KeSetEvent(&sent->Ended, IO_NO_INCREMENT, FALSE);
        return;
    }
    WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, 0, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(Request, &reuse), STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(Target, Request, sent->Memory, NULL, NULL),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(Request, EvtResend, sent);
    EXPECT(WdfRequestSend(Request, Target, NULL));
}

/* Facts 69, 70, 74: the continuous reader's way. */
SCENARIO(ResendsInTheRoutine)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    g_resent = 0;
    MakeSent(&sent, target);
    FormatRead(&sent, 0);
    WdfRequestSetCompletionRoutine(sent.Request, EvtResend, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    KeWaitForSingleObject(&sent.Ended, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(g_resent, 3);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(ASYNC_SCENARIOS)
