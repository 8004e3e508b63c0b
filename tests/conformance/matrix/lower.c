/*
 * The driver below the matrix: three devices that differ in their I/O type only keep what they see
 * of a request and answer it as they were told; \Device\MatrixLower takes and gives that.
 */
#include <ntddk.h>

#include "matrix.h"

static MATRIX_ANSWER Answer;
static MATRIX_SEEN Seen;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static ULONG64 AddressOf(const void* Pointer)
{
    return (ULONG64)(ULONG_PTR)Pointer;
}

static VOID See(PIRP Irp, PIO_STACK_LOCATION Location)
{
    const PMDL mdl = Irp->MdlAddress;

    ++Seen.Count;
    Seen.Major = Location->MajorFunction;
    Seen.Minor = Location->MinorFunction;
    Seen.StackCount = (ULONG)Irp->StackCount;
    Seen.CurrentLocation = (ULONG)Irp->CurrentLocation;
    Seen.LocationFlags = Location->Flags;
    Seen.RequestorMode = (ULONG)Irp->RequestorMode;
    Seen.SystemBuffer = AddressOf(Irp->AssociatedIrp.SystemBuffer);
    Seen.UserBuffer = AddressOf(Irp->UserBuffer);
    Seen.FileObject = AddressOf(Location->FileObject);
    Seen.Mdl = AddressOf(mdl);
    if (mdl == NULL)
        return;
    Seen.MdlAddress = AddressOf(MmGetMdlVirtualAddress(mdl));
    Seen.MdlBytes = MmGetMdlByteCount(mdl);
    Seen.MdlLocked = (mdl->MdlFlags & MDL_PAGES_LOCKED) != 0;
}

static PVOID Mapped(PIRP Irp)
{
    return Irp->MdlAddress == NULL
               ? NULL
               : MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
}

static ULONG Keep(PUCHAR To, const void* From, ULONG Length)
{
    if (From == NULL || Length > MATRIX_LENGTH_MAX)
        return 0;
    RtlCopyMemory(To, From, Length);
    return Length;
}

static VOID Fill(PUCHAR Output, ULONG Length)
{
    ULONG i;

    if (Output == NULL)
        return;
    for (i = 0; i < Length && i < Answer.Fill; ++i)
        Output[i] = MATRIX_ANSWER_BYTE(i);
}

static PVOID TransferBuffer(PDEVICE_OBJECT Device, PIRP Irp)
{
    if ((Device->Flags & DO_BUFFERED_IO) != 0)
        return Irp->AssociatedIrp.SystemBuffer;
    return (Device->Flags & DO_DIRECT_IO) != 0 ? Mapped(Irp) : Irp->UserBuffer;
}

static NTSTATUS LowerTransfer(PDEVICE_OBJECT Device, PIRP Irp)
{
    const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    const ULONG length = location->Parameters.Read.Length;

    See(Irp, location);
    Seen.OutputLength = length;
    Seen.ByteOffset = location->Parameters.Read.ByteOffset.QuadPart;
    Seen.Key = location->Parameters.Read.Key;
    if (location->MajorFunction == IRP_MJ_WRITE)
        Seen.InputBytes = Keep(Seen.Input, TransferBuffer(Device, Irp), length);
    else
        Fill((PUCHAR)TransferBuffer(Device, Irp), length);
    return Complete(Irp, (NTSTATUS)Answer.Status, Answer.Information);
}

/* The input is kept before the output is written: they may be one buffer. */
static VOID MoveControl(PIRP Irp, PIO_STACK_LOCATION Location)
{
    const ULONG input = Location->Parameters.DeviceIoControl.InputBufferLength;
    const ULONG output = Location->Parameters.DeviceIoControl.OutputBufferLength;
    PVOID system = Irp->AssociatedIrp.SystemBuffer;

    switch (METHOD_FROM_CTL_CODE(Location->Parameters.DeviceIoControl.IoControlCode)) {
    case METHOD_BUFFERED:
        Seen.InputBytes = Keep(Seen.Input, system, input);
        Fill((PUCHAR)system, output);
        break;
    case METHOD_IN_DIRECT:
        Seen.InputBytes = Keep(Seen.Input, system, input);
        Seen.SecondBytes = Keep(Seen.Second, Mapped(Irp), output);
        break;
    case METHOD_OUT_DIRECT:
        Seen.InputBytes = Keep(Seen.Input, system, input);
        Fill((PUCHAR)Mapped(Irp), output);
        break;
    default:
        Seen.InputBytes =
            Keep(Seen.Input, Location->Parameters.DeviceIoControl.Type3InputBuffer, input);
        Fill((PUCHAR)Irp->UserBuffer, output);
        break;
    }
}

/* "Others": addresses without lengths. The third one is written to. */
static VOID MoveOthers(PIO_STACK_LOCATION Location)
{
    Seen.Arguments[0] = AddressOf(Location->Parameters.Others.Argument1);
    Seen.Arguments[1] = AddressOf(Location->Parameters.Others.Argument2);
    Seen.Arguments[2] = AddressOf(Location->Parameters.Others.Argument3);
    Seen.Arguments[3] = AddressOf(Location->Parameters.Others.Argument4);
    Seen.InputBytes = Keep(Seen.Input, Location->Parameters.Others.Argument1, Answer.Readable[0]);
    Seen.SecondBytes = Keep(Seen.Second, Location->Parameters.Others.Argument2, Answer.Readable[1]);
    Fill((PUCHAR)Location->Parameters.Others.Argument4, Answer.Fill);
}

static NTSTATUS Tell(PIRP Irp, PIO_STACK_LOCATION Location)
{
    PVOID system = Irp->AssociatedIrp.SystemBuffer;

    if (Location->Parameters.DeviceIoControl.IoControlCode == MATRIX_SET_ANSWER) {
        RtlCopyMemory(&Answer, system, sizeof(Answer));
        RtlZeroMemory(&Seen, FIELD_OFFSET(MATRIX_SEEN, Input));
        return Complete(Irp, STATUS_SUCCESS, 0);
    }
    RtlCopyMemory(system, &Seen, sizeof(Seen));
    return Complete(Irp, STATUS_SUCCESS, sizeof(Seen));
}

static NTSTATUS LowerControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    const ULONG code = location->Parameters.DeviceIoControl.IoControlCode;

    UNREFERENCED_PARAMETER(Device);
    if (code == MATRIX_SET_ANSWER || code == MATRIX_GET_SEEN)
        return Tell(Irp, location);
    See(Irp, location);
    Seen.Code = code;
    if ((code >> 2 & 0xFFF) == MATRIX_FUNCTION_OTHERS) {
        MoveOthers(location);
    } else {
        Seen.InputLength = location->Parameters.DeviceIoControl.InputBufferLength;
        Seen.OutputLength = location->Parameters.DeviceIoControl.OutputBufferLength;
        Seen.Type3Input = AddressOf(location->Parameters.DeviceIoControl.Type3InputBuffer);
        MoveControl(Irp, location);
    }
    return Complete(Irp, (NTSTATUS)Answer.Status, Answer.Information);
}

static NTSTATUS LowerOpenClose(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    return Complete(Irp, STATUS_SUCCESS, 0);
}

static VOID LowerUnload(PDRIVER_OBJECT Driver)
{
    while (Driver->DeviceObject != NULL)
        IoDeleteDevice(Driver->DeviceObject);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT Driver, const WCHAR* Name, ULONG Flags)
{
    PDEVICE_OBJECT device;
    UNICODE_STRING name;
    NTSTATUS status;

    RtlInitUnicodeString(&name, Name);
    status = IoCreateDevice(Driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    device->Flags |= Flags;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver->MajorFunction[IRP_MJ_CREATE] = LowerOpenClose;
    Driver->MajorFunction[IRP_MJ_CLEANUP] = LowerOpenClose;
    Driver->MajorFunction[IRP_MJ_CLOSE] = LowerOpenClose;
    Driver->MajorFunction[IRP_MJ_READ] = LowerTransfer;
    Driver->MajorFunction[IRP_MJ_WRITE] = LowerTransfer;
    Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LowerControl;
    Driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = LowerControl;
    Driver->DriverUnload = LowerUnload;
    status = MakeDevice(Driver, L"\\Device\\MatrixBuffered", DO_BUFFERED_IO);
    if (NT_SUCCESS(status))
        status = MakeDevice(Driver, L"\\Device\\MatrixDirect", DO_DIRECT_IO);
    if (NT_SUCCESS(status))
        status = MakeDevice(Driver, L"\\Device\\MatrixNeither", 0);
    if (NT_SUCCESS(status))
        status = MakeDevice(Driver, L"\\Device\\MatrixLower", DO_BUFFERED_IO);
    if (!NT_SUCCESS(status))
        LowerUnload(Driver);
    return status;
}
