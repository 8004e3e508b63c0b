/*
 * IOCTL_BENCH_READ makes the driver read \Device\Source with WdfIoTargetSendReadSynchronously in a
 * loop of its own, a timeout set each time: what is measured has no application in it.
 */
#include "bench_device.h"
#include "bench_ioctl.h"

C_ASSERT(IOCTL_BENCH_READ ==
         CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS));

#define READ_TIMEOUT_SECONDS 10

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL ReaderIoDeviceControl;
EVT_WDF_DRIVER_UNLOAD ReaderUnload;

typedef struct _READER {
    WDFIOTARGET Target;
} READER;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(READER, ReaderOf)

/* One request at a time: the queue is sequential. */
static DECLSPEC_ALIGN(4096) UCHAR g_Buffer[BENCH_READ_BYTES];

static NTSTATUS ReadOnce(WDFIOTARGET Target, LONGLONG Offset, ULONG_PTR* Bytes)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, g_Buffer, sizeof(g_Buffer));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_SEC(READ_TIMEOUT_SECONDS));
    return WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &Offset, &options, Bytes);
}

static NTSTATUS ReadLoop(WDFIOTARGET Target, const struct bench_read* Order,
                         struct bench_read_answer* Answer)
{
    uint64_t random = Order->seed;
    uint64_t i;

    Answer->bytes = 0;
    for (i = 0; i < Order->count; ++i) {
        ULONG_PTR bytes = 0;
        LONGLONG offset = (LONGLONG)bench_offset(&random, Order->window);
        NTSTATUS status = ReadOnce(Target, offset, &bytes);
        if (!NT_SUCCESS(status))
            return status;
        Answer->bytes += bytes;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS Read(WDFQUEUE Queue, WDFREQUEST Request)
{
    READER* reader = ReaderOf(WdfIoQueueGetDevice(Queue));
    struct bench_read* input;
    struct bench_read_answer* output;
    struct bench_read order;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*input), (PVOID*)&input, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*output), (PVOID*)&output, NULL);
    if (!NT_SUCCESS(status))
        return status;
    order = *input; /* input and output share a buffer */
    if (order.window < BENCH_READ_BYTES || order.seed == 0)
        return STATUS_INVALID_PARAMETER;
    return ReadLoop(reader->Target, &order, output);
}

VOID ReaderIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                           size_t InputBufferLength, ULONG IoControlCode)
{
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    if (IoControlCode == IOCTL_BENCH_READ)
        status = Read(Queue, Request);
    WdfRequestCompleteWithInformation(Request, status,
                                      NT_SUCCESS(status) ? sizeof(struct bench_read_answer) : 0);
}

static NTSTATUS OpenTarget(WDFDEVICE Device)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Source");
    WDF_IO_TARGET_OPEN_PARAMS params;
    WDF_OBJECT_ATTRIBUTES attributes;
    READER* reader;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, READER);
    status = WdfObjectAllocateContext(Device, &attributes, (PVOID*)&reader);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &reader->Target);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, FILE_READ_DATA);
    return WdfIoTargetOpen(reader->Target, &params);
}

VOID ReaderUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = ReaderUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    status =
        BenchCreateDevice(driver, WdfIoQueueDispatchSequential, ReaderIoDeviceControl, &device);
    if (NT_SUCCESS(status))
        status = OpenTarget(device);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}
