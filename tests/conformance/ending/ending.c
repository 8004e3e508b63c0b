/* What the end of a thread does to its requests and mutexes: N44, N46, N58, N115. */
#include "ending.h"
#include "targets.h"
#include "threads.h"

#define MINUTE (60LL * 1000 * 10000)
#define KEEP CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _SENDER {
    PDEVICE_OBJECT Device;
    ULONG MajorFunction;
    PIO_STATUS_BLOCK Iosb; /* outlives the thread */
    PKEVENT Event;
    NTSTATUS Returned;
} SENDER;

/* The request of KEEP, and that it is there. */
static WDFREQUEST Kept;
static KEVENT IsKept;
static IO_STATUS_BLOCK Iosb;
static KEVENT Ended;
static UCHAR Byte;

/* A request that nobody can cancel, until somebody completes it. */
SCENARIO(Keep)
{
    Kept = Scenario->Request;
    Scenario->Request = NULL;
    KeSetEvent(&IsKept, 0, FALSE);
    return STATUS_PENDING;
}

static VOID Prepare(PSCENARIO Scenario, SENDER* Sender)
{
    RtlZeroMemory(&Iosb, sizeof(Iosb));
    KeInitializeEvent(&Ended, NotificationEvent, FALSE);
    KeInitializeEvent(&IsKept, NotificationEvent, FALSE);
    Sender->Device = WdfDeviceWdmGetDeviceObject(Scenario->Device);
    Sender->Iosb = &Iosb;
    Sender->Event = &Ended;
    Sender->Returned = STATUS_UNSUCCESSFUL;
}

static VOID SendsAControl(PVOID Context)
{
    SENDER* sender = Context;
    PIRP irp = IoBuildDeviceIoControlRequest(KEEP, sender->Device, NULL, 0, NULL, 0, FALSE,
                                             sender->Event, sender->Iosb);

    sender->Returned = IoCallDriver(sender->Device, irp);
}

static VOID SendsARead(PVOID Context)
{
    SENDER* sender = Context;
    LARGE_INTEGER offset = {{0}};
    PIRP irp = IoBuildSynchronousFsdRequest(IRP_MJ_READ, sender->Device, &Byte, 1, &offset,
                                            sender->Event, sender->Iosb);

    IoGetNextIrpStackLocation(irp)->FileObject = NULL;
    sender->Returned = IoCallDriver(sender->Device, irp);
}

/* A read of a line on which nothing comes. */
SCENARIO(ARequestIsCancelledAtTheEnd)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Line");
    SENDER sender;

    Prepare(Scenario, &sender);
    sender.Device = WdfIoTargetWdmGetTargetDeviceObject(target);
    JoinThread(StartThread(SendsARead, &sender));
    EXPECT_STATUS(sender.Returned, STATUS_PENDING);
    EXPECT(KeReadStateEvent(&Ended) != 0);
    EXPECT_STATUS(Iosb.Status, STATUS_CANCELLED);
    EXPECT_EQ(Iosb.Information, 0);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(TheEndWaitsForItsRequest)
{
    SENDER sender;
    PVOID thread;

    Prepare(Scenario, &sender);
    thread = StartThread(SendsAControl, &sender);
    WaitFor(&IsKept);
    EXPECT(!WaitBriefly(thread));
    EXPECT_EQ(KeReadStateEvent(&Ended), 0);
    WdfRequestComplete(Kept, STATUS_NO_SUCH_DEVICE);
    JoinThread(thread);
    EXPECT(KeReadStateEvent(&Ended) != 0);
    EXPECT_STATUS(Iosb.Status, STATUS_NO_SUCH_DEVICE);
    EXPECT_STATUS(sender.Returned, STATUS_PENDING);
    return STATUS_SUCCESS;
}

SCENARIO(ARequestIsNotCompletedInFiveMinutes)
{
    const ULONGLONG begin = KeQueryInterruptTime();
    SENDER sender;
    ULONGLONG end;

    Prepare(Scenario, &sender);
    JoinThread(StartThread(SendsAControl, &sender));
    end = KeQueryInterruptTime();
    EXPECT(end - begin >= 5 * MINUTE);
    EXPECT(end - begin < 6 * MINUTE);
    EXPECT_EQ(KeReadStateEvent(&Ended), 0);
    WdfRequestComplete(Kept, STATUS_SUCCESS);
    EXPECT(KeReadStateEvent(&Ended) != 0);
    EXPECT_STATUS(Iosb.Status, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

/* Completion and the end meet; the request ends once, whoever comes first. */
SCENARIO(ARequestIsCompletedWhileItsThreadEnds)
{
    SENDER sender;
    PVOID thread;

    Prepare(Scenario, &sender);
    thread = StartThread(SendsAControl, &sender);
    WaitFor(&IsKept);
    WdfRequestComplete(Kept, STATUS_SUCCESS);
    JoinThread(thread);
    EXPECT(KeReadStateEvent(&Ended) != 0);
    EXPECT_STATUS(Iosb.Status, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

static VOID SendsAndWaits(PVOID Context)
{
    SENDER* sender = Context;
    ULONG i;

    for (i = 0; i < 3; ++i) {
        KeClearEvent(&Ended);
        SendsAControl(sender);
        WaitFor(&Ended);
    }
}

SCENARIO(ARequestThatWasCompletedIsForgotten)
{
    SENDER sender;
    PVOID thread;
    ULONG i;

    Prepare(Scenario, &sender);
    thread = StartThread(SendsAndWaits, &sender);
    for (i = 0; i < 3; ++i) {
        WaitFor(&IsKept);
        KeClearEvent(&IsKept);
        WdfRequestComplete(Kept, STATUS_SUCCESS);
    }
    JoinThread(thread);
    return STATUS_SUCCESS;
}

static KMUTEX Mutexes[3];

static VOID TakesMutexes(PVOID Context)
{
    ULONG i;

    for (i = 0; i < ARRAYSIZE(Mutexes); ++i) {
        KeInitializeMutex(&Mutexes[i], 0);
        WaitFor(&Mutexes[i]);
        WaitFor(&Mutexes[i]);
    }
    for (i = 0; i < *(ULONG*)Context; ++i) {
        KeReleaseMutex(&Mutexes[i], FALSE);
        KeReleaseMutex(&Mutexes[i], FALSE);
    }
}

SCENARIO(AThreadEndsWithItsMutex)
{
    ULONG released = 0;

    UNREFERENCED_PARAMETER(Scenario);
    NOTE("%p\n", &Mutexes[0]);
    JoinThread(StartThread(TakesMutexes, &released));
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(AThreadEndsWithTheLastOfItsMutexes)
{
    ULONG released = 2;

    UNREFERENCED_PARAMETER(Scenario);
    NOTE("%p\n", &Mutexes[2]);
    JoinThread(StartThread(TakesMutexes, &released));
    return STATUS_UNSUCCESSFUL;
}

SCENARIO(AThreadReleasesItsMutexes)
{
    ULONG released = 3;

    UNREFERENCED_PARAMETER(Scenario);
    JoinThread(StartThread(TakesMutexes, &released));
    WaitFor(&Mutexes[2]);
    KeReleaseMutex(&Mutexes[2], FALSE);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(ENDING_SCENARIOS)
