/*
 * Splitter: copies one device to another in pieces.
 *
 * A control device, \\.\Splitter for an application. It opens \Device\Source and
 * \Device\Destination as remote I/O targets when it starts, and makes what a copy needs once: a
 * request for the reads, a request for the writes, and memory for one piece. Each piece formats,
 * sends and waits for both requests, with a timeout, and makes them ready for the next with
 * WdfRequestReuse: however long the copy is, nothing is allocated in it.
 */
#include <ntddk.h>
#include <wdf.h>

#include "splitter.h"

#define SPLITTER_TAG 'tilS'

typedef struct _DEVICE_CONTEXT {
    WDFIOTARGET Source;
    WDFIOTARGET Destination;
    WDFREQUEST ReadRequest;
    WDFREQUEST WriteRequest;
    WDFMEMORY Piece; /* SPLITTER_PIECE_MAX bytes */
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD SplitterEvtDriverUnload;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL SplitterEvtIoDeviceControl;

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\Splitter");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\Splitter");
DECLARE_CONST_UNICODE_STRING(SourceName, L"\\Device\\Source");
DECLARE_CONST_UNICODE_STRING(DestinationName, L"\\Device\\Destination");
/* The system and administrators. */
DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

static NTSTATUS OpenTarget(_In_ WDFDEVICE Device, _In_ PCUNICODE_STRING Name,
                           _In_ ACCESS_MASK Access, _Out_ WDFIOTARGET* Target)
{
    WDF_IO_TARGET_OPEN_PARAMS openParams;
    NTSTATUS status;

    PAGED_CODE();
    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, Target);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&openParams, Name, Access);
    openParams.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    return WdfIoTargetOpen(*Target, &openParams);
}

static NTSTATUS Preallocate(_In_ WDFDEVICE Device)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    PAGED_CODE();
    /* Each is deleted with its parent. */
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = context->Source;
    status = WdfRequestCreate(&attributes, context->Source, &context->ReadRequest);
    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = context->Destination;
    status = WdfRequestCreate(&attributes, context->Destination, &context->WriteRequest);
    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Device;
    return WdfMemoryCreate(&attributes, NonPagedPoolNx, SPLITTER_TAG, SPLITTER_PIECE_MAX,
                           &context->Piece, NULL);
}

static NTSTATUS CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    PAGED_CODE();
    /* Sequential: there is one set of requests, so one copy at a time. */
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoDeviceControl = SplitterEvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static NTSTATUS SetUp(_In_ WDFDEVICE Device)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    NTSTATUS status;

    PAGED_CODE();
    status = WdfDeviceCreateSymbolicLink(Device, &LinkName);
    if (!NT_SUCCESS(status))
        return status;
    status = OpenTarget(Device, &SourceName, GENERIC_READ, &context->Source);
    if (!NT_SUCCESS(status))
        return status;
    status = OpenTarget(Device, &DestinationName, GENERIC_WRITE, &context->Destination);
    if (!NT_SUCCESS(status))
        return status;
    status = Preallocate(Device);
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
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDRIVER driver;
    PWDFDEVICE_INIT deviceInit;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = SplitterEvtDriverUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;

    deviceInit = WdfControlDeviceInitAllocate(driver, &Security);
    if (deviceInit == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    /* Waiting for a request is for PASSIVE_LEVEL. */
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDeviceInitAssignName(deviceInit, &DeviceName);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&deviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(deviceInit);
        return status;
    }
    /* What exists so far is deleted with the driver object when this fails. */
    return SetUp(device);
}

/* A driver without this callback cannot be unloaded. */
VOID SplitterEvtDriverUnload(_In_ WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

/* Makes the request as good as new, whatever became of it before. */
static NTSTATUS MakeReady(_In_ WDFREQUEST Request)
{
    WDF_REQUEST_REUSE_PARAMS params;

    WDF_REQUEST_REUSE_PARAMS_INIT(&params, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    return WdfRequestReuse(Request, &params);
}

/* Sends a formatted request, waits, and tells its status and the bytes it moved. */
static NTSTATUS SendAndWait(_In_ WDFREQUEST Request, _In_ WDFIOTARGET Target, _In_ ULONG TimeoutMs,
                            _Out_ PULONG_PTR Bytes)
{
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_REQUEST_COMPLETION_PARAMS params;

    *Bytes = 0;
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
    if (TimeoutMs != 0)
        WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(TimeoutMs));
    /* FALSE: it was not sent at all; why is its status, too. */
    if (!WdfRequestSend(Request, Target, &options))
        return WdfRequestGetStatus(Request);
    WDF_REQUEST_COMPLETION_PARAMS_INIT(&params);
    WdfRequestGetCompletionParams(Request, &params);
    *Bytes = params.IoStatus.Information;
    return params.IoStatus.Status;
}

static NTSTATUS ReadPiece(_In_ PDEVICE_CONTEXT Context, _In_ const SPLITTER_COPY* Copy,
                          _In_ LONGLONG Offset, _Out_ PULONG_PTR Bytes)
{
    WDFMEMORY_OFFSET part = {0, Copy->PieceBytes};
    NTSTATUS status;

    *Bytes = 0;
    status = MakeReady(Context->ReadRequest);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfIoTargetFormatRequestForRead(Context->Source, Context->ReadRequest, Context->Piece,
                                             &part, &Offset);
    if (!NT_SUCCESS(status))
        return status;
    return SendAndWait(Context->ReadRequest, Context->Source, Copy->TimeoutMs, Bytes);
}

static NTSTATUS WritePiece(_In_ PDEVICE_CONTEXT Context, _In_ const SPLITTER_COPY* Copy,
                           _In_ LONGLONG Offset, _In_ ULONG_PTR Length)
{
    WDFMEMORY_OFFSET part = {0, Length};
    ULONG_PTR bytes;
    NTSTATUS status;

    status = MakeReady(Context->WriteRequest);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfIoTargetFormatRequestForWrite(Context->Destination, Context->WriteRequest,
                                              Context->Piece, &part, &Offset);
    if (!NT_SUCCESS(status))
        return status;
    status = SendAndWait(Context->WriteRequest, Context->Destination, Copy->TimeoutMs, &bytes);
    if (NT_SUCCESS(status) && bytes != Length)
        return STATUS_DISK_FULL;
    return status;
}

/* Until the source says that it ends: a file with STATUS_END_OF_FILE, a stream with no bytes. */
static NTSTATUS CopyAll(_In_ PDEVICE_CONTEXT Context, _In_ const SPLITTER_COPY* Copy,
                        _Out_ PSPLITTER_RESULT Result)
{
    ULONG_PTR bytes;
    NTSTATUS status;

    RtlZeroMemory(Result, sizeof(*Result));
    for (;;) {
        status = ReadPiece(Context, Copy, (LONGLONG)Result->Bytes, &bytes);
        if (status == STATUS_END_OF_FILE || (NT_SUCCESS(status) && bytes == 0))
            return STATUS_SUCCESS;
        if (!NT_SUCCESS(status))
            return status;
        status = WritePiece(Context, Copy, (LONGLONG)Result->Bytes, bytes);
        if (!NT_SUCCESS(status))
            return status;
        Result->Bytes += bytes;
        Result->Pieces += 1;
    }
}

static NTSTATUS HandleCopy(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request)
{
    SPLITTER_COPY copy;
    PSPLITTER_COPY input;
    PSPLITTER_RESULT result;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*input), (PVOID*)&input, NULL);
    if (!NT_SUCCESS(status))
        return status;
    /* Input and output are one buffer. */
    copy = *input;
    if (copy.PieceBytes == 0 || copy.PieceBytes > SPLITTER_PIECE_MAX)
        return STATUS_INVALID_PARAMETER;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*result), (PVOID*)&result, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = CopyAll(Context, &copy, result);
    if (NT_SUCCESS(status))
        WdfRequestSetInformation(Request, sizeof(*result));
    return status;
}

VOID SplitterEvtIoDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                                _In_ size_t OutputBufferLength, _In_ size_t InputBufferLength,
                                _In_ ULONG IoControlCode)
{
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    if (IoControlCode == IOCTL_SPLITTER_COPY)
        status = HandleCopy(GetDeviceContext(WdfIoQueueGetDevice(Queue)), Request);
    WdfRequestComplete(Request, status);
}
