/*
 * Sync Filter: an upper filter that sends each request it receives to the device below and waits
 * for it there, in the callback.
 *
 * That is the simple way for a filter that wants to see results: no completion routine, no context
 * per request, the result is a return value. The price is a thread that waits, so the queue runs at
 * PASSIVE_LEVEL, and one slow request makes others wait only as far as threads are short.
 *
 * The request itself is sent on, with the memory objects of its own buffers: nothing is copied.
 */
#include <ntddk.h>
#include <wdf.h>

#include "sync_filter.h"

typedef struct _DEVICE_CONTEXT {
    WDFIOTARGET Below;
    SYNC_FILTER_COUNTERS Counters; /* changed by several threads at once */
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD SyncFilterEvtDeviceAdd;
EVT_WDF_IO_QUEUE_IO_READ SyncFilterEvtIoRead;
EVT_WDF_IO_QUEUE_IO_WRITE SyncFilterEvtIoWrite;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL SyncFilterEvtIoDeviceControl;

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, SyncFilterEvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}

static NTSTATUS CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    PAGED_CODE();
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = SyncFilterEvtIoRead;
    config.EvtIoWrite = SyncFilterEvtIoWrite;
    config.EvtIoDeviceControl = SyncFilterEvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS SyncFilterEvtDeviceAdd(_In_ WDFDRIVER Driver, _Inout_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    PDEVICE_CONTEXT context;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    /* A filter takes over the I/O type of the device below, and passes what it has no callback
     * for. */
    WdfFdoInitSetFilter(DeviceInit);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    context = GetDeviceContext(device);
    context->Below = WdfDeviceGetIoTarget(device);
    return CreateQueue(device);
}

static VOID Count(_In_ PDEVICE_CONTEXT Context, _Inout_ LONG volatile* Kind,
                  _Inout_opt_ LONG64 volatile* Total, _In_ NTSTATUS Status, _In_ ULONG_PTR Bytes)
{
    InterlockedIncrement(Kind);
    if (!NT_SUCCESS(Status))
        InterlockedIncrement(&Context->Counters.Failures);
    else if (Total != NULL)
        InterlockedExchangeAdd64(Total, (LONG64)Bytes);
}

VOID SyncFilterEvtIoRead(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    WDF_REQUEST_PARAMETERS parameters;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    status = WdfRequestRetrieveOutputMemory(Request, &memory);
    if (NT_SUCCESS(status)) {
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
        status = WdfIoTargetSendReadSynchronously(context->Below, Request, &descriptor,
                                                  &parameters.Parameters.Read.DeviceOffset, NULL,
                                                  &bytes);
    }
    Count(context, &context->Counters.Reads, &context->Counters.BytesRead, status, bytes);
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

VOID SyncFilterEvtIoWrite(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request, _In_ size_t Length)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    WDF_REQUEST_PARAMETERS parameters;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Length);

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    status = WdfRequestRetrieveInputMemory(Request, &memory);
    if (NT_SUCCESS(status)) {
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
        status = WdfIoTargetSendWriteSynchronously(context->Below, Request, &descriptor,
                                                   &parameters.Parameters.Write.DeviceOffset, NULL,
                                                   &bytes);
    }
    Count(context, &context->Counters.Writes, &context->Counters.BytesWritten, status, bytes);
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

static NTSTATUS GetCounters(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request,
                            _Out_ PULONG_PTR Bytes)
{
    PSYNC_FILTER_COUNTERS counters;
    NTSTATUS status;

    *Bytes = 0;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*counters), (PVOID*)&counters, NULL);
    if (!NT_SUCCESS(status))
        return status;
    *counters = Context->Counters;
    *Bytes = sizeof(*counters);
    return STATUS_SUCCESS;
}

/* A control code may have an input, an output, both or neither. */
static NTSTATUS ForwardControl(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request,
                               _In_ size_t OutputLength, _In_ size_t InputLength, _In_ ULONG Code,
                               _Out_ PULONG_PTR Bytes)
{
    WDF_MEMORY_DESCRIPTOR inputDescriptor;
    WDF_MEMORY_DESCRIPTOR outputDescriptor;
    PWDF_MEMORY_DESCRIPTOR input = NULL;
    PWDF_MEMORY_DESCRIPTOR output = NULL;
    WDFMEMORY memory;
    NTSTATUS status;

    *Bytes = 0;
    if (InputLength != 0) {
        status = WdfRequestRetrieveInputMemory(Request, &memory);
        if (!NT_SUCCESS(status))
            return status;
        input = &inputDescriptor;
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(input, memory, NULL);
    }
    if (OutputLength != 0) {
        status = WdfRequestRetrieveOutputMemory(Request, &memory);
        if (!NT_SUCCESS(status))
            return status;
        output = &outputDescriptor;
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(output, memory, NULL);
    }
    return WdfIoTargetSendIoctlSynchronously(Context->Below, Request, Code, input, output, NULL,
                                             Bytes);
}

VOID SyncFilterEvtIoDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                                  _In_ size_t OutputBufferLength, _In_ size_t InputBufferLength,
                                  _In_ ULONG IoControlCode)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    ULONG_PTR bytes;
    NTSTATUS status;

    if (IoControlCode == IOCTL_SYNC_FILTER_GET_COUNTERS) {
        status = GetCounters(context, Request, &bytes);
    } else {
        status = ForwardControl(context, Request, OutputBufferLength, InputBufferLength,
                                IoControlCode, &bytes);
        Count(context, &context->Counters.Controls, NULL, status, 0);
    }
    WdfRequestCompleteWithInformation(Request, status, bytes);
}
