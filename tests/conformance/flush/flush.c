/* IRP_MJ_FLUSH_BUFFERS through a target: as an IRP of the I/O manager, and as a request. */
#include "flush.h"
#include "targets.h"
#include "threads.h"

#define NAME L"\\Device\\Target"
#define MANY 65536

static WDFIOTARGET Target;
static PIRP FlushIrp;
static KEVENT Flushed;
static IO_STATUS_BLOCK FlushStatus;
static KEVENT Written;
static IO_STATUS_BLOCK WriteStatus;
static UCHAR Bytes[MANY];

static NTSTATUS Send(ULONG MajorFunction, ULONG Length, PKEVENT Event, PIO_STATUS_BLOCK Status,
                     PIRP* Sent)
{
    const PDEVICE_OBJECT device = WdfIoTargetWdmGetTargetDeviceObject(Target);
    LARGE_INTEGER offset = {{0}};
    PIRP irp;

    KeInitializeEvent(Event, NotificationEvent, FALSE);
    Status->Information = 77;
    irp = IoBuildSynchronousFsdRequest(MajorFunction, device, Length == 0 ? NULL : Bytes, Length,
                                       &offset, Event, Status);
    IoGetNextIrpStackLocation(irp)->FileObject = WdfIoTargetWdmGetTargetFileObject(Target);
    if (Sent != NULL)
        *Sent = irp;
    return IoCallDriver(device, irp);
}

static NTSTATUS StartFlush(VOID)
{
    return Send(IRP_MJ_FLUSH_BUFFERS, 0, &Flushed, &FlushStatus, &FlushIrp);
}

/* N45: an error at once leaves the status block alone. */
static NTSTATUS FinishFlush(NTSTATUS Started)
{
    if (Started != STATUS_PENDING)
        return Started;
    WaitFor(&Flushed);
    EXPECT_EQ(FlushStatus.Information, 0);
    return FlushStatus.Status;
}

static NTSTATUS Finish(NTSTATUS Status)
{
    WdfObjectDelete(Target);
    return Status;
}

SCENARIO(FlushesByIrp)
{
    Target = OpenTarget(Scenario, NAME);
    return Finish(FinishFlush(StartFlush()));
}

SCENARIO(FlushesByRequest)
{
    WDF_REQUEST_SEND_OPTIONS options;
    IO_STACK_LOCATION location;
    WDFREQUEST request = NULL;
    NTSTATUS status;

    Target = OpenTarget(Scenario, NAME);
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &request), STATUS_SUCCESS);
    RtlZeroMemory(&location, sizeof(location));
    location.MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    location.FileObject = WdfIoTargetWdmGetTargetFileObject(Target);
    WdfRequestWdmFormatUsingStackLocation(request, &location);
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
    EXPECT(WdfRequestSend(request, Target, &options));
    status = WdfRequestGetStatus(request);
    EXPECT_EQ(WdfRequestGetInformation(request), 0);
    WdfObjectDelete(request);
    return Finish(status);
}

SCENARIO(FlushesAfterAWrite)
{
    UCHAR bytes[10] = "flushed\n";

    Target = OpenTarget(Scenario, NAME);
    EXPECT_STATUS(WriteBuffer(Target, bytes, sizeof(bytes), 0, NULL), STATUS_SUCCESS);
    return Finish(FinishFlush(StartFlush()));
}

/* The flush ends when the write before it has. */
SCENARIO(FlushesBehindAWriteThatWaits)
{
    NTSTATUS written;
    NTSTATUS status;

    Target = OpenTarget(Scenario, NAME);
    written = Send(IRP_MJ_WRITE, MANY, &Written, &WriteStatus, NULL);
    /* In real time the reader may take all of it as fast as it comes, or before the flush. */
    EXPECT(written == STATUS_PENDING || written == STATUS_SUCCESS);
    status = StartFlush();
    EXPECT(status == STATUS_PENDING || status == STATUS_SUCCESS);
    status = FinishFlush(status);
    EXPECT(KeReadStateEvent(&Written) != 0);
    EXPECT_STATUS(WriteStatus.Status, STATUS_SUCCESS);
    EXPECT_EQ(WriteStatus.Information, MANY);
    return Finish(status);
}

/* ... of bytes that nobody reads; in virtual time it certainly waits when this returns. */
SCENARIO(StartsAFlush)
{
    UCHAR bytes[10] = "unread\n";

    Target = OpenTarget(Scenario, NAME);
    EXPECT_STATUS(WriteBuffer(Target, bytes, sizeof(bytes), 0, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(StartFlush(), STATUS_PENDING);
    EXPECT(!WaitBriefly(&Flushed));
    return STATUS_SUCCESS;
}

SCENARIO(EndsTheFlush)
{
    UNREFERENCED_PARAMETER(Scenario);
    return Finish(FinishFlush(STATUS_PENDING));
}

SCENARIO(CancelsTheFlush)
{
    UNREFERENCED_PARAMETER(Scenario);
    IoCancelIrp(FlushIrp);
    return Finish(FinishFlush(STATUS_PENDING));
}

/* Closing the handle ends what it has outstanding. */
SCENARIO(PurgesAFlush)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoTargetClose(Target);
    return Finish(FinishFlush(STATUS_PENDING));
}

#define PIPE_CONTROL(function, method, access)                                                     \
    CTL_CODE(FILE_DEVICE_NAMED_PIPE, function, method, access)

static NTSTATUS SendFileSystemControl(ULONG Code)
{
    WDF_REQUEST_SEND_OPTIONS options;
    IO_STACK_LOCATION location;
    WDFREQUEST request = NULL;
    NTSTATUS status;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &request), STATUS_SUCCESS);
    RtlZeroMemory(&location, sizeof(location));
    location.MajorFunction = IRP_MJ_FILE_SYSTEM_CONTROL;
    location.MinorFunction = IRP_MN_USER_FS_REQUEST;
    location.FileObject = WdfIoTargetWdmGetTargetFileObject(Target);
    location.Parameters.FileSystemControl.FsControlCode = Code;
    WdfRequestWdmFormatUsingStackLocation(request, &location);
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
    EXPECT(WdfRequestSend(request, Target, &options));
    status = WdfRequestGetStatus(request);
    WdfObjectDelete(request);
    return status;
}

/* Named in docs/targets.md as not there. */
SCENARIO(ControlsAPipe)
{
    static const ULONG codes[] = {PIPE_CONTROL(0, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(1, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(2, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(3, METHOD_BUFFERED, FILE_READ_DATA),
                                  PIPE_CONTROL(4, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(5, METHOD_NEITHER, FILE_READ_DATA | FILE_WRITE_DATA),
                                  PIPE_CONTROL(6, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(7, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(8, METHOD_BUFFERED, FILE_ANY_ACCESS),
                                  PIPE_CONTROL(9, METHOD_BUFFERED, FILE_ANY_ACCESS)};
    ULONG i;

    Target = OpenTarget(Scenario, NAME);
    for (i = 0; i < ARRAYSIZE(codes); ++i)
        EXPECT_STATUS(SendFileSystemControl(codes[i]), STATUS_INVALID_DEVICE_REQUEST);
    return Finish(STATUS_SUCCESS);
}

DEFINE_SCENARIOS(FLUSH_SCENARIOS)
