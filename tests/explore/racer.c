/* A WDM driver that counts its reads: with an interlocked operation at even offsets, and at odd
   ones without. */
#include <ntddk.h>

#define RACER_DEVICE L"\\Device\\Racer"
#define RACER_LINK L"\\DosDevices\\Racer"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD RacerUnload;
DRIVER_DISPATCH RacerSucceed;
DRIVER_DISPATCH RacerRead;

static LONG Reads;

VOID RacerUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING link = RTL_CONSTANT_STRING(RACER_LINK);

    (void)IoDeleteSymbolicLink(&link);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS RacerSucceed(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS RacerRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    const LONGLONG offset = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.ByteOffset.QuadPart;

    if (offset % 2 == 0)
        InterlockedIncrement(&Reads);
    else
        Reads += 1;
    return RacerSucceed(DeviceObject, Irp);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(RACER_DEVICE);
    UNICODE_STRING link = RTL_CONSTANT_STRING(RACER_LINK);
    PDEVICE_OBJECT device = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = RacerUnload;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = RacerSucceed;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = RacerSucceed;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = RacerSucceed;
    DriverObject->MajorFunction[IRP_MJ_READ] = RacerRead;
    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}
