/* Timers, DPCs and work items of the executive: N118 to N128. */
#include "scenario.h"

#include "executive.h"

#define MILLISECOND 10000LL
#define HOUR (3600LL * 1000 * MILLISECOND)

static VOID WaitFor(PVOID Object)
{
    EXPECT_STATUS(KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, NULL),
                  STATUS_SUCCESS);
}

static NTSTATUS Poll(PVOID Object)
{
    LARGE_INTEGER timeout;

    timeout.QuadPart = 0;
    return KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, &timeout);
}

static LARGE_INTEGER In(LONGLONG Ticks)
{
    LARGE_INTEGER due;

    due.QuadPart = -Ticks;
    return due;
}

static VOID Sleep(LONGLONG Ticks)
{
    LARGE_INTEGER interval = In(Ticks);

    KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

/* N118, N120. */
SCENARIO(ATimerExpiresAndStaysSignalled)
{
    KTIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeTimer(&timer);
    EXPECT_EQ(KeReadStateTimer(&timer), FALSE);
    EXPECT_EQ(KeSetTimer(&timer, In(2 * MILLISECOND), NULL), FALSE);
    EXPECT_STATUS(Poll(&timer), STATUS_TIMEOUT);
    WaitFor(&timer);
    WaitFor(&timer);
    EXPECT_EQ(KeReadStateTimer(&timer), TRUE);
    return STATUS_SUCCESS;
}

/* N120. */
SCENARIO(ASynchronizationTimerReleasesOneWaiter)
{
    KTIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeTimerEx(&timer, SynchronizationTimer);
    KeSetTimer(&timer, In(MILLISECOND), NULL);
    WaitFor(&timer);
    EXPECT_STATUS(Poll(&timer), STATUS_TIMEOUT);
    return STATUS_SUCCESS;
}

/* N118, N119. */
SCENARIO(SettingATimerClearsAndMovesIt)
{
    KTIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeTimer(&timer);
    KeSetTimer(&timer, In(1), NULL);
    WaitFor(&timer);
    EXPECT_EQ(KeSetTimer(&timer, In(HOUR), NULL), FALSE);
    EXPECT_EQ(KeReadStateTimer(&timer), FALSE);
    EXPECT_EQ(KeSetTimer(&timer, In(MILLISECOND), NULL), TRUE);
    WaitFor(&timer);
    return STATUS_SUCCESS;
}

typedef struct _RUN {
    KEVENT Ran; /* synchronization event */
    volatile LONG Runs;
    KIRQL Irql;
    ULONG Processor;
    LONG Order;
    volatile LONG* Sequence;
    PVOID Free;
    KEVENT* Proceed;
} RUN;

static VOID InitializeRun(RUN* Run)
{
    RtlZeroMemory(Run, sizeof(*Run));
    KeInitializeEvent(&Run->Ran, SynchronizationEvent, FALSE);
}

static VOID Note(RUN* Run)
{
    Run->Irql = KeGetCurrentIrql();
    Run->Processor = KeGetCurrentProcessorNumberEx(NULL);
    if (Run->Sequence != NULL)
        Run->Order = InterlockedIncrement(Run->Sequence);
    InterlockedIncrement(&Run->Runs);
    KeSetEvent(&Run->Ran, 0, FALSE);
}

static VOID DpcRoutine(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    Note(Context);
}

static VOID CountDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    InterlockedIncrement((LONG*)Context);
}

/* N118, N122: a periodic timer is always queued. */
SCENARIO(APeriodicTimerRunsItsDpc)
{
    KTIMER timer;
    KDPC dpc;
    RUN run;
    LONG runs;
    int i;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    KeInitializeTimerEx(&timer, NotificationTimer);
    KeInitializeDpc(&dpc, DpcRoutine, &run);
    EXPECT_EQ(KeSetTimerEx(&timer, In(MILLISECOND), 1, &dpc), FALSE);
    for (i = 0; i < 3; ++i)
        WaitFor(&run.Ran);
    EXPECT_EQ(run.Irql, DISPATCH_LEVEL);
    EXPECT_EQ(KeCancelTimer(&timer), TRUE);
    KeFlushQueuedDpcs();
    runs = run.Runs;
    Sleep(4 * MILLISECOND);
    EXPECT_EQ(run.Runs, runs);
    EXPECT_EQ(KeCancelTimer(&timer), FALSE);
    return STATUS_SUCCESS;
}

/* N122. */
SCENARIO(CancelTellsWhetherTheTimerWasSet)
{
    KTIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeTimer(&timer);
    EXPECT_EQ(KeCancelTimer(&timer), FALSE);
    KeSetTimer(&timer, In(HOUR), NULL);
    EXPECT_EQ(KeCancelTimer(&timer), TRUE);
    EXPECT_EQ(KeCancelTimer(&timer), FALSE);
    KeSetCoalescableTimer(&timer, In(1), 0, 100, NULL);
    WaitFor(&timer);
    EXPECT_EQ(KeCancelTimer(&timer), FALSE);
    return STATUS_SUCCESS;
}

/* N124, N125. */
SCENARIO(AQueuedDpcIsTakenBack)
{
    KDPC dpc;
    RUN run;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    KeInitializeDpc(&dpc, DpcRoutine, &run);
    EXPECT_EQ(KeRemoveQueueDpc(&dpc), FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_EQ(KeInsertQueueDpc(&dpc, NULL, NULL), TRUE);
    EXPECT_EQ(KeInsertQueueDpc(&dpc, NULL, NULL), FALSE);
    EXPECT_EQ(KeRemoveQueueDpc(&dpc), TRUE);
    EXPECT_EQ(KeRemoveQueueDpc(&dpc), FALSE);
    KeLowerIrql(irql);
    EXPECT_EQ(run.Runs, 0);
    EXPECT_EQ(KeInsertQueueDpc(&dpc, NULL, NULL), TRUE);
    EXPECT_EQ(run.Runs, 1);
    return STATUS_SUCCESS;
}

/* N123. */
SCENARIO(FlushWaitsForQueuedDpcs)
{
    KDPC dpcs[4];
    LONG runs = 0;
    int i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < 4; ++i) {
        KeInitializeDpc(&dpcs[i], CountDpc, &runs);
        KeSetTargetProcessorDpc(&dpcs[i], (CCHAR)(i % (int)KeQueryActiveProcessorCountEx(0)));
        EXPECT_EQ(KeInsertQueueDpc(&dpcs[i], NULL, NULL), TRUE);
    }
    KeFlushQueuedDpcs();
    EXPECT_EQ(runs, 4);
    return STATUS_SUCCESS;
}

/* N126. */
SCENARIO(HighImportanceGoesInFront)
{
    KDPC normal;
    KDPC urgent;
    RUN first;
    RUN second;
    volatile LONG sequence = 0;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&first);
    InitializeRun(&second);
    first.Sequence = second.Sequence = &sequence;
    KeInitializeDpc(&normal, DpcRoutine, &first);
    KeInitializeDpc(&urgent, DpcRoutine, &second);
    KeSetImportanceDpc(&urgent, HighImportance);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeInsertQueueDpc(&normal, NULL, NULL);
    KeInsertQueueDpc(&urgent, NULL, NULL);
    KeLowerIrql(irql);
    EXPECT_EQ(second.Order, 1);
    EXPECT_EQ(first.Order, 2);
    return STATUS_SUCCESS;
}

SCENARIO(ADpcRunsOnItsTargetProcessor)
{
    const ULONG count = KeQueryActiveProcessorCount(NULL);
    PROCESSOR_NUMBER number = {0};
    KDPC dpc;
    RUN run;
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < count; ++i) {
        InitializeRun(&run);
        KeInitializeDpc(&dpc, DpcRoutine, &run);
        number.Number = (UCHAR)i;
        EXPECT_STATUS(KeSetTargetProcessorDpcEx(&dpc, &number), STATUS_SUCCESS);
        KeInsertQueueDpc(&dpc, NULL, NULL);
        WaitFor(&run.Ran);
        EXPECT_EQ(run.Processor, i);
        KeFlushQueuedDpcs();
    }
    number.Number = (UCHAR)count;
    EXPECT_STATUS(KeSetTargetProcessorDpcEx(&dpc, &number), STATUS_INVALID_PARAMETER);
    return STATUS_SUCCESS;
}

static VOID ExTimerRoutine(PEX_TIMER Timer, PVOID Context)
{
    UNREFERENCED_PARAMETER(Timer);
    Note(Context);
}

static VOID ExTimerDeleted(PVOID Context)
{
    Note(Context);
}

SCENARIO(AnExTimerCallsBack)
{
    RUN run;
    PEX_TIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    timer = ExAllocateTimer(ExTimerRoutine, &run, EX_TIMER_HIGH_RESOLUTION);
    EXPECT(timer != NULL);
    EXPECT_EQ(ExSetTimer(timer, -MILLISECOND, 0, NULL), FALSE);
    WaitFor(&run.Ran);
    EXPECT_EQ(run.Irql, DISPATCH_LEVEL);
    EXPECT_EQ(ExSetTimer(timer, -MILLISECOND, MILLISECOND, NULL), FALSE);
    WaitFor(&run.Ran);
    WaitFor(&run.Ran);
    EXPECT_EQ(ExCancelTimer(timer, NULL), TRUE);
    EXPECT_EQ(ExCancelTimer(timer, NULL), FALSE);
    EXPECT_EQ(ExDeleteTimer(timer, TRUE, TRUE, NULL), FALSE);
    return STATUS_SUCCESS;
}

SCENARIO(AnExTimerIsDeleted)
{
    EXT_DELETE_PARAMETERS parameters;
    RUN run;
    RUN deleted;
    PEX_TIMER timer;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    InitializeRun(&deleted);
    timer = ExAllocateTimer(ExTimerRoutine, &run, 0);
    ExSetTimer(timer, -HOUR, 0, NULL);
    ExInitializeDeleteTimerParameters(&parameters);
    parameters.DeleteCallback = ExTimerDeleted;
    parameters.DeleteContext = &deleted;
    EXPECT_EQ(ExDeleteTimer(timer, TRUE, TRUE, &parameters), TRUE);
    WaitFor(&deleted.Ran);
    EXPECT_EQ(run.Runs, 0);
    return STATUS_SUCCESS;
}

static VOID WorkRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    Note(Context);
}

static VOID FreeingRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
    RUN* run = Context;

    UNREFERENCED_PARAMETER(Device);
    IoFreeWorkItem(run->Free);
    Note(run);
}

static VOID WaitingRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
    RUN* run = Context;

    UNREFERENCED_PARAMETER(Device);
    WaitFor(run->Proceed);
    Note(run);
}

/* N99, N127. */
SCENARIO(AWorkItemRunsAtPassive)
{
    PIO_WORKITEM item = IoAllocateWorkItem(WdfDeviceWdmGetDeviceObject(Scenario->Device));
    RUN run;
    KIRQL irql;

    InitializeRun(&run);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    IoQueueWorkItem(item, WorkRoutine, DelayedWorkQueue, &run);
    KeLowerIrql(irql);
    WaitFor(&run.Ran);
    EXPECT_EQ(run.Irql, PASSIVE_LEVEL);
    IoQueueWorkItem(item, WorkRoutine, DelayedWorkQueue, &run);
    WaitFor(&run.Ran);
    IoFreeWorkItem(item);
    return STATUS_SUCCESS;
}

/* N127. */
SCENARIO(AWorkItemMayBeFreedByItsRoutine)
{
    RUN run;

    InitializeRun(&run);
    run.Free = IoAllocateWorkItem(WdfDeviceWdmGetDeviceObject(Scenario->Device));
    IoQueueWorkItem(run.Free, FreeingRoutine, CriticalWorkQueue, &run);
    WaitFor(&run.Ran);
    return STATUS_SUCCESS;
}

/* N127. */
SCENARIO(AWorkItemQueuedTwiceStopsTheMachine)
{
    PIO_WORKITEM item = IoAllocateWorkItem(WdfDeviceWdmGetDeviceObject(Scenario->Device));
    static RUN run;
    static KEVENT proceed;
    KIRQL irql;

    InitializeRun(&run);
    KeInitializeEvent(&proceed, NotificationEvent, FALSE);
    run.Proceed = &proceed;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    while (run.Runs == 0) { /* until no worker has taken it in between */
        IoQueueWorkItem(item, WaitingRoutine, DelayedWorkQueue, &run);
        IoQueueWorkItem(item, WaitingRoutine, DelayedWorkQueue, &run);
    }
    return STATUS_UNSUCCESSFUL;
}

static VOID OldRoutine(PVOID Context)
{
    Note(Context);
}

SCENARIO(AnOldWorkItemRuns)
{
    WORK_QUEUE_ITEM item;
    RUN run;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    ExInitializeWorkItem(&item, OldRoutine, &run);
    ExQueueWorkItem(&item, DelayedWorkQueue);
    WaitFor(&run.Ran);
    EXPECT_EQ(run.Irql, PASSIVE_LEVEL);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(EXECUTIVE_SCENARIOS)
