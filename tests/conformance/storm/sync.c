/* Misuse of timers, DPCs, work items and locks. */
#include "storm_driver.h"

STORM_FUNCTION(ParentMissing)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT made = NULL;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    status = CreateNew(Scenario, STORM_MAKE_TIMER + Order->Which,
                       Order->A % 2 == 0 ? WDF_NO_OBJECT_ATTRIBUTES : &attributes, &made);
    Answer->Untouched = made == NULL;
    return status;
}

/* Objects that hang off the driver. */
STORM_FUNCTION(ParentWithoutDevice)
{
    static const ULONG parents[] = {STORM_DRIVER, STORM_REQUEST,    STORM_MEMORY,
                                    STORM_OBJECT, STORM_SPINLOCK,   STORM_WAITLOCK,
                                    STORM_STRING, STORM_COLLECTION, STORM_LOOKASIDE};
    WDFOBJECT made = NULL;
    const NTSTATUS status =
        CreateNew(Scenario, STORM_MAKE_TIMER + Order->Which,
                  WithParent(Standing[parents[Order->A % ARRAYSIZE(parents)]]), &made);

    Answer->Untouched = made == NULL;
    return status;
}

STORM_FUNCTION(ConfigSize)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Scenario->Device);
    WDF_WORKITEM_CONFIG workItem;
    WDF_TIMER_CONFIG timer;
    WDF_DPC_CONFIG dpc;
    WDFOBJECT made = NULL;
    NTSTATUS status;

    WDF_WORKITEM_CONFIG_INIT(&workItem, EvtActInWorkItem);
    WDF_TIMER_CONFIG_INIT(&timer, EvtActInTimer);
    WDF_DPC_CONFIG_INIT(&dpc, NULL);
    workItem.Size = timer.Size = dpc.Size = (ULONG)Order->A;
    switch (Order->Which) {
    case 0: status = WdfTimerCreate(&timer, attributes, (WDFTIMER*)&made); break;
    case 1: status = WdfDpcCreate(&dpc, attributes, (WDFDPC*)&made); break;
    default: status = WdfWorkItemCreate(&workItem, attributes, (WDFWORKITEM*)&made); break;
    }
    Answer->Untouched = made == NULL;
    return status;
}

static NTSTATUS TryTimer(PSCENARIO Scenario, PWDF_TIMER_CONFIG Config, WDF_EXECUTION_LEVEL Level,
                         STORM_ANSWER* Answer)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Scenario->Device);
    WDFTIMER timer = NULL;
    NTSTATUS status;

    attributes->ExecutionLevel = Level;
    status = WdfTimerCreate(Config, attributes, &timer);
    Answer->Untouched = timer == NULL;
    return status;
}

STORM_FUNCTION(TimerPeriod)
{
    WDF_TIMER_CONFIG config;

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtActInTimer, (LONG)Order->A);
    return TryTimer(Scenario, &config, WdfExecutionLevelInheritFromParent, Answer);
}

STORM_FUNCTION(TimerTolerance)
{
    WDF_TIMER_CONFIG config;

    WDF_TIMER_CONFIG_INIT(&config, EvtActInTimer);
    config.UseHighResolutionTimer = WdfTrue;
    config.TolerableDelay = (ULONG)Order->A;
    return TryTimer(Scenario, &config, WdfExecutionLevelInheritFromParent, Answer);
}

STORM_FUNCTION(PeriodicPassiveTimer)
{
    WDF_TIMER_CONFIG config;

    WDF_TIMER_CONFIG_INIT_PERIODIC(&config, EvtActInTimer, (LONG)Order->A);
    return TryTimer(Scenario, &config, WdfExecutionLevelPassive, Answer);
}

STORM_FUNCTION(WorkItemWithoutFunction)
{
    WDF_WORKITEM_CONFIG config;
    WDFWORKITEM item = NULL;
    NTSTATUS status;

    WDF_WORKITEM_CONFIG_INIT(&config, NULL);
    config.AutomaticSerialization = (BOOLEAN)(Order->A & 1);
    status = WdfWorkItemCreate(&config, WithParent(Scenario->Device), &item);
    Answer->Untouched = item == NULL;
    return status;
}

/* Fact 112: below a queue whose callbacks run at the other level. */
STORM_FUNCTION(SerializedAtAnotherLevel)
{
    const BOOLEAN passive = Order->Which >= 2;
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(NULL);
    WDFOBJECT queue = NULL;
    WDFOBJECT made = NULL;
    NTSTATUS status;

    attributes->SynchronizationScope = WdfSynchronizationScopeQueue;
    attributes->ExecutionLevel = passive ? WdfExecutionLevelPassive : WdfExecutionLevelDispatch;
    EXPECT_STATUS(CreateNew(Scenario, STORM_MAKE_QUEUE, attributes, &queue), STATUS_SUCCESS);
    attributes = WithParent(queue);
    switch (Order->Which) {
    case 0:
        attributes->ExecutionLevel = WdfExecutionLevelPassive;
        status = CreateNew(Scenario, STORM_MAKE_TIMER, attributes, &made);
        break;
    case 1: status = CreateNew(Scenario, STORM_MAKE_WORKITEM, attributes, &made); break;
    case 2: status = CreateNew(Scenario, STORM_MAKE_TIMER, attributes, &made); break;
    default: status = CreateNew(Scenario, STORM_MAKE_DPC, attributes, &made); break;
    }
    Answer->Untouched = made == NULL;
    WdfObjectDelete(queue);
    return status;
}

STORM_FUNCTION(SpinLockTwice)
{
    const WDFSPINLOCK lock = (WDFSPINLOCK)Standing[STORM_SPINLOCK];

    WdfSpinLockAcquire(lock);
    WdfSpinLockAcquire(lock);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(SpinLockUnheld)
{
    const WDFSPINLOCK lock = (WDFSPINLOCK)Standing[STORM_SPINLOCK];
    ULONG i;

    for (i = 0; i < Order->A % 3; ++i) {
        WdfSpinLockAcquire(lock);
        WdfSpinLockRelease(lock);
    }
    WdfSpinLockRelease(lock);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(WaitLockUnheld)
{
    WdfWaitLockRelease((WDFWAITLOCK)Standing[STORM_WAITLOCK]);
    return STATUS_SUCCESS;
}

static NTSTATUS TakeTwice(LONGLONG Timeout)
{
    const WDFWAITLOCK lock = (WDFWAITLOCK)Standing[STORM_WAITLOCK];
    NTSTATUS status;

    EXPECT_STATUS(WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
    status = WdfWaitLockAcquire(lock, &Timeout);
    WdfWaitLockRelease(lock);
    return status;
}

STORM_FUNCTION(WaitLockTwice)
{
    return TakeTwice(-(LONGLONG)(Order->A % 100000 + 1));
}

STORM_FUNCTION(WaitLockPolledTwice)
{
    return TakeTwice(0);
}

STORM_FUNCTION(ObjectWithoutLock)
{
    static const ULONG kinds[] = {STORM_DRIVER,    STORM_REQUEST,  STORM_MEMORY, STORM_TARGET,
                                  STORM_OBJECT,    STORM_TIMER,    STORM_DPC,    STORM_WORKITEM,
                                  STORM_SPINLOCK,  STORM_WAITLOCK, STORM_STRING, STORM_LOOKASIDE,
                                  STORM_COLLECTION};
    const WDFOBJECT object = Standing[kinds[Order->A % ARRAYSIZE(kinds)]];

    if (Order->Which == 0)
        WdfObjectAcquireLock(object);
    else
        WdfObjectReleaseLock(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(ObjectLockTwice)
{
    const WDFOBJECT object = Order->Which == 0 ? Scenario->Device : (WDFOBJECT)Scenario->Queue;

    WdfObjectAcquireLock(object);
    WdfObjectAcquireLock(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(ObjectLockUnheld)
{
    WdfObjectReleaseLock(Order->Which == 0 ? Scenario->Device : (WDFOBJECT)Scenario->Queue);
    return STATUS_SUCCESS;
}

static VOID WaitAtDispatchFor(ULONG Which)
{
    const WDFWAITLOCK lock = (WDFWAITLOCK)Standing[STORM_WAITLOCK];
    LONGLONG timeout = -1;
    WDFLOOKASIDE lookaside;

    switch (Which) {
    case 0: WdfTimerStop((WDFTIMER)Standing[STORM_TIMER], TRUE); break;
    case 1: WdfDpcCancel((WDFDPC)Standing[STORM_DPC], TRUE); break;
    case 2: EXPECT_STATUS(WdfWaitLockAcquire(lock, NULL), STATUS_INVALID_DEVICE_REQUEST); break;
    case 3: EXPECT_STATUS(WdfWaitLockAcquire(lock, &timeout), STATUS_INVALID_DEVICE_REQUEST); break;
    default:
        EXPECT_STATUS(WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, 8, PagedPool,
                                             WDF_NO_OBJECT_ATTRIBUTES, 0, &lookaside),
                      STATUS_INVALID_DEVICE_REQUEST);
        break;
    }
}

/* What needs PASSIVE_LEVEL because of an argument. */
STORM_FUNCTION(WaitingCallAtDispatch)
{
    KIRQL old;

    KeRaiseIrql(DISPATCH_LEVEL, &old);
    WaitAtDispatchFor(Order->Which);
    KeLowerIrql(old);
    return STATUS_SUCCESS;
}

static WDFOBJECT AskHigh(ULONG Which)
{
    switch (Which) {
    case 0: return WdfTimerGetParentObject((WDFTIMER)Standing[STORM_TIMER]);
    case 1: return WdfWorkItemGetParentObject((WDFWORKITEM)Standing[STORM_WORKITEM]);
    case 2: return WdfCollectionGetFirstItem((WDFCOLLECTION)Standing[STORM_COLLECTION]);
    case 3: return WdfCollectionGetLastItem((WDFCOLLECTION)Standing[STORM_COLLECTION]);
    case 4: return WdfCollectionGetItem((WDFCOLLECTION)Standing[STORM_COLLECTION], 3);
    default: WdfObjectReference(Standing[STORM_OBJECT]); return NULL;
    }
}

/* Calls that answer at any level although they must not be asked. */
STORM_FUNCTION(CallAboveCeiling)
{
    WDFOBJECT answer;
    KIRQL old;

    KeRaiseIrql((KIRQL)(DISPATCH_LEVEL + 1 + Order->A % 10), &old);
    answer = AskHigh(Order->Which);
    KeLowerIrql(old);
    if (Order->Which > 4)
        WdfObjectDereference(Standing[STORM_OBJECT]);
    Answer->Untouched = answer == (Order->Which < 2 ? (WDFOBJECT)Scenario->Device : NULL);
    return STATUS_SUCCESS;
}
