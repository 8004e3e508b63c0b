/* Misuse from inside the callbacks of timers and work items. */
#include "storm_driver.h"

static VOID (*Act)(WDFOBJECT Object);
static KEVENT Acted; /* initialized by each order */

VOID EvtActInTimer(WDFTIMER Timer)
{
    Act(Timer);
    KeSetEvent(&Acted, 0, FALSE);
}

VOID EvtActInWorkItem(WDFWORKITEM WorkItem)
{
    Act(WorkItem);
    KeSetEvent(&Acted, 0, FALSE);
}

static VOID EvtActInCleanup(WDFOBJECT Object)
{
    Act(Object);
}

static WDFTIMER MakeActor(PSCENARIO Scenario)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Scenario->Device);
    WDF_TIMER_CONFIG config;
    WDFTIMER timer = NULL;

    WDF_TIMER_CONFIG_INIT(&config, EvtActInTimer);
    attributes->ExecutionLevel = WdfExecutionLevelPassive;
    EXPECT_STATUS(WdfTimerCreate(&config, attributes, &timer), STATUS_SUCCESS);
    return timer;
}

static WDFWORKITEM MakeWorker(PSCENARIO Scenario)
{
    WDF_WORKITEM_CONFIG config;
    WDFWORKITEM item = NULL;

    WDF_WORKITEM_CONFIG_INIT(&config, EvtActInWorkItem);
    EXPECT_STATUS(WdfWorkItemCreate(&config, WithParent(Scenario->Device), &item), STATUS_SUCCESS);
    return item;
}

static VOID WaitUntilActed(VOID)
{
    KeWaitForSingleObject(&Acted, Executive, KernelMode, FALSE, NULL);
}

static WDFTIMER RunInTimer(PSCENARIO Scenario, const STORM_ORDER* Order, VOID (*Action)(WDFOBJECT))
{
    const WDFTIMER timer = MakeActor(Scenario);

    Act = Action;
    KeInitializeEvent(&Acted, NotificationEvent, FALSE);
    WdfTimerStart(timer, -(LONGLONG)(Order->A % 100000 + 1));
    WaitUntilActed();
    return timer;
}

static WDFWORKITEM RunInWorkItem(PSCENARIO Scenario, VOID (*Action)(WDFOBJECT))
{
    const WDFWORKITEM item = MakeWorker(Scenario);

    Act = Action;
    KeInitializeEvent(&Acted, NotificationEvent, FALSE);
    WdfWorkItemEnqueue(item);
    WaitUntilActed();
    return item;
}

static VOID StopTimer(WDFOBJECT Timer)
{
    WdfTimerStop((WDFTIMER)Timer, TRUE);
}

static VOID FlushWorkItem(WDFOBJECT Item)
{
    WdfWorkItemFlush((WDFWORKITEM)Item);
}

STORM_FUNCTION(WaitInOwnCallback)
{
    if (Order->Which == 0)
        WdfObjectDelete(RunInTimer(Scenario, Order, StopTimer));
    else
        WdfObjectDelete(RunInWorkItem(Scenario, FlushWorkItem));
    return STATUS_SUCCESS;
}

static VOID Delete(WDFOBJECT Object)
{
    WdfObjectDelete(Object);
}

STORM_FUNCTION(DeleteTimerInCallback)
{
    RunInTimer(Scenario, Order, Delete);
    return STATUS_SUCCESS;
}

static VOID Start(WDFOBJECT Timer)
{
    WdfTimerStart((WDFTIMER)Timer, -1);
}

static VOID Enqueue(WDFOBJECT Item)
{
    WdfWorkItemEnqueue((WDFWORKITEM)Item);
}

static VOID AddContext(WDFOBJECT Object)
{
    PVOID context = NULL;

    EXPECT_STATUS(WdfObjectAllocateContext(Object, WithContext(), &context), STATUS_DELETE_PENDING);
    EXPECT_EQ(context, NULL);
}

/* The cleanup callback is where a driver can still name an object that is being deleted. */
static VOID DeleteActing(PSCENARIO Scenario, ULONG Make, VOID (*Action)(WDFOBJECT))
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Scenario->Device);
    WDFOBJECT made = NULL;

    attributes->EvtCleanupCallback = EvtActInCleanup;
    EXPECT_STATUS(CreateNew(Scenario, Make, attributes, &made), STATUS_SUCCESS);
    Act = Action;
    WdfObjectDelete(made);
}

STORM_FUNCTION(StartWhileDeleted)
{
    if (Order->Which == 0)
        DeleteActing(Scenario, STORM_MAKE_TIMER, Start);
    else
        DeleteActing(Scenario, STORM_MAKE_WORKITEM, Enqueue);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(ContextWhileDeleted)
{
    DeleteActing(Scenario, Order->Which, AddContext);
    return STATUS_SUCCESS;
}

static VOID Raise(WDFOBJECT Object)
{
    KIRQL old;

    UNREFERENCED_PARAMETER(Object);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
}

static VOID TakeSpinLock(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    WdfSpinLockAcquire((WDFSPINLOCK)Standing[STORM_SPINLOCK]);
}

static VOID RunInEither(PSCENARIO Scenario, const STORM_ORDER* Order, VOID (*Action)(WDFOBJECT))
{
    if (Order->B % 2 == 0)
        RunInTimer(Scenario, Order, Action);
    else
        RunInWorkItem(Scenario, Action);
    /* The machine stops when the callback returns. */
    KeInitializeEvent(&Acted, NotificationEvent, FALSE);
    WaitUntilActed();
}

STORM_FUNCTION(CallbackStaysRaised)
{
    RunInEither(Scenario, Order, Order->Which == 0 ? Raise : TakeSpinLock);
    return STATUS_SUCCESS;
}

static VOID TakeWaitLock(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    WdfWaitLockAcquire((WDFWAITLOCK)Standing[STORM_WAITLOCK], NULL);
}

static VOID EnterRegion(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    KeEnterCriticalRegion();
}

STORM_FUNCTION(CallbackKeepsLock)
{
    RunInEither(Scenario, Order, Order->Which == 0 ? TakeWaitLock : EnterRegion);
    return STATUS_SUCCESS;
}
