/* Start, Stop, Purge, Close and the requests that are already there: sections 1 and 2 of
 * io-target-semantics. */
#include "stop.h"
#include "recorder.h"
#include "sent.h"

#define TARGET L"\\Device\\RecorderBuffered"

typedef enum _CALL { CallStart, CallStop, CallPurge, CallClose, CallCloseForQueryRemove } CALL;

static VOID Apply(WDFIOTARGET Target, CALL Call)
{
    switch (Call) {
    case CallStart: EXPECT_STATUS(WdfIoTargetStart(Target), STATUS_SUCCESS); break;
    case CallStop: WdfIoTargetStop(Target, WdfIoTargetLeaveSentIoPending); break;
    case CallPurge: WdfIoTargetPurge(Target, WdfIoTargetPurgeIo); break;
    case CallClose: WdfIoTargetClose(Target); break;
    default: WdfIoTargetCloseForQueryRemove(Target); break;
    }
}

/* The table of section 1 but for its last row and column; facts 1, 4, 5, 7. */
SCENARIO(StateTable)
{
    static const struct {
        CALL First;
        WDF_IO_TARGET_STATE From;
        WDF_IO_TARGET_STATE After[5];
    } rows[] = {
        {CallStart,
         WdfIoTargetStarted,
         {WdfIoTargetStarted, WdfIoTargetStopped, WdfIoTargetPurged, WdfIoTargetClosed,
          WdfIoTargetClosedForQueryRemove}},
        {CallStop,
         WdfIoTargetStopped,
         {WdfIoTargetStarted, WdfIoTargetStopped, WdfIoTargetPurged, WdfIoTargetClosed,
          WdfIoTargetClosedForQueryRemove}},
        {CallPurge,
         WdfIoTargetPurged,
         {WdfIoTargetStarted, WdfIoTargetStopped, WdfIoTargetPurged, WdfIoTargetClosed,
          WdfIoTargetClosedForQueryRemove}},
        {CallCloseForQueryRemove,
         WdfIoTargetClosedForQueryRemove,
         {WdfIoTargetStarted, WdfIoTargetClosedForQueryRemove, WdfIoTargetClosedForQueryRemove,
          WdfIoTargetClosed, WdfIoTargetClosed}},
        {CallClose,
         WdfIoTargetClosed,
         {WdfIoTargetStarted, WdfIoTargetClosed, WdfIoTargetClosed, WdfIoTargetClosed,
          WdfIoTargetClosed}},
    };
    WDFIOTARGET target;
    UCHAR byte;
    ULONG row;
    ULONG call;

    for (row = 0; row < ARRAYSIZE(rows); ++row) {
        for (call = 0; call < ARRAYSIZE(rows[row].After); ++call) {
            target = OpenTarget(Scenario, TARGET);
            Apply(target, rows[row].First);
            EXPECT_EQ(WdfIoTargetGetState(target), rows[row].From);
            Apply(target, (CALL)call);
            if (WdfIoTargetGetState(target) != rows[row].After[call])
                NOTE("row %u call %u is %u\n", row, call, WdfIoTargetGetState(target));
            /* Fact 4: a closed target that was started refuses at format. */
            if (rows[row].First >= CallClose && call == CallStart)
                EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_INVALID_DEVICE_STATE);
            WdfObjectDelete(target);
        }
    }
    return STATUS_SUCCESS;
}

/* Fact 12. */
SCENARIO(UndefinedActions)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    WdfIoTargetStop(target, WdfIoTargetSentIoUndefined);
    WdfIoTargetStop(target, (WDF_IO_TARGET_SENT_IO_ACTION)4);
    WdfIoTargetPurge(target, WdfIoTargetPurgeIoUndefined);
    WdfIoTargetPurge(target, (WDF_IO_TARGET_PURGE_IO_ACTION)3);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    ExpectNotEnded(&sent);
    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 9, 34, 67. */
SCENARIO(PendedGoInOrder)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent[4];
    ULONG i;

    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    for (i = 0; i < ARRAYSIZE(sent); ++i) {
        MakeSent(&sent[i], target);
        SendRead(&sent[i], 0x10 + i, NULL);
        ExpectNotEnded(&sent[i]);
    }
    WdfIoTargetStop(target, WdfIoTargetWaitForSentIoToComplete);
    NOTE("starting\n");
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    NOTE("started\n");
    for (i = 0; i < ARRAYSIZE(sent); ++i) {
        ExpectEnded(&sent[i], STATUS_SUCCESS, 4);
        ExpectCounted(sent[i].Buffer, 4, (UCHAR)(0x10 + i));
        DeleteSent(&sent[i]);
    }
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 75, 78: in the cancelling thread, in the call. */
SCENARIO(PendedIsCancelled)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT first;
    SENT second;

    MakeSent(&first, target);
    MakeSent(&second, target);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    SendRead(&first, 1, NULL);
    SendRead(&second, 2, NULL);
    EXPECT(WdfRequestCancelSentRequest(first.Request));
    EXPECT_EQ(first.Calls, 1);
    ExpectEnded(&first, STATUS_CANCELLED, 0);
    ExpectNotEnded(&second);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    ExpectEnded(&second, STATUS_SUCCESS, 4);
    DeleteSent(&first);
    DeleteSent(&second);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 66. */
SCENARIO(PendedTimesOut)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    FormatRead(&sent, 1);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, WDF_REL_TIMEOUT_IN_MS(3)));
    ExpectEnded(&sent, STATUS_IO_TIMEOUT, 0);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    EXPECT_EQ(sent.Calls, 1);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 66. */
SCENARIO(TimeoutIsLostAtStart)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    LARGE_INTEGER longer;
    SENT sent;

    MakeSent(&sent, target);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    FormatRead(&sent, RECORDER_OFFSET_PEND);
    EXPECT(Send(&sent, WDF_REQUEST_SEND_OPTION_TIMEOUT, WDF_REL_TIMEOUT_IN_MS(200)));
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    longer.QuadPart = WDF_REL_TIMEOUT_IN_MS(300);
    KeDelayExecutionThread(KernelMode, FALSE, &longer);
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 10, section 2. */
SCENARIO(PurgeEndsPended)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    SendRead(&sent, 1, NULL);
    WdfIoTargetPurge(target, WdfIoTargetPurgeIo);
    EXPECT_EQ(sent.Calls, 1);
    ExpectEnded(&sent, (NTSTATUS)0xC0200206, 0);
    ReuseSent(&sent);
    FormatRead(&sent, 1);
    EXPECT(!WdfRequestSend(sent.Request, target, NULL));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_INVALID_DEVICE_STATE);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(PurgeCancelsSent)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;
    ULONG action;

    MakeSent(&sent, target);
    for (action = WdfIoTargetPurgeIoAndWait; action <= WdfIoTargetPurgeIo; ++action) {
        SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
        WdfIoTargetPurge(target, (WDF_IO_TARGET_PURGE_IO_ACTION)action);
        EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetPurged);
        EXPECT_EQ(sent.Calls, 1);
        ExpectEnded(&sent, STATUS_CANCELLED, 0);
        ReuseSent(&sent);
        EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    }
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID SendIgnoring(PSENT Sent, LONGLONG Offset)
{
    FormatRead(Sent, Offset);
    EXPECT(Send(Sent, WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, 0));
}

/* Facts 9, 11: Stop returns after the completion routines of what it cancelled. */
SCENARIO(StopCancelsSentOnly)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;
    SENT ignoring;
    SENT pended;

    MakeSent(&sent, target);
    MakeSent(&ignoring, target);
    MakeSent(&pended, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    SendIgnoring(&ignoring, RECORDER_OFFSET_PEND);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    SendRead(&pended, RECORDER_OFFSET_PEND, NULL);
    ExpectNotEnded(&sent);
    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    EXPECT_EQ(sent.Calls, 1);
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    ExpectNotEnded(&ignoring);
    ExpectNotEnded(&pended);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    ExpectEnded(&pended, STATUS_CANCELLED, 0);
    EXPECT(WdfRequestCancelSentRequest(ignoring.Request));
    ExpectEnded(&ignoring, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    DeleteSent(&ignoring);
    DeleteSent(&pended);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(StopLeavesSent)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStopped);
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 10, 11, section 2. */
SCENARIO(CloseEndsAll)
{
    WDFIOTARGET target;
    SENT sent;
    SENT ignoring;
    SENT pended;
    ULONG way;

    for (way = 0; way < 3; ++way) {
        target = OpenTarget(Scenario, TARGET);
        MakeSent(&sent, target);
        MakeSent(&ignoring, target);
        MakeSent(&pended, target);
        SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
        SendIgnoring(&ignoring, RECORDER_OFFSET_PEND);
        WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
        SendRead(&pended, RECORDER_OFFSET_PEND, NULL);
        switch (way) {
        case 0: WdfIoTargetClose(target); break;
        case 1: WdfIoTargetCloseForQueryRemove(target); break;
        default: WdfObjectDelete(target); break;
        }
        EXPECT_EQ(sent.Calls + ignoring.Calls + pended.Calls, 3);
        ExpectEnded(&sent, STATUS_CANCELLED, 0);
        ExpectEnded(&ignoring, STATUS_CANCELLED, 0);
        ExpectEnded(&pended, (NTSTATUS)0xC0200206, 0);
        DeleteSent(&sent);
        DeleteSent(&ignoring);
        DeleteSent(&pended);
        if (way < 2)
            WdfObjectDelete(target);
    }
    return STATUS_SUCCESS;
}

/* Fact 23. */
SCENARIO(IgnoringTheState)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    SendIgnoring(&sent, 1);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    ReuseSent(&sent);
    WdfIoTargetPurge(target, WdfIoTargetPurgeIo);
    SendIgnoring(&sent, 2);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    ReuseSent(&sent);
    FormatRead(&sent, 3);
    WdfIoTargetClose(target);
    EXPECT(!Send(&sent, WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, 0));
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), STATUS_INVALID_DEVICE_STATE);
    ExpectNotEnded(&sent);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 13. */
SCENARIO(WaitsAboveItsLevel)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    WdfIoTargetPurge(target, WdfIoTargetPurgeIoAndWait);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStopped);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    KeLowerIrql(irql);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static WDFIOTARGET g_shared;
static SENT g_sent;

SCENARIO(OpensKeeping)
{
    g_shared = OpenTarget(Scenario, TARGET);
    MakeSent(&g_sent, g_shared);
    SendRead(&g_sent, RECORDER_OFFSET_KEEP, NULL);
    return STATUS_SUCCESS;
}

/* Section 2: returns when the device gave it back, although it was cancelled long ago. */
SCENARIO(StopsAndWaits)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoTargetStop(g_shared, WdfIoTargetCancelSentIo);
    EXPECT_EQ(g_sent.Calls, 1);
    NOTE("stopped\n");
    return STATUS_SUCCESS;
}

SCENARIO(FinishesIt)
{
    LARGE_INTEGER soon = {{0}};

    UNREFERENCED_PARAMETER(Scenario);
    soon.QuadPart = -10;
    while (WdfIoTargetGetState(g_shared) != WdfIoTargetStopped)
        KeDelayExecutionThread(KernelMode, FALSE, &soon);
    NOTE("finishing\n");
    (void)FinishKept(g_shared);
    ExpectEnded(&g_sent, STATUS_SUCCESS, 2);
    return STATUS_SUCCESS;
}

SCENARIO(Stops)
{
    g_shared = OpenTarget(Scenario, TARGET);
    WdfIoTargetStop(g_shared, WdfIoTargetCancelSentIo);
    return STATUS_SUCCESS;
}

SCENARIO(StartsIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    NOTE("starting\n");
    EXPECT_STATUS(WdfIoTargetStart(g_shared), STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

SCENARIO(PurgesIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    NOTE("purging\n");
    WdfIoTargetPurge(g_shared, WdfIoTargetPurgeIoAndWait);
    return STATUS_SUCCESS;
}

/* Fact 35: the call comes back when the target was started. */
SCENARIO(ReadsStopped)
{
    ULONG_PTR bytes = 0;
    UCHAR buffer[4];

    UNREFERENCED_PARAMETER(Scenario);
    NOTE("reading\n");
    EXPECT_STATUS(ReadBuffer(g_shared, buffer, sizeof(buffer), 9, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, 4);
    ExpectCounted(buffer, 4, 9);
    return STATUS_SUCCESS;
}

/* Facts 10, 35. */
SCENARIO(ReadsUntilPurgedOrRefused)
{
    ULONG_PTR bytes = 99;
    UCHAR buffer[4];
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Scenario);
    NOTE("reading\n");
    status = ReadBuffer(g_shared, buffer, sizeof(buffer), 9, &bytes);
    /* Whichever of the two came first. */
    EXPECT(status == (NTSTATUS)0xC0200206 || status == STATUS_INVALID_DEVICE_STATE);
    EXPECT_EQ(bytes, 0);
    return STATUS_SUCCESS;
}

/* Facts 35, 36. */
SCENARIO(ReadsStoppedForAWhile)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    ULONG_PTR bytes = 99;
    UCHAR buffer[4];

    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(4));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, &options, &bytes),
        STATUS_IO_TIMEOUT);
    EXPECT_EQ(bytes, 0);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(STOP_SCENARIOS)
