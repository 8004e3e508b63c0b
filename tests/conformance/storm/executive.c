/* Misuse of what the executive itself offers: locks, work items, pool, objects, IRPs. */
#include <ntifs.h>

#include "storm_driver.h"

STORM_FUNCTION(MutexUnowned)
{
    KMUTEX mutex;
    ULONG i;

    KeInitializeMutex(&mutex, 0);
    for (i = 0; i < Order->A % 3; ++i) {
        KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
        KeReleaseMutex(&mutex, FALSE);
    }
    KeReleaseMutex(&mutex, FALSE);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(SemaphorePastLimit)
{
    const LONG limit = (LONG)(Order->A % 100 + 1);
    const LONG count = (LONG)(Order->B % (ULONG64)(limit + 1));
    KSEMAPHORE semaphore;

    KeInitializeSemaphore(&semaphore, count, limit);
    KeReleaseSemaphore(&semaphore, 0, limit - count + 1 + (LONG)Order->Which, FALSE);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(NtSpinLockTwice)
{
    KLOCK_QUEUE_HANDLE handle;
    KSPIN_LOCK lock;
    KIRQL old;

    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &old);
    switch (Order->Which) {
    case 0: KeAcquireSpinLock(&lock, &old); break;
    case 1: KeAcquireSpinLockAtDpcLevel(&lock); break;
    default: KeAcquireInStackQueuedSpinLock(&lock, &handle); break;
    }
    return STATUS_SUCCESS;
}

STORM_FUNCTION(NtSpinLockUnheld)
{
    KSPIN_LOCK lock;
    KIRQL old;

    KeInitializeSpinLock(&lock);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    if (Order->Which == 0)
        KeReleaseSpinLock(&lock, old);
    else
        KeReleaseSpinLockFromDpcLevel(&lock);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(FastMutexUnowned)
{
    FAST_MUTEX mutex;
    ULONG i;

    ExInitializeFastMutex(&mutex);
    for (i = 0; i < Order->A % 3; ++i) {
        ExAcquireFastMutex(&mutex);
        ExReleaseFastMutex(&mutex);
    }
    ExReleaseFastMutex(&mutex);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(RegionNotEntered)
{
    ULONG i;

    for (i = 0; i < Order->A % 3; ++i) {
        KeEnterCriticalRegion();
        KeLeaveCriticalRegion();
    }
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}

STORM_FUNCTION(RundownNotAcquired)
{
    EX_RUNDOWN_REF rundown;
    ULONG i;

    ExInitializeRundownProtection(&rundown);
    for (i = 0; i < Order->A % 3; ++i) {
        EXPECT(ExAcquireRundownProtection(&rundown));
        ExReleaseRundownProtection(&rundown);
    }
    ExReleaseRundownProtection(&rundown);
    return STATUS_SUCCESS;
}

static KEVENT Proceed; /* never set: the machine stops first */

static VOID WaitingRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&Proceed, Executive, KernelMode, FALSE, NULL);
}

static VOID WaitingWorker(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&Proceed, Executive, KernelMode, FALSE, NULL);
}

/* As many items ahead as keep all workers busy, so that the last one stays queued. */
static PIO_WORKITEM QueueBehindOthers(PSCENARIO Scenario)
{
    const PDEVICE_OBJECT device = WdfDeviceWdmGetDeviceObject(Scenario->Device);
    PIO_WORKITEM item = NULL;
    ULONG i;

    KeInitializeEvent(&Proceed, NotificationEvent, FALSE);
    for (i = 0; i < 65; ++i) {
        item = IoAllocateWorkItem(device);
        IoQueueWorkItem(item, WaitingRoutine, DelayedWorkQueue, NULL);
    }
    return item;
}

STORM_FUNCTION(WorkItemQueuedTwice)
{
    const PIO_WORKITEM item = QueueBehindOthers(Scenario);

    IoQueueWorkItem(item, WaitingRoutine, Order->Which == 0 ? DelayedWorkQueue : CriticalWorkQueue,
                    NULL);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(WorkItemFreedQueued)
{
    IoFreeWorkItem(QueueBehindOthers(Scenario));
    return STATUS_SUCCESS;
}

STORM_FUNCTION(OldWorkItemQueuedTwice)
{
    static WORK_QUEUE_ITEM item;

    QueueBehindOthers(Scenario);
    ExInitializeWorkItem(&item, WaitingWorker, NULL);
    ExQueueWorkItem(&item, DelayedWorkQueue);
    ExQueueWorkItem(&item, Order->Which == 0 ? DelayedWorkQueue : CriticalWorkQueue);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(ExTimerDeletedSet)
{
    const PEX_TIMER timer = ExAllocateTimer(NULL, NULL, 0);

    ExSetTimer(timer, -(LONGLONG)(Order->A % 1000000 + 10000000), 0, NULL);
    ExDeleteTimer(timer, FALSE, FALSE, NULL);
    return STATUS_SUCCESS;
}

/* No pool, several pools, no tag. */
STORM_FUNCTION(PoolArguments)
{
    static const POOL_FLAGS flags[] = {
        0, POOL_FLAG_UNINITIALIZED, POOL_FLAG_NON_PAGED | POOL_FLAG_PAGED,
        POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE, POOL_FLAG_NON_PAGED};

    Answer->Untouched = ExAllocatePool2(flags[Order->Which], (SIZE_T)(Order->A % 500 + 1),
                                        Order->Which == 4 ? 0 : 'mrtS') == NULL;
    return STATUS_SUCCESS;
}

STORM_FUNCTION(PagedPoolAtDispatch)
{
    const SIZE_T bytes = (SIZE_T)(Order->A % 500 + 1);
    PVOID block;
    KIRQL old;

    KeRaiseIrql(DISPATCH_LEVEL, &old);
    block = Order->Which == 0 ? ExAllocatePool2(POOL_FLAG_PAGED, bytes, 'mrtS')
                              : ExAllocatePoolWithTag(PagedPool, bytes, 'mrtS');
    KeLowerIrql(old);
    ExFreePoolWithTag(block, 'mrtS');
    return STATUS_SUCCESS;
}

static VOID EmptyThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
}

static HANDLE StartThread(VOID)
{
    HANDLE handle = NULL;

    EXPECT_STATUS(
        PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, EmptyThread, NULL),
        STATUS_SUCCESS);
    return handle;
}

STORM_FUNCTION(ObjectReleasedTooOften)
{
    PVOID thread = NULL;
    const HANDLE handle = StartThread();

    EXPECT_STATUS(ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
                                            &thread, NULL),
                  STATUS_SUCCESS);
    KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
    ZwClose(handle);
    ObDereferenceObject(thread);
    ObDereferenceObject(thread);
    return STATUS_SUCCESS;
}

/* The low two bits of a handle do not count; these are ones nobody has. */
STORM_FUNCTION(HandleInvented)
{
    const HANDLE handle = (HANDLE)(ULONG_PTR)(Order->A | 0x10000000);
    PVOID object = (PVOID)1;
    NTSTATUS status;

    switch (Order->Which) {
    case 0: return ZwClose(handle);
    case 1: return ZwWaitForSingleObject(handle, FALSE, NULL);
    default:
        status = ObReferenceObjectByHandle(handle, 0, *PsThreadType, KernelMode, &object, NULL);
        Answer->Untouched = object == NULL;
        return status;
    }
}

STORM_FUNCTION(HandleOfAnotherType)
{
    const HANDLE handle = StartThread();
    PVOID object = (PVOID)1;
    const NTSTATUS status = ObReferenceObjectByHandle(
        handle, 0, Order->Which == 0 ? *IoFileObjectType : *ExEventObjectType, KernelMode, &object,
        NULL);

    Answer->Untouched = object == NULL;
    ZwWaitForSingleObject(handle, FALSE, NULL);
    ZwClose(handle);
    return status;
}

STORM_FUNCTION(IrpFreedTwice)
{
    const PIRP irp = IoAllocateIrp((CCHAR)(Order->A % 8 + 1), FALSE);

    IoFreeIrp(irp);
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}

static PDEVICE_OBJECT SourceDevice(VOID)
{
    return WdfIoTargetWdmGetTargetDeviceObject((WDFIOTARGET)Standing[STORM_TARGET]);
}

/* N19. */
STORM_FUNCTION(IrpWithoutLocation)
{
    const CCHAR size = (CCHAR)(Order->A % 3 + 1);
    const PIRP irp = IoAllocateIrp(size, FALSE);
    ULONG i;

    for (i = 0; i < (ULONG)size; ++i)
        IoSetNextIrpStackLocation(irp);
    IoCallDriver(SourceDevice(), irp);
    return STATUS_SUCCESS;
}
