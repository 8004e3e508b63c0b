/* WDFSPINLOCK, WDFWAITLOCK, WdfObjectAcquireLock: fact 111 and section 6 of
 * io-target-semantics. */
#include "scenario.h"

#include "lock.h"

static WDFSPINLOCK MakeSpinLock(VOID)
{
    WDFSPINLOCK lock = NULL;

    EXPECT_STATUS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock), STATUS_SUCCESS);
    return lock;
}

static WDFWAITLOCK MakeWaitLock(VOID)
{
    WDFWAITLOCK lock = NULL;

    EXPECT_STATUS(WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock), STATUS_SUCCESS);
    return lock;
}

SCENARIO(ASpinLockRaisesAndRestores)
{
    const WDFSPINLOCK outer = MakeSpinLock();
    const WDFSPINLOCK inner = MakeSpinLock();

    UNREFERENCED_PARAMETER(Scenario);
    WdfSpinLockAcquire(outer);
    EXPECT_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
    WdfSpinLockAcquire(inner);
    WdfSpinLockRelease(inner);
    EXPECT_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
    WdfSpinLockRelease(outer);
    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    return STATUS_SUCCESS;
}

typedef struct _SHARED {
    WDFSPINLOCK SpinLock;
    WDFWAITLOCK WaitLock;
    KEVENT Done;
    KEVENT Held;
    volatile LONG Inside;
    LONG Rounds;
} SHARED;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(SHARED, GetShared)

static VOID EnterAndLeave(SHARED* Shared)
{
    EXPECT_EQ(InterlockedIncrement(&Shared->Inside), 1);
    KeGetCurrentProcessorNumber();
    KeGetCurrentProcessorNumber();
    EXPECT_EQ(InterlockedDecrement(&Shared->Inside), 0);
    Shared->Rounds++;
}

static VOID EvtSpin(WDFWORKITEM Item)
{
    SHARED* shared = GetShared(Item);
    int i;

    for (i = 0; i < 50; ++i) {
        WdfSpinLockAcquire(shared->SpinLock);
        EnterAndLeave(shared);
        WdfSpinLockRelease(shared->SpinLock);
    }
}

static VOID EvtWait(WDFWORKITEM Item)
{
    SHARED* shared = GetShared(Item);
    int i;

    for (i = 0; i < 50; ++i) {
        EXPECT_STATUS(WdfWaitLockAcquire(shared->WaitLock, NULL), STATUS_SUCCESS);
        EnterAndLeave(shared);
        WdfWaitLockRelease(shared->WaitLock);
    }
}

static VOID EvtHold(WDFWORKITEM Item)
{
    SHARED* shared = GetShared(Item);

    WdfWaitLockAcquire(shared->WaitLock, NULL);
    KeSetEvent(&shared->Held, 0, FALSE);
    KeWaitForSingleObject(&shared->Done, Executive, KernelMode, FALSE, NULL);
    WdfWaitLockRelease(shared->WaitLock);
}

static WDFWORKITEM MakeWorker(PSCENARIO Scenario, PFN_WDF_WORKITEM Callback)
{
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item = NULL;
    SHARED* shared;

    WDF_WORKITEM_CONFIG_INIT(&config, Callback);
    config.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SHARED);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
    shared = GetShared(item);
    shared->SpinLock = MakeSpinLock();
    shared->WaitLock = MakeWaitLock();
    KeInitializeEvent(&shared->Done, NotificationEvent, FALSE);
    KeInitializeEvent(&shared->Held, NotificationEvent, FALSE);
    return item;
}

SCENARIO(ASpinLockKeepsOthersOut)
{
    const WDFWORKITEM worker = MakeWorker(Scenario, EvtSpin);

    WdfWorkItemEnqueue(worker);
    EvtSpin(worker);
    WdfWorkItemFlush(worker);
    EXPECT_EQ(GetShared(worker)->Rounds, 100);
    return STATUS_SUCCESS;
}

SCENARIO(ASpinLockIsReleasedByItsHolder)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfSpinLockRelease(MakeSpinLock());
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(ASpinLockTakenTwiceStopsTheMachine)
{
    const WDFSPINLOCK lock = MakeSpinLock();

    UNREFERENCED_PARAMETER(Scenario);
    WdfSpinLockAcquire(lock);
    WdfSpinLockAcquire(lock);
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(AWaitLockKeepsOthersOut)
{
    const WDFWORKITEM worker = MakeWorker(Scenario, EvtWait);

    WdfWorkItemEnqueue(worker);
    EvtWait(worker);
    WdfWorkItemFlush(worker);
    EXPECT_EQ(GetShared(worker)->Rounds, 100);
    return STATUS_SUCCESS;
}

SCENARIO(AWaitLockTimesOut)
{
    const WDFWORKITEM worker = MakeWorker(Scenario, EvtHold);
    SHARED* shared = GetShared(worker);
    LONGLONG timeout = 0;

    WdfWorkItemEnqueue(worker);
    KeWaitForSingleObject(&shared->Held, Executive, KernelMode, FALSE, NULL);
    EXPECT_STATUS(WdfWaitLockAcquire(shared->WaitLock, &timeout), STATUS_TIMEOUT);
    timeout = WDF_REL_TIMEOUT_IN_MS(1);
    EXPECT_STATUS(WdfWaitLockAcquire(shared->WaitLock, &timeout), STATUS_TIMEOUT);
    KeSetEvent(&shared->Done, 0, FALSE);
    timeout = WDF_REL_TIMEOUT_IN_SEC(10);
    EXPECT_STATUS(WdfWaitLockAcquire(shared->WaitLock, &timeout), STATUS_SUCCESS);
    WdfWaitLockRelease(shared->WaitLock);
    WdfWorkItemFlush(worker);
    return STATUS_SUCCESS;
}

SCENARIO(AWaitLockAtDispatchMayOnlyPoll)
{
    const WDFWAITLOCK lock = MakeWaitLock();
    LONGLONG timeout = 0;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_STATUS(WdfWaitLockAcquire(lock, &timeout), STATUS_SUCCESS);
    WdfWaitLockRelease(lock);
    timeout = -1;
    EXPECT_STATUS(WdfWaitLockAcquire(lock, &timeout), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfWaitLockAcquire(lock, NULL), STATUS_INVALID_DEVICE_REQUEST);
    KeLowerIrql(irql);
    return STATUS_SUCCESS;
}

SCENARIO(AWaitLockLeftHeldIsAnImbalance)
{
    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfWaitLockAcquire(MakeWaitLock(), NULL), STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

/* Whatever their scope. */
SCENARIO(DevicesQueuesAndFilesHaveALock)
{
    WdfObjectAcquireLock(Scenario->Device);
    EXPECT_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
    WdfObjectReleaseLock(Scenario->Device);
    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    WdfObjectAcquireLock(Scenario->Queue);
    WdfObjectAcquireLock(Scenario->Device); /* another lock */
    WdfObjectReleaseLock(Scenario->Device);
    WdfObjectReleaseLock(Scenario->Queue);
    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    return STATUS_SUCCESS;
}

SCENARIO(MemoryHasNoLock)
{
    WDFMEMORY memory = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 8, &memory, NULL);
    WdfObjectAcquireLock(memory);
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(AnObjectLockTakenTwiceStopsTheMachine)
{
    WdfObjectAcquireLock(Scenario->Device);
    WdfObjectAcquireLock(Scenario->Device);
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(AnObjectLockIsReleasedByItsHolder)
{
    WdfObjectReleaseLock(Scenario->Device);
    WdfObjectAcquireLock(Scenario->Device);
    WdfObjectReleaseLock(Scenario->Device);
    return STATUS_SUCCESS;
}

SCENARIO(AttributesAreChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFSPINLOCK spinLock = NULL;
    WDFWAITLOCK waitLock = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfSpinLockCreate(&attributes, &spinLock), STATUS_SUCCESS);
    EXPECT_STATUS(WdfWaitLockCreate(&attributes, &waitLock), STATUS_SUCCESS);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    EXPECT_STATUS(WdfSpinLockCreate(&attributes, &spinLock),
                  STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
    EXPECT_STATUS(WdfWaitLockCreate(&attributes, &waitLock),
                  STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(LOCK_SCENARIOS)
