/*
 * One control device per dispatch type. Their read handlers keep the requests; \\.\QueueControl
 * says how many, and completes them.
 */
#include <ntddk.h>
#include <wdf.h>

#include "queue.h"

#define HELD_MAX 64

static struct {
    WDFQUEUE Parallel;
    WDFQUEUE Manual;
    WDFQUEUE Sequential;
    KSPIN_LOCK Lock;
    WDFREQUEST Held[HELD_MAX];
    ULONG First;
    ULONG Last;
    ULONG Most;
} g;

DECLARE_CONST_UNICODE_STRING(Security, L"D:P");

static LONGLONG OffsetOf(WDFREQUEST Request)
{
    WDF_REQUEST_PARAMETERS parameters;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    return parameters.Parameters.Read.DeviceOffset;
}

/* A read's answer is the device offset it was made at, as far as it fits. */
static VOID CompleteWithOffset(WDFREQUEST Request)
{
    const LONGLONG offset = OffsetOf(Request);
    PVOID buffer;

    if (!NT_SUCCESS(WdfRequestRetrieveOutputBuffer(Request, sizeof(offset), &buffer, NULL))) {
        WdfRequestComplete(Request, STATUS_SUCCESS);
        return;
    }
    RtlCopyMemory(buffer, &offset, sizeof(offset));
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, sizeof(offset));
}

static VOID EvtKeep(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    KIRQL irql;

    if (WdfRequestGetIoQueue(Request) != Queue)
        DbgPrint("another queue\n");
    DbgPrint("presented at %u, %u bytes\n", (ULONG)OffsetOf(Request), (ULONG)Length);
    KeAcquireSpinLock(&g.Lock, &irql);
    g.Held[g.Last++ % HELD_MAX] = Request;
    if (g.Last - g.First > g.Most)
        g.Most = g.Last - g.First;
    KeReleaseSpinLock(&g.Lock, irql);
}

/* Completes inside the handler: the queue must neither recurse nor stall. */
static VOID EvtCompleteAtOnce(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    if (Length == 0)
        DbgPrint("presented with zero length\n");
    CompleteWithOffset(Request);
}

static VOID EvtDefault(WDFQUEUE Queue, WDFREQUEST Request)
{
    WDF_REQUEST_PARAMETERS parameters;

    UNREFERENCED_PARAMETER(Queue);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    DbgPrint("default handler, type %u\n", (ULONG)parameters.Type);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

static WDFREQUEST TakeFirst(VOID)
{
    WDFREQUEST request = NULL;
    KIRQL irql;

    KeAcquireSpinLock(&g.Lock, &irql);
    if (g.First != g.Last)
        request = g.Held[g.First++ % HELD_MAX];
    KeReleaseSpinLock(&g.Lock, irql);
    return request;
}

static NTSTATUS CompleteFirst(VOID)
{
    const WDFREQUEST request = TakeFirst();

    if (request == NULL)
        return STATUS_NO_MORE_ENTRIES;
    CompleteWithOffset(request);
    return STATUS_SUCCESS;
}

static NTSTATUS RetrieveAndComplete(WDFQUEUE Queue)
{
    WDFREQUEST request = (WDFREQUEST)1;
    const NTSTATUS status = WdfIoQueueRetrieveNextRequest(Queue, &request);

    if (!NT_SUCCESS(status)) {
        if (request != NULL)
            DbgPrint("a handle although retrieving failed\n");
        return status;
    }
    CompleteWithOffset(request);
    return status;
}

static ULONG CountHeld(VOID)
{
    ULONG held;
    KIRQL irql;

    KeAcquireSpinLock(&g.Lock, &irql);
    held = g.Last - g.First;
    KeReleaseSpinLock(&g.Lock, irql);
    return held;
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                       size_t InputBufferLength, ULONG IoControlCode)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG_PTR answer = 0;

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    switch (IoControlCode) {
    case QUEUE_HELD: answer = CountHeld(); break;
    case QUEUE_MOST_HELD: answer = g.Most; break;
    case QUEUE_COMPLETE: status = CompleteFirst(); break;
    case QUEUE_RETRIEVE: status = RetrieveAndComplete(g.Manual); break;
    case QUEUE_FROM_PARALLEL: status = RetrieveAndComplete(g.Parallel); break;
    default: status = STATUS_INVALID_DEVICE_REQUEST; break;
    }
    WdfRequestCompleteWithInformation(Request, status, answer);
}

static NTSTATUS CreateDevice(WDFDRIVER Driver, PCWSTR Name, PCWSTR Link, WDFDEVICE* Device)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    UNICODE_STRING text;
    NTSTATUS status;

    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlInitUnicodeString(&text, Name);
    status = WdfDeviceInitAssignName(init, &text);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, Device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    RtlInitUnicodeString(&text, Link);
    return WdfDeviceCreateSymbolicLink(*Device, &text);
}

static NTSTATUS MakeDevice(WDFDRIVER Driver, PCWSTR Name, PCWSTR Link, PWDF_IO_QUEUE_CONFIG Config,
                           WDFQUEUE* Queue)
{
    WDFDEVICE device;
    NTSTATUS status = CreateDevice(Driver, Name, Link, &device);

    if (NT_SUCCESS(status))
        status = WdfIoQueueCreate(device, Config, WDF_NO_OBJECT_ATTRIBUTES, Queue);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}

static NTSTATUS MakeKeepers(WDFDRIVER Driver)
{
    WDF_IO_QUEUE_CONFIG config;
    NTSTATUS status;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoRead = EvtKeep;
    status = MakeDevice(Driver, L"\\Device\\Sequential", L"\\DosDevices\\Sequential", &config,
                        &g.Sequential);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtKeep;
    config.Settings.Parallel.NumberOfPresentedRequests = 2;
    status =
        MakeDevice(Driver, L"\\Device\\Parallel", L"\\DosDevices\\Parallel", &config, &g.Parallel);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchManual);
    return MakeDevice(Driver, L"\\Device\\Manual", L"\\DosDevices\\Manual", &config, &g.Manual);
}

static NTSTATUS MakeOthers(WDFDRIVER Driver)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFQUEUE queue;
    NTSTATUS status;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoRead = EvtCompleteAtOnce;
    config.AllowZeroLengthRequests = TRUE;
    status = MakeDevice(Driver, L"\\Device\\AtOnce", L"\\DosDevices\\AtOnce", &config, &queue);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoDefault = EvtDefault;
    config.EvtIoRead = EvtCompleteAtOnce;
    status = MakeDevice(Driver, L"\\Device\\Default", L"\\DosDevices\\Default", &config, &queue);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = EvtControl;
    return MakeDevice(Driver, L"\\Device\\QueueControl", L"\\DosDevices\\QueueControl", &config,
                      &queue);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    KeInitializeSpinLock(&g.Lock);
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = EvtUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (NT_SUCCESS(status))
        status = MakeKeepers(driver);
    return NT_SUCCESS(status) ? MakeOthers(driver) : status;
}
