/* Requests in the line of a manual queue, what a driver does with them and to the queue, and
 * cancelable requests: facts 110 and 114. Reads of \\.\Conformance come into `Manual`. */
#include "line.h"
#include "scenario.h"

static struct {
    WDFQUEUE Manual;
    WDFQUEUE Second;
    LONG Told;
    WDFCONTEXT Context;
    LONG Cancels;
    WDFREQUEST Marked;
} g;

static WDFQUEUE MakeManualQueue(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFQUEUE queue = NULL;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    EXPECT_STATUS(WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, &queue),
                  STATUS_SUCCESS);
    return queue;
}

SCENARIO(Prepares)
{
    RtlZeroMemory(&g, sizeof(g));
    g.Manual = MakeManualQueue(Scenario->Device);
    g.Second = MakeManualQueue(Scenario->Device);
    EXPECT_EQ(WdfIoQueueGetDevice(g.Manual), Scenario->Device);
    return WdfDeviceConfigureRequestDispatching(Scenario->Device, g.Manual, WdfRequestTypeRead);
}

static VOID Pause(VOID)
{
    LARGE_INTEGER soon;

    soon.QuadPart = -10;
    KeDelayExecutionThread(KernelMode, FALSE, &soon);
}

static VOID WaitForWaiting(ULONG Count)
{
    ULONG waiting = 0;

    for (WdfIoQueueGetState(g.Manual, &waiting, NULL); waiting != Count;
         WdfIoQueueGetState(g.Manual, &waiting, NULL))
        Pause();
}

static VOID ExpectState(WDFQUEUE Queue, ULONG Bits, ULONG Waiting, ULONG WithDriver)
{
    ULONG waiting = 99;
    ULONG withDriver = 99;

    EXPECT_EQ(WdfIoQueueGetState(Queue, &waiting, &withDriver), Bits);
    EXPECT_EQ(waiting, Waiting);
    EXPECT_EQ(withDriver, WithDriver);
}

#define RUNNING (WdfIoQueueAcceptRequests | WdfIoQueueDispatchRequests)

static WDFREQUEST Take(WDFQUEUE Queue)
{
    WDFREQUEST request = NULL;

    EXPECT_STATUS(WdfIoQueueRetrieveNextRequest(Queue, &request), STATUS_SUCCESS);
    return request;
}

static WDFREQUEST Find(WDFREQUEST After)
{
    WDF_REQUEST_PARAMETERS parameters;
    WDFREQUEST request = NULL;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    EXPECT_STATUS(WdfIoQueueFindRequest(g.Manual, After, NULL, &parameters, &request),
                  STATUS_SUCCESS);
    EXPECT_EQ(parameters.Type, WdfRequestTypeRead);
    return request;
}

static VOID Finish(WDFREQUEST Request)
{
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, 8);
}

/* With three readers. */
SCENARIO(FindsInOrder)
{
    WDFREQUEST first;
    WDFREQUEST second;
    WDFREQUEST third;
    WDFREQUEST taken;

    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(3);
    first = Find(NULL);
    second = Find(first);
    third = Find(second);
    EXPECT_STATUS(WdfIoQueueFindRequest(g.Manual, third, NULL, NULL, &taken),
                  STATUS_NO_MORE_ENTRIES);
    EXPECT_EQ(taken, NULL);
    EXPECT_STATUS(WdfIoQueueRetrieveFoundRequest(g.Manual, second, &taken), STATUS_SUCCESS);
    EXPECT_EQ(taken, second);
    ExpectState(g.Manual, RUNNING, 2, 1);
    Finish(taken);
    EXPECT_STATUS(WdfIoQueueRetrieveFoundRequest(g.Manual, second, &taken), STATUS_NOT_FOUND);
    EXPECT_STATUS(WdfIoQueueFindRequest(g.Manual, second, NULL, NULL, &taken), STATUS_NOT_FOUND);
    EXPECT_EQ(Take(g.Manual), first);
    EXPECT_EQ(Take(g.Manual), third);
    Finish(first);
    Finish(third);
    WdfObjectDereference(first);
    WdfObjectDereference(second);
    WdfObjectDereference(third);
    EXPECT_STATUS(WdfIoQueueRetrieveNextRequest(g.Manual, &taken), STATUS_NO_MORE_ENTRIES);
    EXPECT_STATUS(WdfIoQueueFindRequest(Scenario->Queue, NULL, NULL, NULL, &taken),
                  STATUS_INVALID_DEVICE_REQUEST);
    return STATUS_SUCCESS;
}

/* With two readers. */
SCENARIO(RequeuesToTheHead)
{
    WDFREQUEST first;
    WDFREQUEST second;

    WaitForWaiting(2);
    first = Take(g.Manual);
    EXPECT_STATUS(WdfRequestRequeue(first), STATUS_SUCCESS);
    ExpectState(g.Manual, RUNNING | WdfIoQueueDriverNoRequests, 2, 0);
    EXPECT_EQ(Take(g.Manual), first);
    second = Take(g.Manual);
    EXPECT(first != second);
    Finish(first);
    Finish(second);
    /* This one came from a parallel queue. */
    EXPECT_STATUS(WdfRequestRequeue(Scenario->Request), STATUS_INVALID_DEVICE_REQUEST);
    return STATUS_SUCCESS;
}

static VOID EvtTold(WDFQUEUE Queue, WDFCONTEXT Context)
{
    EXPECT(Queue == g.Manual || Queue == g.Second);
    g.Context = Context;
    InterlockedIncrement(&g.Told);
}

/* With two readers. */
SCENARIO(Forwards)
{
    WDFREQUEST first;
    WDFREQUEST second;

    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(2);
    first = Take(g.Manual);
    EXPECT_STATUS(WdfRequestForwardToIoQueue(first, g.Manual), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfRequestForwardToIoQueue(first, g.Second), STATUS_SUCCESS);
    ExpectState(g.Manual, RUNNING | WdfIoQueueDriverNoRequests, 1, 0);
    ExpectState(g.Second, RUNNING | WdfIoQueueDriverNoRequests, 1, 0);
    EXPECT_EQ(Take(g.Second), first);
    EXPECT_EQ(WdfRequestGetIoQueue(first), g.Second);
    WdfIoQueueDrain(g.Second, EvtTold, &g);
    EXPECT_EQ(g.Told, 0);
    second = Take(g.Manual);
    EXPECT_STATUS(WdfRequestForwardToIoQueue(second, g.Second), STATUS_WDF_BUSY);
    EXPECT_EQ(WdfRequestGetIoQueue(second), g.Manual);
    ExpectState(g.Manual, RUNNING | WdfIoQueueNoRequests, 0, 1);
    Finish(first);
    EXPECT_EQ(g.Told, 1);
    EXPECT_EQ(g.Context, &g);
    Finish(second);
    return STATUS_SUCCESS;
}

/* With one reader. */
SCENARIO(StopPauses)
{
    WDFREQUEST request;

    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(1);
    WdfIoQueueStop(g.Manual, EvtTold, NULL);
    EXPECT_EQ(g.Told, 1); /* nothing with the driver */
    ExpectState(g.Manual, WdfIoQueueAcceptRequests | WdfIoQueueDriverNoRequests, 1, 0);
    EXPECT_STATUS(WdfIoQueueRetrieveNextRequest(g.Manual, &request), STATUS_WDF_PAUSED);
    EXPECT_EQ(request, NULL);
    WdfIoQueueStopSynchronously(g.Manual);
    WdfIoQueueStart(g.Manual);
    Finish(Take(g.Manual));
    return STATUS_SUCCESS;
}

/* With one reader. */
SCENARIO(StopWaitsForTheDriver)
{
    WDFREQUEST request;

    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(1);
    request = Take(g.Manual);
    WdfIoQueueStop(g.Manual, EvtTold, &g);
    EXPECT_EQ(g.Told, 0);
    Finish(request);
    EXPECT_EQ(g.Told, 1);
    WdfIoQueueStart(g.Manual);
    return STATUS_SUCCESS;
}

static VOID EvtCancel(WDFREQUEST Request)
{
    InterlockedIncrement(&g.Cancels);
    EXPECT_EQ(Request, g.Marked);
    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    WdfRequestComplete(Request, STATUS_CANCELLED);
}

/* With two readers. */
SCENARIO(PurgeCancels)
{
    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(2);
    g.Marked = Take(g.Manual);
    WdfRequestMarkCancelable(g.Marked, EvtCancel);
    WdfIoQueuePurgeSynchronously(g.Manual);
    EXPECT_EQ(g.Cancels, 1);
    ExpectState(g.Manual,
                WdfIoQueueDispatchRequests | WdfIoQueueNoRequests | WdfIoQueueDriverNoRequests, 0,
                0);
    return STATUS_SUCCESS;
}

/* With one reader. */
SCENARIO(DrainLetsThemFinish)
{
    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(1);
    WdfIoQueueDrain(g.Manual, EvtTold, NULL);
    EXPECT_EQ(g.Told, 0);
    Finish(Take(g.Manual));
    EXPECT_EQ(g.Told, 1);
    return STATUS_SUCCESS;
}

/* With one reader, who may come before or after. */
SCENARIO(ReadyNotify)
{
    EXPECT_STATUS(WdfIoQueueReadyNotify(Scenario->Queue, EvtTold, NULL),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfIoQueueReadyNotify(g.Manual, NULL, NULL), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfIoQueueReadyNotify(g.Manual, EvtTold, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoQueueReadyNotify(g.Manual, EvtTold, NULL), STATUS_INVALID_DEVICE_REQUEST);
    while (g.Told == 0)
        Pause();
    Finish(Take(g.Manual));
    EXPECT_EQ(g.Told, 1);
    EXPECT_STATUS(WdfIoQueueReadyNotify(g.Manual, NULL, NULL), STATUS_INVALID_DEVICE_REQUEST);
    WdfIoQueueStopSynchronously(g.Manual);
    EXPECT_STATUS(WdfIoQueueReadyNotify(g.Manual, NULL, NULL), STATUS_SUCCESS);
    WdfIoQueueStart(g.Manual);
    return STATUS_SUCCESS;
}

/* With two readers. */
SCENARIO(MarksAndCancels)
{
    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(2);
    g.Marked = Take(g.Manual);
    EXPECT(!WdfRequestIsCanceled(g.Marked));
    EXPECT_STATUS(WdfRequestMarkCancelableEx(g.Marked, EvtCancel), STATUS_SUCCESS);
    EXPECT(IoCancelIrp(WdfRequestWdmGetIrp(g.Marked)));
    EXPECT_EQ(g.Cancels, 1);
    g.Marked = Take(g.Manual);
    WdfRequestMarkCancelable(g.Marked, EvtCancel);
    EXPECT_STATUS(WdfRequestUnmarkCancelable(g.Marked), STATUS_SUCCESS);
    EXPECT(!IoCancelIrp(WdfRequestWdmGetIrp(g.Marked)));
    EXPECT(WdfRequestIsCanceled(g.Marked));
    EXPECT_EQ(g.Cancels, 1);
    Finish(g.Marked);
    return STATUS_SUCCESS;
}

/* With two readers. */
SCENARIO(MarksWhatIsCancelled)
{
    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(2);
    g.Marked = Take(g.Manual);
    EXPECT(!IoCancelIrp(WdfRequestWdmGetIrp(g.Marked)));
    EXPECT_STATUS(WdfRequestMarkCancelableEx(g.Marked, EvtCancel), STATUS_CANCELLED);
    EXPECT_EQ(g.Cancels, 0);
    WdfRequestComplete(g.Marked, STATUS_CANCELLED);
    g.Marked = Take(g.Manual);
    EXPECT(!IoCancelIrp(WdfRequestWdmGetIrp(g.Marked)));
    WdfRequestMarkCancelable(g.Marked, EvtCancel);
    EXPECT_EQ(g.Cancels, 1);
    return STATUS_SUCCESS;
}

/* With one reader. */
SCENARIO(MarksForARace)
{
    UNREFERENCED_PARAMETER(Scenario);
    WaitForWaiting(1);
    g.Marked = Take(g.Manual);
    WdfObjectReference(g.Marked);
    WdfRequestMarkCancelable(g.Marked, EvtCancel);
    return STATUS_SUCCESS;
}

SCENARIO(UnmarksInARace)
{
    const NTSTATUS status = WdfRequestUnmarkCancelable(g.Marked);

    if (NT_SUCCESS(status))
        WdfRequestComplete(g.Marked, STATUS_CANCELLED);
    else
        EXPECT_STATUS(status, STATUS_CANCELLED);
    Scenario->Information = NT_SUCCESS(status);
    return STATUS_SUCCESS;
}

SCENARIO(CancelsInARace)
{
    WdfIoQueuePurge(g.Manual, NULL, NULL);
    Scenario->Information = g.Cancels;
    return STATUS_SUCCESS;
}

/* With two readers. */
SCENARIO(StopsAndPurges)
{
    WDFREQUEST request;

    WaitForWaiting(2);
    EXPECT_STATUS(WdfIoQueueRetrieveNextRequest(Scenario->Queue, &request),
                  STATUS_INVALID_DEVICE_STATE);
    WdfIoQueueStopAndPurgeSynchronously(g.Manual);
    ExpectState(g.Manual,
                WdfIoQueueAcceptRequests | WdfIoQueueNoRequests | WdfIoQueueDriverNoRequests, 0, 0);
    WdfIoQueueStart(g.Manual);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(LINE_SCENARIOS)
