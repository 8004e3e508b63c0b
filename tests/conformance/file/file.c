/*
 * \\.\ConformanceFile prints create, cleanup and close with the file name; a name that ends in
 * "refused" is not opened. Reads wait in a manual queue. With CREATE_QUEUE creates come through a
 * sequential queue instead of EvtDeviceFileCreate.
 */
#include <ntddk.h>
#include <wdf.h>

typedef struct _FILE_CONTEXT {
    ULONG Number;
} FILE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FILE_CONTEXT, GetFileContext)

/* Ends the read that waits of the file that asks; Information is the file's number. */
#define FILE_TAKE 0x222004

static ULONG g_files;
static WDFQUEUE g_reads;
DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\ConformanceFile");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\ConformanceFile");
DECLARE_CONST_UNICODE_STRING(Security, L"D:P");

static BOOLEAN IsRefused(WDFFILEOBJECT FileObject)
{
    static DECLARE_CONST_UNICODE_STRING(refused, L"\\refused");

    return RtlEqualUnicodeString(WdfFileObjectGetFileName(FileObject), &refused, TRUE);
}

#ifdef CREATE_QUEUE
#define EVT_FILE_CREATE NULL

static VOID EvtIoCreate(WDFQUEUE Queue, WDFREQUEST Request)
{
    const WDFFILEOBJECT file = WdfRequestGetFileObject(Request);

    if (WdfRequestGetIoQueue(Request) != Queue)
        DbgPrint("create from another queue\n");
    GetFileContext(file)->Number = ++g_files;
    DbgPrint("queued create %u '%wZ'\n", g_files, WdfFileObjectGetFileName(file));
    WdfRequestComplete(Request, IsRefused(file) ? STATUS_ACCESS_DENIED : STATUS_SUCCESS);
}

static NTSTATUS MakeCreateQueue(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFQUEUE creates;
    NTSTATUS status;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchSequential);
    config.EvtIoDefault = EvtIoCreate;
    status = WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, &creates);
    if (!NT_SUCCESS(status))
        return status;
    return WdfDeviceConfigureRequestDispatching(Device, creates, WdfRequestTypeCreate);
}
#else
#define EVT_FILE_CREATE EvtFileCreate

static VOID EvtFileCreate(WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject)
{
    WDF_REQUEST_PARAMETERS parameters;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    if (WdfFileObjectGetDevice(FileObject) != Device || parameters.Type != WdfRequestTypeCreate ||
        WdfRequestGetFileObject(Request) != FileObject || WdfRequestGetIoQueue(Request) != NULL)
        DbgPrint("inconsistent create\n");
    GetFileContext(FileObject)->Number = ++g_files;
    DbgPrint("create %u '%wZ'\n", g_files, WdfFileObjectGetFileName(FileObject));
    WdfRequestComplete(Request, IsRefused(FileObject) ? STATUS_ACCESS_DENIED : STATUS_SUCCESS);
}

static NTSTATUS MakeCreateQueue(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return STATUS_SUCCESS;
}
#endif

static VOID EvtFileCleanup(WDFFILEOBJECT FileObject)
{
    DbgPrint("cleanup %u\n", GetFileContext(FileObject)->Number);
}

static VOID EvtFileClose(WDFFILEOBJECT FileObject)
{
    DbgPrint("close %u\n", GetFileContext(FileObject)->Number);
}

static VOID EvtFileObjectCleanup(WDFOBJECT Object)
{
    DbgPrint("object cleanup %u\n", GetFileContext(Object)->Number);
}

static VOID EvtFileObjectDestroy(WDFOBJECT Object)
{
    DbgPrint("object destroy %u\n", GetFileContext(Object)->Number);
}

static NTSTATUS TakeRead(WDFFILEOBJECT FileObject)
{
    WDFREQUEST read = NULL;
    const NTSTATUS status = WdfIoQueueRetrieveRequestByFileObject(g_reads, FileObject, &read);

    if (NT_SUCCESS(status))
        WdfRequestCompleteWithInformation(read, STATUS_SUCCESS,
                                          GetFileContext(WdfRequestGetFileObject(read))->Number);
    return status;
}

/* The file object of each request is the one it was made on. */
static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    const WDFFILEOBJECT file = WdfRequestGetFileObject(Request);
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    if (IoControlCode == FILE_TAKE)
        status = TakeRead(file);
    WdfRequestCompleteWithInformation(Request, status, GetFileContext(file)->Number);
}

static VOID SetFileConfig(PWDFDEVICE_INIT Init)
{
    WDF_FILEOBJECT_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_FILEOBJECT_CONFIG_INIT(&config, EVT_FILE_CREATE, EvtFileClose, EvtFileCleanup);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FILE_CONTEXT);
    attributes.EvtCleanupCallback = EvtFileObjectCleanup;
    attributes.EvtDestroyCallback = EvtFileObjectDestroy;
    WdfDeviceInitSetFileObjectConfig(Init, &config, &attributes);
}

static NTSTATUS MakeQueues(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;
    NTSTATUS status;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    status = WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    status = WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, &g_reads);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfDeviceConfigureRequestDispatching(Device, g_reads, WdfRequestTypeRead);
    return NT_SUCCESS(status) ? MakeCreateQueue(Device) : status;
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

static NTSTATUS MakeDevice(WDFDRIVER Driver)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    WDFDEVICE device;
    NTSTATUS status;

    SetFileConfig(init);
    status = WdfDeviceInitAssignName(init, &DeviceName);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    status = WdfDeviceCreateSymbolicLink(device, &LinkName);
    if (NT_SUCCESS(status))
        status = MakeQueues(device);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = EvtUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    return NT_SUCCESS(status) ? MakeDevice(driver) : status;
}
