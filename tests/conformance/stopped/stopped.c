/* A target that one thread stops and another one starts: facts 6, 22, 35; one that is
 * closed while it is being opened: fact 89. */
#include "stopped.h"
#include "recorder.h"
#include "targets.h"

static WDFIOTARGET Target;
static WDFREQUEST Pended;
static WDFMEMORY Memory;
static volatile LONG Started;
static volatile LONG Ended;
static volatile LONG Closing;

static VOID Sleep(VOID)
{
    LARGE_INTEGER interval;

    interval.QuadPart = WDF_REL_TIMEOUT_IN_MS(5);
    KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

SCENARIO(MakeStopped)
{
    Target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    WdfIoTargetStop(Target, WdfIoTargetWaitForSentIoToComplete);
    EXPECT_EQ(WdfIoTargetGetState(Target), WdfIoTargetStopped);
    return STATUS_SUCCESS;
}

/* Fact 35: comes back only once somebody has started the target. Fact 22: zero is no timeout. */
SCENARIO(SendToStopped)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDF_REQUEST_SEND_OPTIONS options;
    LONGLONG offset = 3;
    ULONG_PTR moved = 0;
    UCHAR bytes[4];

    UNREFERENCED_PARAMETER(Scenario);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    EXPECT_EQ(options.Timeout, 0);
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &offset, &options, &moved),
        STATUS_SUCCESS);
    EXPECT_EQ(InterlockedCompareExchange(&Started, 0, 0), 1);
    EXPECT_EQ(moved, sizeof(bytes));
    ExpectCounted(bytes, sizeof(bytes), 3);
    return STATUS_SUCCESS;
}

SCENARIO(StartIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    Sleep();
    InterlockedExchange(&Started, 1);
    return WdfIoTargetStart(Target);
}

static VOID EvtCompleted(WDFREQUEST Request, WDFIOTARGET SentTo,
                         PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context)
{
    UNREFERENCED_PARAMETER(Request);
    UNREFERENCED_PARAMETER(SentTo);
    UNREFERENCED_PARAMETER(Params);
    UNREFERENCED_PARAMETER(Context);
    InterlockedExchange(&Ended, 1);
}

SCENARIO(SendPended)
{
    LONGLONG offset = RECORDER_OFFSET_PEND;

    Target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    EXPECT_STATUS(WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 8, &Memory, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &Pended), STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(Target, Pended, Memory, NULL, &offset),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(Pended, EvtCompleted, NULL);
    EXPECT(WdfRequestSend(Pended, Target, WDF_NO_SEND_OPTIONS));
    return STATUS_SUCCESS;
}

SCENARIO(StopAndWait)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoTargetStop(Target, WdfIoTargetWaitForSentIoToComplete);
    EXPECT_EQ(InterlockedCompareExchange(&Ended, 0, 0), 1);
    return STATUS_SUCCESS;
}

/* Fact 6: once the stop is seen, a start comes back only after what the stop waits for. */
SCENARIO(StartAfterStop)
{
    UNREFERENCED_PARAMETER(Scenario);
    while (WdfIoTargetGetState(Target) != WdfIoTargetStopped)
        Sleep();
    EXPECT_STATUS(WdfIoTargetStart(Target), STATUS_SUCCESS);
    EXPECT_EQ(InterlockedCompareExchange(&Ended, 0, 0), 1);
    EXPECT_EQ(WdfIoTargetGetState(Target), WdfIoTargetStarted);
    return STATUS_SUCCESS;
}

SCENARIO(EndPended)
{
    UNREFERENCED_PARAMETER(Scenario);
    while (WdfIoTargetGetState(Target) != WdfIoTargetStopped)
        Sleep();
    Sleep();
    Sleep();
    EXPECT_EQ(WdfRequestCancelSentRequest(Pended), TRUE);
    return STATUS_SUCCESS;
}

/* Fact 89. */
SCENARIO(MakeClosed)
{
    Target = MakeTarget(Scenario);
    return STATUS_SUCCESS;
}

SCENARIO(OpenSlowly)
{
    UNREFERENCED_PARAMETER(Scenario);
    return OpenByName(Target, L"\\Device\\RecorderSlow");
}

SCENARIO(CloseWhileOpening)
{
    const WDFIOTARGET recorder = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");

    while (!AskRecorder(recorder, RECORDER_IS_OPENING))
        Sleep();
    InterlockedExchange(&Closing, 1);
    WdfIoTargetClose(Target);
    EXPECT_EQ(InterlockedCompareExchange(&Started, 0, 0), 1);
    EXPECT_EQ(WdfIoTargetGetState(Target), WdfIoTargetClosed);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileObject(Target), NULL);
    WdfObjectDelete(recorder);
    return STATUS_SUCCESS;
}

SCENARIO(LetItOpen)
{
    const WDFIOTARGET recorder = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");

    while (InterlockedCompareExchange(&Closing, 0, 0) == 0)
        Sleep();
    Sleep();
    InterlockedExchange(&Started, 1);
    (void)AskRecorder(recorder, RECORDER_LET_OPEN);
    WdfObjectDelete(recorder);
    return STATUS_SUCCESS;
}

SCENARIO(DeleteAll)
{
    UNREFERENCED_PARAMETER(Scenario);
    if (Pended != NULL)
        WdfObjectDelete(Pended);
    if (Memory != NULL)
        WdfObjectDelete(Memory);
    WdfObjectDelete(Target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(STOPPED_SCENARIOS)
