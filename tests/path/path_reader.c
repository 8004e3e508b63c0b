/*
 * The driver whose one read the path test follows: \\.\PathReader, sequential queue, answered by a
 * synchronous read of the remote target \Device\Source.
 */
#include <ntddk.h>
#include <wdf.h>

typedef struct _READER {
    WDFIOTARGET Source;
} READER;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(READER, ReaderOf)

static DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\PathReader");
static DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\PathReader");
static DECLARE_CONST_UNICODE_STRING(SourceName, L"\\Device\\Source");
static DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;WD)");

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

static VOID EvtRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    READER* reader = ReaderOf(WdfIoQueueGetDevice(Queue));
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    LONGLONG offset = 0;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);
    status = WdfRequestRetrieveOutputMemory(Request, &memory);
    if (NT_SUCCESS(status)) {
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
        status = WdfIoTargetSendReadSynchronously(reader->Source, NULL, &descriptor, &offset, NULL,
                                                  &bytes);
    }
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

static NTSTATUS SetUp(WDFDEVICE Device)
{
    WDF_IO_TARGET_OPEN_PARAMS parameters;
    WDF_IO_QUEUE_CONFIG config;
    NTSTATUS status;

    status = WdfDeviceCreateSymbolicLink(Device, &LinkName);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &ReaderOf(Device)->Source);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&parameters, &SourceName, GENERIC_READ);
    status = WdfIoTargetOpen(ReaderOf(Device)->Source, &parameters);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoRead = EvtRead;
    status = WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(Device);
    return status;
}

static NTSTATUS MakeDevice(WDFDRIVER Driver)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    NTSTATUS status;

    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfDeviceInitSetIoType(init, WdfDeviceIoDirect);
    status = WdfDeviceInitAssignName(init, &DeviceName);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, READER);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    return SetUp(device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = EvtUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    return NT_SUCCESS(status) ? MakeDevice(driver) : status;
}
