/*
 * A filter on top of a target. Reads: at offsets below 4096 the received request itself is sent to
 * the local target; from there on a NULL request with a buffer of the filter's own, shown with each
 * bit inverted. Writes have no handler and pass.
 */
#include <ntddk.h>
#include <wdf.h>

static NTSTATUS ForwardReceived(WDFIOTARGET Target, WDFREQUEST Request, LONGLONG Offset,
                                PULONG_PTR Bytes)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    PVOID before;
    PVOID after;
    NTSTATUS status;

    status = WdfRequestRetrieveOutputMemory(Request, &memory);
    if (!NT_SUCCESS(status))
        return status;
    WdfRequestRetrieveOutputBuffer(Request, 1, &before, NULL);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    status = WdfIoTargetSendReadSynchronously(Target, Request, &descriptor, &Offset, NULL, Bytes);
    /* Fact 51: the request has its own buffers back. */
    WdfRequestRetrieveOutputBuffer(Request, 1, &after, NULL);
    if (before != after || before != WdfMemoryGetBuffer(memory, NULL))
        DbgPrint("the request's buffers changed\n");
    return status;
}

static NTSTATUS ReadInverted(WDFIOTARGET Target, WDFREQUEST Request, LONGLONG Offset,
                             PULONG_PTR Bytes)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR buffer[64];
    PUCHAR output;
    size_t length;
    NTSTATUS status;
    ULONG i;

    status = WdfRequestRetrieveOutputBuffer(Request, 1, (PVOID*)&output, &length);
    if (!NT_SUCCESS(status))
        return status;
    if (length > sizeof(buffer))
        length = sizeof(buffer);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, (ULONG)length);
    status = WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &Offset, NULL, Bytes);
    for (i = 0; i < *Bytes; ++i)
        output[i] = (UCHAR)~buffer[i];
    return status;
}

static VOID EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    const WDFIOTARGET target = WdfDeviceGetIoTarget(WdfIoQueueGetDevice(Queue));
    WDF_REQUEST_PARAMETERS parameters;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    if (parameters.Parameters.Read.Length != Length)
        DbgPrint("two lengths\n");
    if (parameters.Parameters.Read.DeviceOffset < 4096)
        status = ForwardReceived(target, Request, parameters.Parameters.Read.DeviceOffset, &bytes);
    else
        status = ReadInverted(target, Request, parameters.Parameters.Read.DeviceOffset, &bytes);
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WdfFdoInitSetFilter(DeviceInit);
    status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtIoRead;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
