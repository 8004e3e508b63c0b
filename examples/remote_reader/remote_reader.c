/*
 * Remote Reader: the smallest driver that reads from somebody else's device.
 *
 * It makes a control device, \\.\RemoteReader for an application, and opens \Device\Source as a
 * remote I/O target when it starts. A read of the control device is answered by a read of the
 * target at the same offset, straight into the application's buffer: the memory object that the
 * target gets is the output memory of the request that the queue presented.
 */
#include <ntddk.h>
#include <wdf.h>

typedef struct _DEVICE_CONTEXT {
    WDFIOTARGET Source;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD RemoteReaderEvtDriverUnload;
EVT_WDF_IO_QUEUE_IO_READ RemoteReaderEvtIoRead;

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\RemoteReader");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\RemoteReader");
DECLARE_CONST_UNICODE_STRING(SourceName, L"\\Device\\Source");
/* The system and administrators. */
DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

static NTSTATUS OpenSource(_In_ WDFDEVICE Device)
{
    WDF_IO_TARGET_OPEN_PARAMS openParams;
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    NTSTATUS status;

    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &context->Source);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&openParams, &SourceName, GENERIC_READ);
    openParams.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    return WdfIoTargetOpen(context->Source, &openParams);
}

static NTSTATUS CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = RemoteReaderEvtIoRead;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static NTSTATUS CreateDevice(_In_ PWDFDEVICE_INIT* DeviceInit, _Out_ WDFDEVICE* Device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    /* Direct: the target writes into the application's pages, nobody copies. */
    WdfDeviceInitSetIoType(*DeviceInit, WdfDeviceIoDirect);
    status = WdfDeviceInitAssignName(*DeviceInit, &DeviceName);
    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    /* The synchronous methods may be called at PASSIVE_LEVEL only. */
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    return WdfDeviceCreate(DeviceInit, &attributes, Device);
}

static NTSTATUS SetUp(_In_ WDFDEVICE Device)
{
    NTSTATUS status;

    status = WdfDeviceCreateSymbolicLink(Device, &LinkName);
    if (!NT_SUCCESS(status))
        return status;
    status = OpenSource(Device);
    if (!NT_SUCCESS(status))
        return status;
    status = CreateQueue(Device);
    if (!NT_SUCCESS(status))
        return status;
    WdfControlFinishInitializing(Device);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    PWDFDEVICE_INIT deviceInit;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = RemoteReaderEvtDriverUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;

    deviceInit = WdfControlDeviceInitAllocate(driver, &Security);
    if (deviceInit == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = CreateDevice(&deviceInit, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(deviceInit);
        return status;
    }
    /* What exists so far is deleted with the driver object when this fails. */
    return SetUp(device);
}

/* A driver without this callback cannot be unloaded. Nothing to do: the framework deletes the
 * device, the target and the queue below the driver object. */
VOID RemoteReaderEvtDriverUnload(_In_ WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

VOID RemoteReaderEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    WDF_REQUEST_PARAMETERS parameters;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    LONGLONG offset;
    ULONG_PTR bytesRead = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);

    status = WdfRequestRetrieveOutputMemory(Request, &memory);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(Request, status);
        return;
    }
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    offset = parameters.Parameters.Read.DeviceOffset;

    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    status = WdfIoTargetSendReadSynchronously(context->Source, WDF_NO_HANDLE, &descriptor, &offset,
                                              NULL, &bytesRead);
    /* STATUS_END_OF_FILE and every other status of the source is the application's answer. */
    WdfRequestCompleteWithInformation(Request, status, bytesRead);
}
