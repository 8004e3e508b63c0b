/* WDFTIMER: facts 105, 107, 111, 112, and what the pages of wdftimer.h promise. */
#include "scenario.h"

#include "timer.h"

#define MILLISECOND 10000LL
#define HOUR (3600LL * 1000 * MILLISECOND)

typedef struct _TIMER_CONTEXT {
    KEVENT Ran;   /* synchronization event: one run more */
    KEVENT Begun; /* a slow callback is inside */
    KEVENT Cleaned;
    volatile LONG Runs;
    volatile LONG Finished;
    LONG RestartsLeft;
    KIRQL Irql;
    BOOLEAN StopResult;
    volatile LONG* Locked;
    PKTHREAD CleanupThread;
    KIRQL CleanupIrql;
    LONG FinishedAtCleanup;
} TIMER_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(TIMER_CONTEXT, GetTimer)

static VOID Sleep(LONGLONG Ticks)
{
    LARGE_INTEGER interval;

    interval.QuadPart = -Ticks;
    KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

static VOID WaitFor(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

static VOID EvtCount(WDFTIMER Timer)
{
    TIMER_CONTEXT* context = GetTimer(Timer);

    context->Irql = KeGetCurrentIrql();
    InterlockedIncrement(&context->Runs);
    if (context->Locked != NULL)
        EXPECT_EQ(*context->Locked, 0);
    KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtSlow(WDFTIMER Timer)
{
    TIMER_CONTEXT* context = GetTimer(Timer);

    context->Irql = KeGetCurrentIrql();
    KeSetEvent(&context->Begun, 0, FALSE);
    Sleep(3 * MILLISECOND);
    InterlockedIncrement(&context->Finished);
    KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtAgain(WDFTIMER Timer)
{
    TIMER_CONTEXT* context = GetTimer(Timer);

    InterlockedIncrement(&context->Runs);
    if (context->RestartsLeft-- > 0)
        EXPECT_EQ(WdfTimerStart(Timer, -MILLISECOND), FALSE);
    else
        KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtStopsItself(WDFTIMER Timer)
{
    TIMER_CONTEXT* context = GetTimer(Timer);

    EXPECT_EQ(WdfTimerStart(Timer, -HOUR), FALSE);
    context->StopResult = WdfTimerStop(Timer, TRUE);
    KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtCleanup(WDFOBJECT Object)
{
    TIMER_CONTEXT* context = GetTimer(Object);

    context->CleanupIrql = KeGetCurrentIrql();
    context->CleanupThread = KeGetCurrentThread();
    context->FinishedAtCleanup = context->Finished;
    KeSetEvent(&context->Cleaned, 0, FALSE);
}

static WDFTIMER MakeTimer(WDFOBJECT Parent, PFN_WDF_TIMER Callback, ULONG Period,
                          WDF_EXECUTION_LEVEL Level)
{
    WDF_TIMER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFTIMER timer = NULL;
    TIMER_CONTEXT* context;

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, Callback, Period);
    config.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, TIMER_CONTEXT);
    attributes.ParentObject = Parent;
    attributes.ExecutionLevel = Level;
    attributes.EvtCleanupCallback = EvtCleanup;
    EXPECT_STATUS(WdfTimerCreate(&config, &attributes, &timer), STATUS_SUCCESS);
    context = GetTimer(timer);
    KeInitializeEvent(&context->Ran, SynchronizationEvent, FALSE);
    KeInitializeEvent(&context->Begun, SynchronizationEvent, FALSE);
    KeInitializeEvent(&context->Cleaned, NotificationEvent, FALSE);
    return timer;
}

static WDFTIMER MakeDispatch(PSCENARIO Scenario, PFN_WDF_TIMER Callback, ULONG Period)
{
    return MakeTimer(Scenario->Device, Callback, Period, WdfExecutionLevelInheritFromParent);
}

static WDFTIMER MakePassive(PSCENARIO Scenario, PFN_WDF_TIMER Callback)
{
    return MakeTimer(Scenario->Device, Callback, 0, WdfExecutionLevelPassive);
}

SCENARIO(AOneShotTimerRunsOnceAtDispatch)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);
    const ULONGLONG start = KeQueryInterruptTime();

    EXPECT_EQ(WdfTimerStart(timer, WDF_REL_TIMEOUT_IN_MS(2)), FALSE);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT(KeQueryInterruptTime() - start >= 2 * MILLISECOND);
    EXPECT_EQ(GetTimer(timer)->Irql, DISPATCH_LEVEL);
    Sleep(4 * MILLISECOND);
    EXPECT_EQ(GetTimer(timer)->Runs, 1);
    EXPECT_EQ(WdfTimerStop(timer, FALSE), FALSE);
    return STATUS_SUCCESS;
}

SCENARIO(APeriodicTimerRunsUntilStopped)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 1);
    LONG runs;
    int i;

    EXPECT_EQ(WdfTimerStart(timer, -MILLISECOND), FALSE);
    for (i = 0; i < 3; ++i)
        WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), TRUE);
    runs = GetTimer(timer)->Runs;
    EXPECT(runs >= 3);
    Sleep(5 * MILLISECOND);
    EXPECT_EQ(GetTimer(timer)->Runs, runs);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), FALSE);
    return STATUS_SUCCESS;
}

SCENARIO(StartingAnewMovesTheTimer)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);

    EXPECT_EQ(WdfTimerStart(timer, -HOUR), FALSE);
    EXPECT_EQ(WdfTimerStart(timer, -MILLISECOND), TRUE);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(GetTimer(timer)->Runs, 1);
    return STATUS_SUCCESS;
}

SCENARIO(StopTellsWhetherTheTimerWasSet)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);

    EXPECT_EQ(WdfTimerStop(timer, FALSE), FALSE);
    EXPECT_EQ(WdfTimerStart(timer, -HOUR), FALSE);
    EXPECT_EQ(WdfTimerStop(timer, FALSE), TRUE);
    EXPECT_EQ(WdfTimerStop(timer, FALSE), FALSE);
    EXPECT_EQ(WdfTimerStart(timer, -HOUR), FALSE);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), TRUE);
    EXPECT_EQ(GetTimer(timer)->Runs, 0);
    return STATUS_SUCCESS;
}

SCENARIO(DueTimesAreRelativeAbsoluteOrZero)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);
    LARGE_INTEGER now;

    KeQuerySystemTime(&now);
    WdfTimerStart(timer, now.QuadPart + 2 * MILLISECOND);
    WaitFor(&GetTimer(timer)->Ran);
    WdfTimerStart(timer, now.QuadPart - HOUR);
    WaitFor(&GetTimer(timer)->Ran);
    WdfTimerStart(timer, 0);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(GetTimer(timer)->Runs, 3);
    return STATUS_SUCCESS;
}

SCENARIO(APassiveTimerRunsAtPassiveAndMayWait)
{
    const WDFTIMER timer = MakePassive(Scenario, EvtSlow);

    EXPECT_EQ(WdfTimerStart(timer, -MILLISECOND), FALSE);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(GetTimer(timer)->Irql, PASSIVE_LEVEL);
    EXPECT_EQ(GetTimer(timer)->Finished, 1);
    return STATUS_SUCCESS;
}

SCENARIO(StopWaitsForTheCallback)
{
    const WDFTIMER timer = MakePassive(Scenario, EvtSlow);

    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&GetTimer(timer)->Begun);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), FALSE);
    EXPECT_EQ(GetTimer(timer)->Finished, 1);
    return STATUS_SUCCESS;
}

SCENARIO(ACallbackStartsItsTimerAgain)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtAgain, 0);

    GetTimer(timer)->RestartsLeft = 3;
    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(GetTimer(timer)->Runs, 4);
    return STATUS_SUCCESS;
}

SCENARIO(ACallbackCannotWaitForItself)
{
    const WDFTIMER timer = MakePassive(Scenario, EvtStopsItself);

    GetTimer(timer)->StopResult = TRUE;
    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&GetTimer(timer)->Ran);
    EXPECT_EQ(GetTimer(timer)->StopResult, FALSE);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), TRUE); /* it was left set */
    return STATUS_SUCCESS;
}

SCENARIO(DeleteWaitsForTheCallback)
{
    const WDFTIMER timer = MakePassive(Scenario, EvtSlow);
    TIMER_CONTEXT* context = GetTimer(timer);

    WdfObjectReference(timer);
    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&context->Begun);
    WdfObjectDelete(timer);
    EXPECT_EQ(context->Finished, 1);
    EXPECT_EQ(context->FinishedAtCleanup, 1);
    EXPECT_EQ(context->CleanupThread, KeGetCurrentThread());
    EXPECT_EQ(WdfTimerStart(timer, -MILLISECOND), FALSE);
    WdfObjectDereference(timer);
    return STATUS_SUCCESS;
}

SCENARIO(ADeletedTimerDoesNotRun)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 1);
    TIMER_CONTEXT* context = GetTimer(timer);
    LONG runs;

    WdfObjectReference(timer);
    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&context->Ran);
    WdfObjectDelete(timer);
    runs = context->Runs;
    Sleep(5 * MILLISECOND);
    EXPECT_EQ(context->Runs, runs);
    WdfObjectDereference(timer);
    return STATUS_SUCCESS;
}

/* Fact 107. */
SCENARIO(ADeleteAtDispatchIsLeftToAWorker)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);
    TIMER_CONTEXT* context = GetTimer(timer);
    KIRQL irql;

    WdfObjectReference(timer);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfObjectDelete(timer);
    KeLowerIrql(irql);
    WaitFor(&context->Cleaned);
    EXPECT_EQ(context->CleanupIrql, PASSIVE_LEVEL);
    EXPECT(context->CleanupThread != KeGetCurrentThread());
    WdfObjectDereference(timer);
    return STATUS_SUCCESS;
}

SCENARIO(TheParentIsKnown)
{
    const WDFTIMER timer = MakeTimer(Scenario->Queue, EvtCount, 0, WdfExecutionLevelDispatch);

    EXPECT_EQ(WdfTimerGetParentObject(timer), Scenario->Queue);
    return STATUS_SUCCESS;
}

static NTSTATUS Create(PWDF_TIMER_CONFIG Config, WDFOBJECT Parent, WDF_EXECUTION_LEVEL Level)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFTIMER timer = NULL;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Parent;
    attributes.ExecutionLevel = Level;
    status = WdfTimerCreate(Config, &attributes, &timer);
    if (NT_SUCCESS(status))
        WdfObjectDelete(timer);
    return status;
}

SCENARIO(ConfigurationIsChecked)
{
    const WDF_EXECUTION_LEVEL inherit = WdfExecutionLevelInheritFromParent;
    const WDFOBJECT device = Scenario->Device;
    WDF_TIMER_CONFIG config;

    WDF_TIMER_CONFIG_INIT(&config, EvtCount);
    config.Size += 1;
    EXPECT_STATUS(Create(&config, device, inherit), STATUS_INFO_LENGTH_MISMATCH);

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtCount, 0x80000000);
    EXPECT_STATUS(Create(&config, device, inherit), STATUS_INVALID_PARAMETER);

    WDF_TIMER_CONFIG_INIT(&config, EvtCount);
    config.UseHighResolutionTimer = WdfTrue;
    EXPECT_STATUS(Create(&config, device, inherit), STATUS_SUCCESS);
    config.TolerableDelay = 1;
    EXPECT_STATUS(Create(&config, device, inherit), STATUS_INVALID_PARAMETER);

    WDF_TIMER_CONFIG_INIT(&config, EvtCount);
    config.TolerableDelay = TolerableDelayUnlimited;
    EXPECT_STATUS(Create(&config, device, inherit), STATUS_SUCCESS);

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtCount, 1);
    config.AutomaticSerialization = FALSE;
    EXPECT_STATUS(Create(&config, device, WdfExecutionLevelPassive), STATUS_NOT_SUPPORTED);
    return STATUS_SUCCESS;
}

/* Fact 105: a timer has no default parent. */
SCENARIO(AttributesAreChecked)
{
    WDF_TIMER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFTIMER timer;

    WDF_TIMER_CONFIG_INIT(&config, EvtCount);
    EXPECT_STATUS(WdfTimerCreate(&config, WDF_NO_OBJECT_ATTRIBUTES, &timer),
                  STATUS_WDF_PARENT_NOT_SPECIFIED);
    EXPECT_STATUS(Create(&config, NULL, WdfExecutionLevelInheritFromParent),
                  STATUS_WDF_PARENT_NOT_SPECIFIED);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    attributes.Size -= 8;
    EXPECT_STATUS(WdfTimerCreate(&config, &attributes, &timer), STATUS_INFO_LENGTH_MISMATCH);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    EXPECT_STATUS(WdfTimerCreate(&config, &attributes, &timer),
                  STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
    return STATUS_SUCCESS;
}

static WDFDEVICE MakeScopedDevice(PSCENARIO Scenario, WDF_EXECUTION_LEVEL Level)
{
    DECLARE_CONST_UNICODE_STRING(security, L"D:P(A;;GA;;;SY)");
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Scenario->Driver, &security);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    attributes.ExecutionLevel = Level;
    EXPECT_STATUS(WdfDeviceCreate(&init, &attributes, &device), STATUS_SUCCESS);
    return device;
}

/* Facts 111, 112. */
SCENARIO(SerializationNeedsADeviceAndItsLevel)
{
    const WDF_EXECUTION_LEVEL inherit = WdfExecutionLevelInheritFromParent;
    const WDFDEVICE dispatch = MakeScopedDevice(Scenario, WdfExecutionLevelDispatch);
    const WDFDEVICE passive = MakeScopedDevice(Scenario, WdfExecutionLevelPassive);
    WDF_TIMER_CONFIG config;

    WDF_TIMER_CONFIG_INIT(&config, EvtCount);
    EXPECT_EQ(config.AutomaticSerialization, TRUE);
    EXPECT_STATUS(Create(&config, Scenario->Driver, inherit), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(Create(&config, dispatch, inherit), STATUS_SUCCESS);
    EXPECT_STATUS(Create(&config, passive, WdfExecutionLevelPassive), STATUS_SUCCESS);
    EXPECT_STATUS(Create(&config, passive, inherit), STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
    EXPECT_STATUS(Create(&config, dispatch, WdfExecutionLevelPassive),
                  STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
    /* Without a scope there is no lock to fit. */
    EXPECT_STATUS(Create(&config, Scenario->Device, WdfExecutionLevelPassive), STATUS_SUCCESS);
    config.AutomaticSerialization = FALSE;
    EXPECT_STATUS(Create(&config, passive, inherit), STATUS_SUCCESS);
    WdfObjectDelete(dispatch);
    WdfObjectDelete(passive);
    return STATUS_SUCCESS;
}

/* Fact 111. */
SCENARIO(SerializedCallbacksRunUnderTheLock)
{
    const WDFDEVICE device = MakeScopedDevice(Scenario, WdfExecutionLevelDispatch);
    WDF_TIMER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFTIMER timer = NULL;
    volatile LONG locked = 0;
    int i;

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtCount, 1);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, TIMER_CONTEXT);
    attributes.ParentObject = device;
    EXPECT_STATUS(WdfTimerCreate(&config, &attributes, &timer), STATUS_SUCCESS);
    KeInitializeEvent(&GetTimer(timer)->Ran, SynchronizationEvent, FALSE);
    GetTimer(timer)->Locked = &locked;
    WdfTimerStart(timer, -MILLISECOND / 10);
    for (i = 0; i < 20; ++i) {
        WdfObjectAcquireLock(device);
        EXPECT_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
        locked = 1;
        KeGetCurrentProcessorNumber();
        KeGetCurrentProcessorNumber();
        locked = 0;
        WdfObjectReleaseLock(device);
        EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    }
    WaitFor(&GetTimer(timer)->Ran);
    WdfTimerStop(timer, TRUE);
    WdfObjectDelete(device);
    return STATUS_SUCCESS;
}

/* A start that comes while another thread stops is either undone or refused. */
SCENARIO(StopAndStartRace)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtAgain, 0);
    LONG runs;
    int i;

    for (i = 0; i < 10; ++i) {
        GetTimer(timer)->RestartsLeft = 1000;
        WdfTimerStart(timer, -1);
        WdfTimerStop(timer, TRUE);
        runs = GetTimer(timer)->Runs;
        Sleep(MILLISECOND);
        EXPECT_EQ(GetTimer(timer)->Runs, runs);
        EXPECT_EQ(WdfTimerStop(timer, FALSE), FALSE);
    }
    return STATUS_SUCCESS;
}

SCENARIO(StopAboveItsLevelIsRefused)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 0);
    KIRQL irql;

    WdfTimerStart(timer, -HOUR);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_EQ(WdfTimerStop(timer, TRUE), FALSE);
    EXPECT_EQ(WdfTimerStop(timer, FALSE), TRUE);
    KeLowerIrql(irql);
    return STATUS_SUCCESS;
}

SCENARIO(ATimerIsLeftRunning)
{
    const WDFTIMER timer = MakeDispatch(Scenario, EvtCount, 1);

    WdfTimerStart(timer, -MILLISECOND);
    WaitFor(&GetTimer(timer)->Ran);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(TIMER_SCENARIOS)
