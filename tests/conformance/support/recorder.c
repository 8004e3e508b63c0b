/*
 * A WDM driver below the framework: prints the fields of each IRP that it sees, in one line.
 * \Device\RecorderBuffered, \Device\RecorderDirect, \Device\RecorderNeither differ in their I/O
 * type only; \Device\RecorderClosed refuses to be opened, \Device\RecorderSlow lets its opens
 * wait; \Device\Others takes three addresses.
 */
#include <ntddk.h>

#include "recorder.h"

typedef struct _RECORDER {
    BOOLEAN Closed;
    BOOLEAN Others;
    BOOLEAN Slow;
} RECORDER;

static volatile LONG Opening;
static KEVENT OpensMayGoOn;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static PUCHAR SystemAddress(PIRP Irp)
{
    return (PUCHAR)MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
}

static PUCHAR TransferBuffer(PDEVICE_OBJECT Device, PIRP Irp)
{
    if ((Device->Flags & DO_BUFFERED_IO) != 0)
        return (PUCHAR)Irp->AssociatedIrp.SystemBuffer;
    if ((Device->Flags & DO_DIRECT_IO) != 0)
        return SystemAddress(Irp);
    return (PUCHAR)Irp->UserBuffer;
}

static const char* Present(const void* Pointer)
{
    return Pointer == NULL ? "no" : "yes";
}

static VOID PrintBuffers(PIRP Irp, PIO_STACK_LOCATION Location)
{
    DbgPrint(" system=%s mdl=%s user=%s file=%s", Present(Irp->AssociatedIrp.SystemBuffer),
             Present(Irp->MdlAddress), Present(Irp->UserBuffer), Present(Location->FileObject));
    if (Irp->MdlAddress != NULL)
        DbgPrint(" mdlbytes=%u", MmGetMdlByteCount(Irp->MdlAddress));
}

static VOID CancelPended(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Complete(Irp, STATUS_CANCELLED, 0);
}

static NTSTATUS Pend(PIRP Irp)
{
    KIRQL irql;

    IoMarkIrpPending(Irp);
    IoAcquireCancelSpinLock(&irql);
    if (Irp->Cancel) {
        IoReleaseCancelSpinLock(irql);
        Complete(Irp, STATUS_CANCELLED, 0);
        return STATUS_PENDING;
    }
    IoSetCancelRoutine(Irp, CancelPended);
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

/* The IRP that a device keeps; one at a time. */
static PVOID Kept;

static NTSTATUS Keep(PIRP Irp)
{
    IoMarkIrpPending(Irp);
    InterlockedExchangePointer(&Kept, Irp);
    return STATUS_PENDING;
}

static NTSTATUS Finish(PIRP Irp)
{
    const PIRP kept = (PIRP)InterlockedExchangePointer(&Kept, NULL);
    BOOLEAN cancelled;

    if (kept == NULL)
        return Complete(Irp, STATUS_NOT_FOUND, 0);
    cancelled = ReadNoFence(&kept->Cancel);
    Complete(kept, STATUS_SUCCESS, 2);
    return Complete(Irp, STATUS_SUCCESS, cancelled);
}

/* Nobody ends it meanwhile: the asker keeps it, too. */
static NTSTATUS TellWhetherCancelled(PIRP Irp)
{
    return Complete(Irp, STATUS_SUCCESS, Kept != NULL && ReadNoFence(&((PIRP)Kept)->Cancel));
}

static NTSTATUS FinishTransfer(PIRP Irp, LONGLONG Offset, ULONG Length)
{
    switch (Offset) {
    case RECORDER_OFFSET_TOO_MUCH: return Complete(Irp, STATUS_SUCCESS, Length + 100);
    case RECORDER_OFFSET_WARNING: return Complete(Irp, STATUS_BUFFER_OVERFLOW, Length / 2);
    case RECORDER_OFFSET_FAIL: return Complete(Irp, STATUS_DEVICE_DATA_ERROR, 3);
    case RECORDER_OFFSET_PEND: return Pend(Irp);
    case RECORDER_OFFSET_KEEP: return Keep(Irp);
    default: return Complete(Irp, STATUS_SUCCESS, Length);
    }
}

static NTSTATUS RecorderTransfer(PDEVICE_OBJECT Device, PIRP Irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    const ULONG length = location->Parameters.Read.Length;
    const LONGLONG offset = location->Parameters.Read.ByteOffset.QuadPart;
    PUCHAR buffer = length == 0 ? NULL : TransferBuffer(Device, Irp);
    ULONG i;

    DbgPrint("%s", location->MajorFunction == IRP_MJ_READ ? "read" : "write");
    PrintBuffers(Irp, location);
    DbgPrint(" length=%u offset=0x%I64x", length, offset);
    if (location->MajorFunction == IRP_MJ_WRITE && buffer != NULL)
        DbgPrint(" first=%02x last=%02x", buffer[0], buffer[length - 1]);
    DbgPrint("\n");
    if (location->MajorFunction == IRP_MJ_READ) {
        for (i = 0; i < length; ++i)
            buffer[i] = (UCHAR)(offset + i);
    }
    return FinishTransfer(Irp, offset, length);
}

static VOID ControlBuffers(PIRP Irp, PIO_STACK_LOCATION Location, PUCHAR* Input, PUCHAR* Output)
{
    const ULONG method = Location->Parameters.DeviceIoControl.IoControlCode & 3;

    *Input = (PUCHAR)Irp->AssociatedIrp.SystemBuffer;
    *Output = *Input;
    if (method == METHOD_NEITHER) {
        *Input = (PUCHAR)Location->Parameters.DeviceIoControl.Type3InputBuffer;
        *Output = (PUCHAR)Irp->UserBuffer;
    } else if (method != METHOD_BUFFERED) {
        *Output = Irp->MdlAddress == NULL ? NULL : SystemAddress(Irp);
    }
}

static UCHAR FirstByte(PVOID Address)
{
    return Address == NULL ? 0 : *(PUCHAR)Address;
}

/* Fact 47: three addresses without lengths. Answers with the sum of the bytes they point to. */
static NTSTATUS RecorderOthers(PIRP Irp, PIO_STACK_LOCATION Location)
{
    const ULONG sum = FirstByte(Location->Parameters.Others.Argument1) +
                      FirstByte(Location->Parameters.Others.Argument2) +
                      FirstByte(Location->Parameters.Others.Argument4);

    DbgPrint("others code=0x%I64x\n", (ULONG64)(ULONG_PTR)Location->Parameters.Others.Argument3);
    return Complete(Irp, STATUS_SUCCESS, sum);
}

static NTSTATUS RecorderControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    const ULONG input_length = location->Parameters.DeviceIoControl.InputBufferLength;
    const ULONG output_length = location->Parameters.DeviceIoControl.OutputBufferLength;
    const ULONG code = location->Parameters.DeviceIoControl.IoControlCode;
    const ULONG moved = input_length < output_length ? input_length : output_length;
    PUCHAR input;
    PUCHAR output;
    ULONG i;

    if (((RECORDER*)Device->DeviceExtension)->Others)
        return RecorderOthers(Irp, location);
    if (((code >> 2) & 0xFFF) == RECORDER_FINISH)
        return Finish(Irp);
    if (((code >> 2) & 0xFFF) == RECORDER_IS_CANCELLED)
        return TellWhetherCancelled(Irp);
    if (((code >> 2) & 0xFFF) == RECORDER_IS_OPENING)
        return Complete(Irp, STATUS_SUCCESS, InterlockedCompareExchange(&Opening, 0, 0));
    if (((code >> 2) & 0xFFF) == RECORDER_LET_OPEN) {
        KeSetEvent(&OpensMayGoOn, IO_NO_INCREMENT, FALSE);
        return Complete(Irp, STATUS_SUCCESS, 0);
    }
    DbgPrint("%s method=%u",
             location->MajorFunction == IRP_MJ_DEVICE_CONTROL ? "ioctl" : "internal ioctl",
             code & 3);
    PrintBuffers(Irp, location);
    DbgPrint(" type3=%s in=%u out=%u\n",
             Present(location->Parameters.DeviceIoControl.Type3InputBuffer), input_length,
             output_length);
    ControlBuffers(Irp, location, &input, &output);
    if (((code >> 2) & 0xFFF) == RECORDER_FAIL)
        return Complete(Irp, STATUS_DEVICE_NOT_CONNECTED, 1);
    for (i = 0; i < moved; ++i)
        output[i] = (UCHAR)(input[i] + 1);
    return Complete(Irp, STATUS_SUCCESS, moved);
}

static NTSTATUS RecorderOpenClose(PDEVICE_OBJECT Device, PIRP Irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    const RECORDER* kind = (const RECORDER*)Device->DeviceExtension;

    if (kind->Slow && location->MajorFunction == IRP_MJ_CREATE) {
        InterlockedExchange(&Opening, 1);
        KeWaitForSingleObject(&OpensMayGoOn, Executive, KernelMode, FALSE, NULL);
    }
    switch (location->MajorFunction) {
    case IRP_MJ_CREATE: DbgPrint("create\n"); break;
    case IRP_MJ_CLEANUP: DbgPrint("cleanup\n"); break;
    default: DbgPrint("close\n"); break;
    }
    return Complete(Irp, kind->Closed ? STATUS_DEVICE_BUSY : STATUS_SUCCESS, FILE_OPENED);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT Driver, PCWSTR Name, ULONG Flags, RECORDER Kind)
{
    UNICODE_STRING name;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    RtlInitUnicodeString(&name, Name);
    status =
        IoCreateDevice(Driver, sizeof(RECORDER), &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    *(RECORDER*)device->DeviceExtension = Kind;
    device->Flags |= Flags;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static VOID RecorderUnload(PDRIVER_OBJECT Driver)
{
    while (Driver->DeviceObject != NULL)
        IoDeleteDevice(Driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
    static const struct {
        PCWSTR Name;
        ULONG Flags;
        RECORDER Kind;
    } devices[] = {
        {L"\\Device\\RecorderBuffered", DO_BUFFERED_IO, {FALSE, FALSE, FALSE}},
        {L"\\Device\\RecorderDirect", DO_DIRECT_IO, {FALSE, FALSE, FALSE}},
        {L"\\Device\\RecorderNeither", 0, {FALSE, FALSE, FALSE}},
        {L"\\Device\\RecorderClosed", 0, {TRUE, FALSE, FALSE}},
        {L"\\Device\\RecorderSlow", 0, {FALSE, FALSE, TRUE}},
        {L"\\Device\\Others", 0, {FALSE, TRUE, FALSE}},
    };
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver->MajorFunction[IRP_MJ_CREATE] = RecorderOpenClose;
    Driver->MajorFunction[IRP_MJ_CLEANUP] = RecorderOpenClose;
    Driver->MajorFunction[IRP_MJ_CLOSE] = RecorderOpenClose;
    Driver->MajorFunction[IRP_MJ_READ] = RecorderTransfer;
    Driver->MajorFunction[IRP_MJ_WRITE] = RecorderTransfer;
    Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = RecorderControl;
    Driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = RecorderControl;
    Driver->DriverUnload = RecorderUnload;
    KeInitializeEvent(&OpensMayGoOn, NotificationEvent, FALSE);
    for (i = 0; i < ARRAYSIZE(devices) && NT_SUCCESS(status); ++i)
        status = MakeDevice(Driver, devices[i].Name, devices[i].Flags, devices[i].Kind);
    if (!NT_SUCCESS(status))
        RecorderUnload(Driver);
    return status;
}
