/* Mutexes, semaphores, other locks, lists and threads of the executive: N112 to N117. */
#include <ntifs.h>

#include "scenario.h"
#include "threads.h"

#include "thread.h"

static NTSTATUS Poll(PVOID Object)
{
    LARGE_INTEGER timeout;

    timeout.QuadPart = 0;
    return KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, &timeout);
}

typedef struct _RUN {
    KEVENT Ran; /* synchronization event */
    volatile LONG Runs;
    KIRQL Irql;
    PVOID Thread;
} RUN;

static VOID InitializeRun(RUN* Run)
{
    RtlZeroMemory(Run, sizeof(*Run));
    KeInitializeEvent(&Run->Ran, SynchronizationEvent, FALSE);
}

static VOID Note(RUN* Run)
{
    Run->Irql = KeGetCurrentIrql();
    InterlockedIncrement(&Run->Runs);
    KeSetEvent(&Run->Ran, 0, FALSE);
}

/* N113. */
SCENARIO(AMutexIsRecursive)
{
    KMUTEX mutex;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeMutex(&mutex, 0);
    EXPECT_EQ(KeReadStateMutex(&mutex), 1);
    WaitFor(&mutex);
    WaitFor(&mutex);
    EXPECT(KeReleaseMutex(&mutex, FALSE) != 0);
    EXPECT_EQ(KeReleaseMutex(&mutex, FALSE), 0);
    EXPECT_EQ(KeReadStateMutex(&mutex), 1);
    return STATUS_SUCCESS;
}

/* N113. */
SCENARIO(AMutexIsReleasedByItsOwner)
{
    KMUTEX mutex;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeMutex(&mutex, 0);
    KeReleaseMutex(&mutex, FALSE);
    return STATUS_UNSUCCESSFUL;
}

/* N112. */
SCENARIO(ASemaphoreCounts)
{
    KSEMAPHORE semaphore;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeSemaphore(&semaphore, 1, 3);
    EXPECT_EQ(KeReleaseSemaphore(&semaphore, 0, 2, FALSE), 1);
    EXPECT_EQ(KeReadStateSemaphore(&semaphore), 3);
    WaitFor(&semaphore);
    WaitFor(&semaphore);
    WaitFor(&semaphore);
    EXPECT_STATUS(Poll(&semaphore), STATUS_TIMEOUT);
    return STATUS_SUCCESS;
}

/* N112. */
SCENARIO(ASemaphoreHasALimit)
{
    KSEMAPHORE semaphore;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeSemaphore(&semaphore, 1, 2);
    KeReleaseSemaphore(&semaphore, 0, 2, FALSE);
    return STATUS_UNSUCCESSFUL;
}

typedef struct _SHARED {
    FAST_MUTEX FastMutex;
    KSPIN_LOCK SpinLock;
    EX_SPIN_LOCK SharedLock;
    EX_RUNDOWN_REF Rundown;
    volatile LONG Inside;
    LONG Rounds;
    KEVENT Begun;
    KEVENT Proceed;
} SHARED;

static VOID EnterAndLeave(SHARED* Shared)
{
    EXPECT_EQ(InterlockedIncrement(&Shared->Inside), 1);
    KeGetCurrentProcessorNumber();
    EXPECT_EQ(InterlockedDecrement(&Shared->Inside), 0);
    Shared->Rounds++;
}

static VOID FastMutexThread(PVOID Context)
{
    SHARED* shared = Context;
    int i;

    for (i = 0; i < 50; ++i) {
        ExAcquireFastMutex(&shared->FastMutex);
        EXPECT_EQ(KeGetCurrentIrql(), APC_LEVEL);
        EnterAndLeave(shared);
        ExReleaseFastMutex(&shared->FastMutex);
        EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    }
}

static VOID SpinThread(PVOID Context)
{
    SHARED* shared = Context;
    KLOCK_QUEUE_HANDLE handle;
    KIRQL irql;
    int i;

    for (i = 0; i < 25; ++i) {
        KeAcquireInStackQueuedSpinLock(&shared->SpinLock, &handle);
        EnterAndLeave(shared);
        KeReleaseInStackQueuedSpinLock(&handle);
    }
    for (i = 0; i < 25; ++i) {
        irql = ExAcquireSpinLockShared(&shared->SharedLock);
        ExReleaseSpinLockShared(&shared->SharedLock, irql);
        irql = ExAcquireSpinLockExclusive(&shared->SharedLock);
        EXPECT_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
        ExReleaseSpinLockExclusive(&shared->SharedLock, irql);
    }
}

static VOID InitializeShared(SHARED* Shared)
{
    RtlZeroMemory(Shared, sizeof(*Shared));
    ExInitializeFastMutex(&Shared->FastMutex);
    KeInitializeSpinLock(&Shared->SpinLock);
    ExInitializeRundownProtection(&Shared->Rundown);
    KeInitializeEvent(&Shared->Begun, NotificationEvent, FALSE);
    KeInitializeEvent(&Shared->Proceed, NotificationEvent, FALSE);
}

/* N116. */
SCENARIO(AFastMutexExcludes)
{
    SHARED shared;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    thread = StartThread(FastMutexThread, &shared);
    FastMutexThread(&shared);
    JoinThread(thread);
    EXPECT_EQ(shared.Rounds, 100);
    EXPECT_EQ(ExTryToAcquireFastMutex(&shared.FastMutex), TRUE);
    EXPECT_EQ(KeGetCurrentIrql(), APC_LEVEL);
    ExReleaseFastMutex(&shared.FastMutex);
    return STATUS_SUCCESS;
}

SCENARIO(QueuedAndSharedSpinLocksExclude)
{
    SHARED shared;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    thread = StartThread(SpinThread, &shared);
    SpinThread(&shared);
    JoinThread(thread);
    EXPECT_EQ(shared.Rounds, 50);
    EXPECT_EQ(shared.SharedLock, 0);
    return STATUS_SUCCESS;
}

SCENARIO(InterlockedListsKeepTheirOrder)
{
    LIST_ENTRY head;
    LIST_ENTRY a;
    LIST_ENTRY b;
    KSPIN_LOCK lock;
    LARGE_INTEGER sum = {{0}};
    LARGE_INTEGER five;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeSpinLock(&lock);
    InitializeListHead(&head);
    EXPECT_EQ(ExInterlockedRemoveHeadList(&head, &lock), NULL);
    EXPECT_EQ(ExInterlockedInsertTailList(&head, &a, &lock), NULL);
    EXPECT_EQ(ExInterlockedInsertTailList(&head, &b, &lock), &a);
    EXPECT_EQ(ExInterlockedRemoveHeadList(&head, &lock), &a);
    EXPECT_EQ(ExInterlockedInsertHeadList(&head, &a, &lock), &b);
    EXPECT_EQ(ExInterlockedRemoveHeadList(&head, &lock), &a);
    EXPECT_EQ(ExInterlockedRemoveHeadList(&head, &lock), &b);
    EXPECT_EQ(ExInterlockedRemoveHeadList(&head, &lock), NULL);
    five.QuadPart = 5;
    EXPECT_EQ(ExInterlockedAddLargeInteger(&sum, five, &lock).QuadPart, 0);
    EXPECT_EQ(sum.QuadPart, 5);
    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    return STATUS_SUCCESS;
}

static VOID RundownThread(PVOID Context)
{
    SHARED* shared = Context;

    EXPECT_EQ(ExAcquireRundownProtection(&shared->Rundown), TRUE);
    KeSetEvent(&shared->Begun, 0, FALSE);
    WaitFor(&shared->Proceed);
    shared->Rounds = 1;
    ExReleaseRundownProtection(&shared->Rundown);
}

SCENARIO(RundownWaitsForUsers)
{
    SHARED shared;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    thread = StartThread(RundownThread, &shared);
    WaitFor(&shared.Begun);
    KeSetEvent(&shared.Proceed, 0, FALSE);
    ExWaitForRundownProtectionRelease(&shared.Rundown);
    EXPECT_EQ(shared.Rounds, 1);
    EXPECT_EQ(ExAcquireRundownProtection(&shared.Rundown), FALSE);
    JoinThread(thread);
    ExRundownCompleted(&shared.Rundown);
    ExReInitializeRundownProtection(&shared.Rundown);
    EXPECT_EQ(ExAcquireRundownProtection(&shared.Rundown), TRUE);
    ExReleaseRundownProtection(&shared.Rundown);
    return STATUS_SUCCESS;
}

SCENARIO(LookasideListsAllocate)
{
    static NPAGED_LOOKASIDE_LIST list;
    static LOOKASIDE_LIST_EX listEx;
    PVOID block;

    UNREFERENCED_PARAMETER(Scenario);
    ExInitializeNPagedLookasideList(&list, NULL, NULL, 0, 100, 'ediS', 0);
    block = ExAllocateFromNPagedLookasideList(&list);
    EXPECT(block != NULL);
    RtlFillMemory(block, 100, 1);
    ExFreeToNPagedLookasideList(&list, block);
    ExDeleteNPagedLookasideList(&list);
    EXPECT_STATUS(
        ExInitializeLookasideListEx(&listEx, NULL, NULL, NonPagedPoolNx, 0, 64, 'ediS', 0),
        STATUS_SUCCESS);
    block = ExAllocateFromLookasideListEx(&listEx);
    RtlFillMemory(block, 64, 1);
    ExFreeToLookasideListEx(&listEx, block);
    ExDeleteLookasideListEx(&listEx);
    return STATUS_SUCCESS;
}

static VOID EndingThread(PVOID Context)
{
    RUN* run = Context;

    EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
    run->Thread = PsGetCurrentThread();
    Note(run);
}

/* N117. */
SCENARIO(AThreadIsSignalledAtItsEnd)
{
    RUN run;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    thread = StartThread(EndingThread, &run);
    WaitFor(thread);
    WaitFor(thread);
    EXPECT_EQ(run.Runs, 1);
    EXPECT_EQ(run.Thread, thread);
    ObDereferenceObject(thread);
    return STATUS_SUCCESS;
}

static VOID TerminatingThread(PVOID Context)
{
    RUN* run = Context;

    Note(run);
    PsTerminateSystemThread(STATUS_SUCCESS);
    run->Runs = 1000;
}

SCENARIO(AThreadEndsItself)
{
    RUN run;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    JoinThread(StartThread(TerminatingThread, &run));
    EXPECT_EQ(run.Runs, 1);
    EXPECT_STATUS(PsTerminateSystemThread(STATUS_SUCCESS), STATUS_INVALID_PARAMETER);
    return STATUS_SUCCESS;
}

SCENARIO(HandlesAreChecked)
{
    HANDLE handle = NULL;
    PVOID object = (PVOID)1;
    RUN run;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeRun(&run);
    EXPECT_STATUS(ZwClose((HANDLE)0x1234), STATUS_INVALID_HANDLE);
    EXPECT_STATUS(ObReferenceObjectByHandle((HANDLE)8, 0, *PsThreadType, KernelMode, &object, NULL),
                  STATUS_INVALID_HANDLE);
    EXPECT_EQ(object, NULL);
    EXPECT_STATUS(
        PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, EndingThread, &run),
        STATUS_SUCCESS);
    EXPECT_STATUS(
        ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode, &object, NULL),
        STATUS_OBJECT_TYPE_MISMATCH);
    EXPECT_STATUS(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
    EXPECT_EQ(run.Runs, 1);
    EXPECT_STATUS(ZwClose(handle), STATUS_SUCCESS);
    EXPECT_STATUS(ZwClose(handle), STATUS_INVALID_HANDLE);
    return STATUS_SUCCESS;
}

static KEVENT NeverSet;

static VOID EndlessThread(PVOID Context)
{
    KeSetEvent(Context, 0, FALSE);
    WaitFor(&NeverSet);
}

/* The end of the machine ends the thread. */
SCENARIO(AThreadIsLeftRunning)
{
    static KEVENT begun;

    UNREFERENCED_PARAMETER(Scenario);
    KeInitializeEvent(&NeverSet, NotificationEvent, FALSE);
    KeInitializeEvent(&begun, NotificationEvent, FALSE);
    ObDereferenceObject(StartThread(EndlessThread, &begun));
    WaitFor(&begun);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(THREAD_SCENARIOS)
