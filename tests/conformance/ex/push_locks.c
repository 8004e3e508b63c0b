/* Push locks: the pages of ExAcquirePushLockExclusive and ExAcquirePushLockShared. */
#include "ex_scenarios.h"

typedef struct _SHARED {
    EX_PUSH_LOCK Lock;
    volatile LONG Inside;
    LONG Rounds;
    KEVENT Taken;
    KEVENT Proceed;
    LONG Order; /* who came how many-th */
    LONG WriterCame;
    LONG ReaderCame;
} SHARED;

static VOID InitializeShared(SHARED* Shared)
{
    RtlZeroMemory(Shared, sizeof(*Shared));
    ExInitializePushLock(&Shared->Lock);
    KeInitializeEvent(&Shared->Taken, NotificationEvent, FALSE);
    KeInitializeEvent(&Shared->Proceed, NotificationEvent, FALSE);
}

static VOID WritingThread(PVOID Context)
{
    SHARED* shared = Context;
    ULONG i;

    for (i = 0; i < 50; ++i) {
        KeEnterCriticalRegion();
        ExAcquirePushLockExclusive(&shared->Lock);
        EXPECT_EQ(InterlockedIncrement(&shared->Inside), 1);
        KeGetCurrentProcessorNumber();
        EXPECT_EQ(InterlockedDecrement(&shared->Inside), 0);
        shared->Rounds++;
        ExReleasePushLockExclusive(&shared->Lock);
        KeLeaveCriticalRegion();
    }
}

NTSTATUS AWriterExcludes(PSCENARIO Scenario)
{
    SHARED shared;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    thread = StartThread(WritingThread, &shared);
    WritingThread(&shared);
    JoinThread(thread);
    EXPECT_EQ(shared.Rounds, 100);
    EXPECT_EQ(shared.Lock, 0);
    return STATUS_SUCCESS;
}

static VOID ReadingThread(PVOID Context)
{
    SHARED* shared = Context;

    KeEnterCriticalRegion();
    ExAcquirePushLockShared(&shared->Lock);
    shared->ReaderCame = InterlockedIncrement(&shared->Order);
    KeSetEvent(&shared->Taken, 0, FALSE);
    WaitFor(&shared->Proceed);
    ExReleasePushLockShared(&shared->Lock);
    KeLeaveCriticalRegion();
}

/* Two at once, and one of them twice. */
NTSTATUS ReadersShare(PSCENARIO Scenario)
{
    SHARED shared;
    PVOID thread;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    thread = StartThread(ReadingThread, &shared);
    WaitFor(&shared.Taken);
    KeEnterCriticalRegion();
    ExAcquirePushLockShared(&shared.Lock);
    ExAcquirePushLockShared(&shared.Lock);
    KeSetEvent(&shared.Proceed, 0, FALSE);
    JoinThread(thread);
    ExReleasePushLockShared(&shared.Lock);
    ExReleasePushLockShared(&shared.Lock);
    ExAcquirePushLockExclusive(&shared.Lock);
    ExReleasePushLockExclusive(&shared.Lock);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}

static VOID WritingOnce(PVOID Context)
{
    SHARED* shared = Context;

    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&shared->Lock);
    shared->WriterCame = InterlockedIncrement(&shared->Order);
    ExReleasePushLockExclusive(&shared->Lock);
    KeLeaveCriticalRegion();
}

/* A reader that comes after a waiting writer waits for it. */
NTSTATUS AWriterWaitsForReadersAndGoesFirst(PSCENARIO Scenario)
{
    SHARED shared;
    PVOID writer;
    PVOID reader;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    KeSetEvent(&shared.Proceed, 0, FALSE);
    KeEnterCriticalRegion();
    ExAcquirePushLockShared(&shared.Lock);
    writer = StartThread(WritingOnce, &shared);
    EXPECT(!WaitBriefly(writer));
    reader = StartThread(ReadingThread, &shared);
    EXPECT(!WaitBriefly(reader));
    EXPECT_EQ(shared.Order, 0);
    ExReleasePushLockShared(&shared.Lock);
    KeLeaveCriticalRegion();
    JoinThread(writer);
    JoinThread(reader);
    EXPECT_EQ(shared.WriterCame, 1);
    EXPECT_EQ(shared.ReaderCame, 2);
    return STATUS_SUCCESS;
}

NTSTATUS APushLockIsTakenWithApcsOn(PSCENARIO Scenario)
{
    SHARED shared;
    KIRQL old;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    KeRaiseIrql(APC_LEVEL, &old);
    ExAcquirePushLockExclusive(&shared.Lock);
    ExReleasePushLockExclusive(&shared.Lock);
    KeLowerIrql(old);
    ExAcquirePushLockShared(&shared.Lock);
    ExReleasePushLockShared(&shared.Lock);
    return STATUS_SUCCESS;
}

NTSTATUS APushLockIsReleasedUnheld(PSCENARIO Scenario)
{
    SHARED shared;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    KeEnterCriticalRegion();
    ExReleasePushLockShared(&shared.Lock);
    ExAcquirePushLockExclusive(&shared.Lock);
    ExReleasePushLockShared(&shared.Lock);
    ExReleasePushLockExclusive(&shared.Lock);
    ExReleasePushLockExclusive(&shared.Lock);
    KeLeaveCriticalRegion();
    EXPECT_EQ(shared.Lock, 0);
    return STATUS_SUCCESS;
}

static VOID ReleasingThread(PVOID Context)
{
    ExReleasePushLockExclusive(&((SHARED*)Context)->Lock);
}

NTSTATUS APushLockIsReleasedByAnother(PSCENARIO Scenario)
{
    SHARED shared;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeShared(&shared);
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&shared.Lock);
    JoinThread(StartThread(ReleasingThread, &shared));
    ExReleasePushLockExclusive(&shared.Lock);
    KeLeaveCriticalRegion();
    EXPECT_EQ(shared.Lock, 0);
    return STATUS_SUCCESS;
}
