/*
 * Control devices that differ in synchronization scope and execution level; their parallel queues
 * answer an ioctl with the IRQL of the handler, and how many of the device ran at once at most.
 */
#include <ntddk.h>
#include <wdf.h>

#include "scope.h"

typedef struct _DEVICE_STATE {
    volatile LONG Inside;
    volatile LONG Most;
} DEVICE_STATE;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_STATE, StateOf)

DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

/* Long enough for another handler to come in, where none is kept out. */
static VOID Linger(WDFREQUEST Request)
{
    LARGE_INTEGER interval;
    ULONG i;

    interval.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    if (KeGetCurrentIrql() == PASSIVE_LEVEL)
        KeDelayExecutionThread(KernelMode, FALSE, &interval);
    for (i = 0; i < 20; ++i)
        WdfRequestGetRequestorMode(Request);
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    DEVICE_STATE* const state = StateOf(WdfIoQueueGetDevice(Queue));
    const LONG inside = InterlockedIncrement(&state->Inside);
    LONG most;
    SCOPE_ANSWER* answer = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    UNREFERENCED_PARAMETER(IoControlCode);
    while (inside > (most = ReadNoFence(&state->Most)))
        InterlockedCompareExchange(&state->Most, inside, most);
    Linger(Request);
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*answer), (PVOID*)&answer, NULL);
    if (NT_SUCCESS(status)) {
        answer->Irql = KeGetCurrentIrql();
        answer->Most = (unsigned)ReadNoFence(&state->Most);
    }
    InterlockedDecrement(&state->Inside);
    WdfRequestCompleteWithInformation(Request, status, sizeof(*answer));
}

static NTSTATUS MakeQueue(WDFDEVICE Device, WDF_EXECUTION_LEVEL Level)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = Level;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, &attributes, WDF_NO_HANDLE);
}

/* Fact 112: a queue of the other level does not fit under a device's lock. */
static NTSTATUS MakeQueues(WDFDEVICE Device, WDF_SYNCHRONIZATION_SCOPE Scope,
                           WDF_EXECUTION_LEVEL Level)
{
    const WDF_EXECUTION_LEVEL other =
        Level == WdfExecutionLevelPassive ? WdfExecutionLevelDispatch : WdfExecutionLevelPassive;

    if (Scope == WdfSynchronizationScopeDevice &&
        MakeQueue(Device, other) != STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL)
        DbgPrint("a queue of the other level was made\n");
    return MakeQueue(Device, WdfExecutionLevelInheritFromParent);
}

static NTSTATUS MakeDevice(WDFDRIVER Driver, const WCHAR* Name, WDF_SYNCHRONIZATION_SCOPE Scope,
                           WDF_EXECUTION_LEVEL Level)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    WDF_OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING name;
    WDFDEVICE device;
    NTSTATUS status;

    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlInitUnicodeString(&name, Name);
    status = WdfDeviceInitAssignName(init, &name);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_STATE);
    attributes.SynchronizationScope = Scope;
    attributes.ExecutionLevel = Level;
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    status = MakeQueues(device, Scope, Level);
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
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\ScopeDevicePassive", WdfSynchronizationScopeDevice,
                            WdfExecutionLevelPassive);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\ScopeDeviceDispatch", WdfSynchronizationScopeDevice,
                            WdfExecutionLevelDispatch);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\ScopeQueuePassive", WdfSynchronizationScopeQueue,
                            WdfExecutionLevelPassive);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\ScopeNone", WdfSynchronizationScopeNone,
                            WdfExecutionLevelPassive);
    return status;
}
