/*
 * Sends to \Device\Source asynchronously, as a driver does it: requests and memory made beforehand,
 * a completion routine, a timeout.
 *
 * IOCTL_BENCH_SEND: the thread of the ioctl sends, in a loop of its own; a completion only says
 * that its request may be used again.
 * IOCTL_BENCH_CANCEL: each completion sends and cancels the next one, so that all but the first
 * happen on the processor that reaps.
 * IOCTL_BENCH_RACE: one read against a cancel from another thread.
 */
#include "bench_device.h"
#include "bench_ioctl.h"

C_ASSERT(IOCTL_BENCH_SEND ==
         CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS));
C_ASSERT(IOCTL_BENCH_RACE_CANCEL ==
         CTL_CODE(FILE_DEVICE_UNKNOWN, 0x805, METHOD_BUFFERED, FILE_ANY_ACCESS));

#define SLOT_IDLE 0
#define SLOT_BUSY 1
#define SLOT_AWAITED 2

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL SenderIoDeviceControl;
EVT_WDF_REQUEST_COMPLETION_ROUTINE SlotDone;
EVT_WDF_REQUEST_COMPLETION_ROUTINE CancelDone;
EVT_WDF_REQUEST_COMPLETION_ROUTINE RaceDone;
EVT_WDF_DRIVER_UNLOAD SenderUnload;

typedef struct _SLOT {
    WDFREQUEST Request;
    WDFMEMORY Memory;
    volatile LONG State;
    NTSTATUS Status;
    KEVENT Idle;
} SLOT;

typedef struct _SENDER {
    WDFIOTARGET Target;
    SLOT Slots[BENCH_SENDER_SLOTS];
    /* IOCTL_BENCH_CANCEL */
    uint64_t CancelsLeft;
    WDFREQUEST Pending;
} SENDER;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(SENDER, SenderOf)

/* ---- one request ---------------------------------------------------------------------------- */

static NTSTATUS Reuse(WDFREQUEST Request)
{
    WDF_REQUEST_REUSE_PARAMS params;

    WDF_REQUEST_REUSE_PARAMS_INIT(&params, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    return WdfRequestReuse(Request, &params);
}

static NTSTATUS Format(WDFIOTARGET Target, SLOT* Slot, ULONG Bytes, LONGLONG Offset)
{
    WDFMEMORY_OFFSET part;

    part.BufferOffset = 0;
    part.BufferLength = Bytes;
    return WdfIoTargetFormatRequestForRead(Target, Slot->Request, Slot->Memory, &part, &Offset);
}

static NTSTATUS Send(WDFIOTARGET Target, WDFREQUEST Request, ULONG TimeoutSeconds)
{
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    if (TimeoutSeconds != 0)
        WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_SEC(TimeoutSeconds));
    return WdfRequestSend(Request, Target, &options) ? STATUS_SUCCESS
                                                     : WdfRequestGetStatus(Request);
}

/* ---- IOCTL_BENCH_SEND ------------------------------------------------------------------------ */

VOID SlotDone(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
              WDFCONTEXT Context)
{
    SLOT* slot = (SLOT*)Context;

    UNREFERENCED_PARAMETER(Request);
    UNREFERENCED_PARAMETER(Target);
    slot->Status = Params->IoStatus.Status;
    if (InterlockedExchange(&slot->State, SLOT_IDLE) == SLOT_AWAITED)
        KeSetEvent(&slot->Idle, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS AwaitIdle(SLOT* Slot)
{
    if (InterlockedCompareExchange(&Slot->State, SLOT_AWAITED, SLOT_BUSY) == SLOT_BUSY)
        KeWaitForSingleObject(&Slot->Idle, Executive, KernelMode, FALSE, NULL);
    return Slot->Status;
}

static NTSTATUS SendSlot(WDFIOTARGET Target, SLOT* Slot, const struct bench_send* Order,
                         LONGLONG Offset)
{
    NTSTATUS status = Format(Target, Slot, Order->bytes, Offset);

    if (!NT_SUCCESS(status))
        return status;
    WdfRequestSetCompletionRoutine(Slot->Request, SlotDone, Slot);
    Slot->State = SLOT_BUSY;
    status = Send(Target, Slot->Request, Order->timeout_seconds);
    if (!NT_SUCCESS(status))
        Slot->State = SLOT_IDLE;
    return status;
}

static NTSTATUS SendReused(SENDER* Sender, SLOT* Slot, const struct bench_send* Order,
                           LONGLONG Offset)
{
    NTSTATUS status = AwaitIdle(Slot);

    if (NT_SUCCESS(status))
        status = Reuse(Slot->Request);
    return NT_SUCCESS(status) ? SendSlot(Sender->Target, Slot, Order, Offset) : status;
}

static NTSTATUS SendCreated(SENDER* Sender, SLOT* Slot, const struct bench_send* Order,
                            LONGLONG Offset)
{
    WDFREQUEST kept = Slot->Request;
    NTSTATUS status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Sender->Target, &Slot->Request);

    if (NT_SUCCESS(status)) {
        status = SendSlot(Sender->Target, Slot, Order, Offset);
        if (NT_SUCCESS(status))
            status = AwaitIdle(Slot);
        WdfObjectDelete(Slot->Request);
    }
    Slot->Request = kept;
    return status;
}

static NTSTATUS SendSync(SENDER* Sender, SLOT* Slot, const struct bench_send* Order,
                         LONGLONG Offset)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY_OFFSET part;
    NTSTATUS status = Reuse(Slot->Request);

    if (!NT_SUCCESS(status))
        return status;
    part.BufferOffset = 0;
    part.BufferLength = Order->bytes;
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, Slot->Memory, &part);
    return WdfIoTargetSendReadSynchronously(Sender->Target, Slot->Request, &descriptor, &Offset,
                                            NULL, NULL);
}

static NTSTATUS SendIoctl(SENDER* Sender)
{
    struct bench_echo data = {{1, 2}};
    WDF_MEMORY_DESCRIPTOR descriptor;
    NTSTATUS status;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &data, sizeof(data));
    status = WdfIoTargetSendIoctlSynchronously(Sender->Target, NULL, IOCTL_BENCH_ECHO, &descriptor,
                                               &descriptor, NULL, NULL);
    return status == STATUS_INVALID_DEVICE_REQUEST ? STATUS_SUCCESS : status;
}

static NTSTATUS SendOne(SENDER* Sender, SLOT* Slot, const struct bench_send* Order, LONGLONG Offset)
{
    switch (Order->kind) {
    case BENCH_SEND_REUSED: return SendReused(Sender, Slot, Order, Offset);
    case BENCH_SEND_CREATED: return SendCreated(Sender, Slot, Order, Offset);
    case BENCH_SEND_SYNC: return SendSync(Sender, Slot, Order, Offset);
    case BENCH_SEND_IOCTL: return SendIoctl(Sender);
    default: return STATUS_INVALID_PARAMETER;
    }
}

static NTSTATUS SendLoop(SENDER* Sender, const struct bench_send* Order)
{
    uint64_t random = Order->seed;
    uint64_t i;
    ULONG slot;
    NTSTATUS status = STATUS_SUCCESS;

    for (i = 0; i < Order->count && NT_SUCCESS(status); ++i)
        status = SendOne(Sender, &Sender->Slots[i % Order->depth], Order,
                         (LONGLONG)bench_offset(&random, Order->window));
    for (slot = 0; slot < Order->depth; ++slot) {
        NTSTATUS ended = AwaitIdle(&Sender->Slots[slot]);
        if (NT_SUCCESS(status))
            status = ended;
    }
    return status;
}

static NTSTATUS HandleSend(SENDER* Sender, WDFREQUEST Request)
{
    struct bench_send* order;
    NTSTATUS status = WdfRequestRetrieveInputBuffer(Request, sizeof(*order), (PVOID*)&order, NULL);

    if (!NT_SUCCESS(status))
        return status;
    if (order->window < BENCH_READ_BYTES || order->seed == 0 || order->depth == 0 ||
        order->depth > BENCH_SENDER_SLOTS || order->bytes > BENCH_READ_BYTES)
        return STATUS_INVALID_PARAMETER;
    return SendLoop(Sender, order);
}

/* ---- IOCTL_BENCH_CANCEL ---------------------------------------------------------------------- */

static NTSTATUS SendAndCancel(SENDER* Sender)
{
    SLOT* slot = &Sender->Slots[0];
    NTSTATUS status = Reuse(slot->Request);

    if (NT_SUCCESS(status))
        status = Format(Sender->Target, slot, BENCH_READ_BYTES, 0);
    if (!NT_SUCCESS(status))
        return status;
    WdfRequestSetCompletionRoutine(slot->Request, CancelDone, Sender);
    status = Send(Sender->Target, slot->Request, 0);
    if (NT_SUCCESS(status))
        WdfRequestCancelSentRequest(slot->Request);
    return status;
}

VOID CancelDone(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
                WDFCONTEXT Context)
{
    SENDER* sender = (SENDER*)Context;
    NTSTATUS status = Params->IoStatus.Status;

    UNREFERENCED_PARAMETER(Request);
    UNREFERENCED_PARAMETER(Target);
    if (status == STATUS_CANCELLED) {
        status = STATUS_SUCCESS;
        if (--sender->CancelsLeft != 0) {
            status = SendAndCancel(sender);
            if (NT_SUCCESS(status))
                return;
        }
    } else if (NT_SUCCESS(status)) {
        status = STATUS_UNSUCCESSFUL; /* nobody wrote anything */
    }
    WdfRequestComplete(sender->Pending, status);
}

/* Keeps the request until the last completion, unless this fails. */
static NTSTATUS HandleCancel(SENDER* Sender, WDFREQUEST Request)
{
    struct bench_cancel* order;
    NTSTATUS status = WdfRequestRetrieveInputBuffer(Request, sizeof(*order), (PVOID*)&order, NULL);

    if (!NT_SUCCESS(status))
        return status;
    if (order->count == 0)
        return STATUS_INVALID_PARAMETER;
    Sender->Pending = Request;
    Sender->CancelsLeft = order->count;
    return SendAndCancel(Sender);
}

/* ---- IOCTL_BENCH_RACE ------------------------------------------------------------------------ */

VOID RaceDone(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
              WDFCONTEXT Context)
{
    UNREFERENCED_PARAMETER(Request);
    UNREFERENCED_PARAMETER(Target);
    UNREFERENCED_PARAMETER(Params);
    KeSetEvent(&((SLOT*)Context)->Idle, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS HandleRace(SENDER* Sender)
{
    SLOT* slot = &Sender->Slots[0];
    NTSTATUS status = Format(Sender->Target, slot, BENCH_READ_BYTES, 0);

    if (!NT_SUCCESS(status))
        return status;
    WdfRequestSetCompletionRoutine(slot->Request, RaceDone, slot);
    status = Send(Sender->Target, slot->Request, 0);
    if (status == STATUS_CANCELLED) /* the cancel was first */
        return STATUS_SUCCESS;
    if (NT_SUCCESS(status))
        KeWaitForSingleObject(&slot->Idle, Executive, KernelMode, FALSE, NULL);
    return status;
}

/* ---- the device ------------------------------------------------------------------------------ */

VOID SenderIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                           size_t InputBufferLength, ULONG IoControlCode)
{
    SENDER* sender = SenderOf(WdfIoQueueGetDevice(Queue));
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    switch (IoControlCode) {
    case IOCTL_BENCH_SEND: status = HandleSend(sender, Request); break;
    case IOCTL_BENCH_CANCEL:
        status = HandleCancel(sender, Request);
        if (NT_SUCCESS(status))
            return;
        break;
    case IOCTL_BENCH_RACE: status = HandleRace(sender); break;
    case IOCTL_BENCH_RACE_CANCEL:
        WdfRequestCancelSentRequest(sender->Slots[0].Request);
        status = STATUS_SUCCESS;
        break;
    default: break;
    }
    WdfRequestComplete(Request, status);
}

static NTSTATUS MakeSlot(SENDER* Sender, SLOT* Slot)
{
    PVOID unused;
    NTSTATUS status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Sender->Target, &Slot->Request);

    KeInitializeEvent(&Slot->Idle, SynchronizationEvent, FALSE);
    if (NT_SUCCESS(status))
        status = WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'hcnB', BENCH_READ_BYTES,
                                 &Slot->Memory, &unused);
    return status;
}

static NTSTATUS MakeSender(WDFDEVICE Device)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Source");
    WDF_IO_TARGET_OPEN_PARAMS params;
    WDF_OBJECT_ATTRIBUTES attributes;
    SENDER* sender;
    NTSTATUS status;
    ULONG i;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SENDER);
    status = WdfObjectAllocateContext(Device, &attributes, (PVOID*)&sender);
    if (NT_SUCCESS(status))
        status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &sender->Target);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, FILE_READ_DATA);
    status = WdfIoTargetOpen(sender->Target, &params);
    for (i = 0; i < BENCH_SENDER_SLOTS && NT_SUCCESS(status); ++i)
        status = MakeSlot(sender, &sender->Slots[i]);
    return status;
}

/* A control device's driver needs one; the framework deletes the device. */
VOID SenderUnload(WDFDRIVER Driver)
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
    config.EvtDriverUnload = SenderUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    /* Parallel: a race needs two of its ioctls inside. */
    status = BenchCreateDevice(driver, WdfIoQueueDispatchParallel, SenderIoDeviceControl, &device);
    if (NT_SUCCESS(status))
        status = MakeSender(device);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}
