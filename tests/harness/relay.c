/*
 * A WDM driver for the harness' own tests: \\.\Relay passes reads and writes on to \Device\Source,
 * and misbehaves on request.
 */
#include <ntddk.h>

#include "relay.h"

typedef struct _RELAY {
    PDEVICE_OBJECT lower;
    PFILE_OBJECT lower_file;
    KEVENT never;
} RELAY;

/* Counts across requests of one machine: another machine's must not show, nor an earlier one's. */
static LONG g_requests;

static RELAY* RelayOf(PDEVICE_OBJECT device)
{
    return (RELAY*)device->DeviceExtension;
}

static NTSTATUS Complete(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS RelayOpenClose(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    return Complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS RelayTransfer(PDEVICE_OBJECT device, PIRP irp)
{
    InterlockedIncrement(&g_requests);
    IoCopyCurrentIrpStackLocationToNext(irp);
    return IoCallDriver(RelayOf(device)->lower, irp);
}

static NTSTATUS CountRequests(PIRP irp, ULONG output_length)
{
    if (output_length < sizeof(LONG))
        return Complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    *(LONG*)irp->AssociatedIrp.SystemBuffer = g_requests;
    return Complete(irp, STATUS_SUCCESS, sizeof(LONG));
}

static NTSTATUS WaitForEver(RELAY* relay, PIRP irp)
{
    KeWaitForSingleObject(&relay->never, Executive, KernelMode, FALSE, NULL);
    return Complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS ReadEnded(PDEVICE_OBJECT device, PIRP irp, PVOID event)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Reads 16 bytes of the source with an IRP of its own and cancels it at once; the information of
 * the answer is the status of that read. The source must be opened with ?io=neither. */
static NTSTATUS CancelRead(RELAY* relay, PIRP irp)
{
    UCHAR buffer[16];
    LARGE_INTEGER offset = {.QuadPart = 0};
    IO_STATUS_BLOCK unused;
    KEVENT ended;
    ULONG status;
    PIRP read = IoBuildAsynchronousFsdRequest(IRP_MJ_READ, relay->lower, buffer, sizeof(buffer),
                                              &offset, &unused);

    if (read == NULL)
        return Complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    KeInitializeEvent(&ended, NotificationEvent, FALSE);
    IoSetCompletionRoutine(read, ReadEnded, &ended, TRUE, TRUE, TRUE);
    IoCallDriver(relay->lower, read);
    IoCancelIrp(read);
    KeWaitForSingleObject(&ended, Executive, KernelMode, FALSE, NULL);
    status = (ULONG)read->IoStatus.Status;
    if ((status == STATUS_SUCCESS) != (read->IoStatus.Information == sizeof(buffer)))
        status = (ULONG)STATUS_UNSUCCESSFUL;
    IoFreeIrp(read);
    return Complete(irp, STATUS_SUCCESS, status);
}

static NTSTATUS Spin(void)
{
    volatile LONG forever = 1;
    while (forever)
        YieldProcessor();
    return STATUS_SUCCESS;
}

static NTSTATUS RelayControl(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

    switch (location->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_RELAY_COUNT:
        return CountRequests(irp, location->Parameters.DeviceIoControl.OutputBufferLength);
    case IOCTL_RELAY_COMPLETE_TWICE:
        Complete(irp, STATUS_SUCCESS, 0);
        return Complete(irp, STATUS_SUCCESS, 0); /* RELAY_SECOND_COMPLETION */
    case IOCTL_RELAY_WAIT_FOR_EVER: return WaitForEver(RelayOf(device), irp);
    case IOCTL_RELAY_SPIN: return Spin();
    case IOCTL_RELAY_CANCEL_READ: return CancelRead(RelayOf(device), irp);
    case IOCTL_RELAY_PRINT:
        DbgPrint("relay says %d %s\n", 42, "hello");
        return Complete(irp, STATUS_SUCCESS, 0);
    default: return Complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    }
}

static VOID RelayUnload(PDRIVER_OBJECT driver)
{
    UNICODE_STRING link;
    PDEVICE_OBJECT device = driver->DeviceObject;

    RtlInitUnicodeString(&link, L"\\DosDevices\\Relay");
    IoDeleteSymbolicLink(&link);
    if (RelayOf(device)->lower_file != NULL)
        ObDereferenceObject(RelayOf(device)->lower_file);
    IoDeleteDevice(device);
}

static NTSTATUS OpenLower(PDEVICE_OBJECT device)
{
    UNICODE_STRING name;
    RELAY* relay = RelayOf(device);
    NTSTATUS status;

    RtlInitUnicodeString(&name, L"\\Device\\Source");
    status = IoGetDeviceObjectPointer(&name, FILE_READ_DATA | FILE_WRITE_DATA, &relay->lower_file,
                                      &relay->lower);
    if (!NT_SUCCESS(status))
        return status;
    device->StackSize = (CCHAR)(relay->lower->StackSize + 1);
    device->Flags |= relay->lower->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO);
    return STATUS_SUCCESS;
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT driver)
{
    UNICODE_STRING name;
    UNICODE_STRING link;
    PDEVICE_OBJECT device;
    NTSTATUS status;

    RtlInitUnicodeString(&name, L"\\Device\\Relay");
    RtlInitUnicodeString(&link, L"\\DosDevices\\Relay");
    status = IoCreateDevice(driver, sizeof(RELAY), &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    KeInitializeEvent(&RelayOf(device)->never, NotificationEvent, FALSE);
    status = OpenLower(device);
    if (NT_SUCCESS(status))
        status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
    UNREFERENCED_PARAMETER(registry_path);
    driver->MajorFunction[IRP_MJ_CREATE] = RelayOpenClose;
    driver->MajorFunction[IRP_MJ_CLEANUP] = RelayOpenClose;
    driver->MajorFunction[IRP_MJ_CLOSE] = RelayOpenClose;
    driver->MajorFunction[IRP_MJ_READ] = RelayTransfer;
    driver->MajorFunction[IRP_MJ_WRITE] = RelayTransfer;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = RelayControl;
    driver->DriverUnload = RelayUnload;
    return MakeDevice(driver);
}
