/*
 * Register Bank: the lower of two stacked drivers, the function driver of a device with sixteen
 * registers. It answers the internal device controls of register_bank.h and nothing else; what an
 * application may do is the upper driver's business.
 *
 * The hardware is played by the driver itself: the heater, switched on in the control register,
 * makes the temperature rise by a degree with each reading.
 */
#include <ntddk.h>
#include <wdf.h>

#include "register_bank.h"

typedef struct _DEVICE_CONTEXT {
    ULONG Registers[REGISTER_BANK_COUNT]; /* under the queue: one request at a time */
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD RegisterBankEvtDeviceAdd;
EVT_WDF_DEVICE_D0_ENTRY RegisterBankEvtDeviceD0Entry;
EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL RegisterBankEvtIoInternalDeviceControl;

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, RegisterBankEvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}

NTSTATUS RegisterBankEvtDeviceAdd(_In_ WDFDRIVER Driver, _Inout_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
    callbacks.EvtDeviceD0Entry = RegisterBankEvtDeviceD0Entry;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &callbacks);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    /* Sequential: a request has the registers to itself. */
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoInternalDeviceControl = RegisterBankEvtIoInternalDeviceControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

/* What the hardware would find when it gets power. */
NTSTATUS RegisterBankEvtDeviceD0Entry(_In_ WDFDEVICE Device,
                                      _In_ WDF_POWER_DEVICE_STATE PreviousState)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);

    UNREFERENCED_PARAMETER(PreviousState);
    RtlZeroMemory(context->Registers, sizeof(context->Registers));
    context->Registers[REGISTER_TEMPERATURE] = 2150;
    return STATUS_SUCCESS;
}

static ULONG ReadRegister(_In_ PDEVICE_CONTEXT Context, _In_ ULONG Number)
{
    const ULONG value = Context->Registers[Number];

    if (Number == REGISTER_TEMPERATURE &&
        (Context->Registers[REGISTER_CONTROL] & CONTROL_HEATER) != 0)
        Context->Registers[REGISTER_TEMPERATURE] += 100;
    return value;
}

/* The usual kind: buffers, which the framework finds by the transfer method of the code. */
static NTSTATUS Read(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request)
{
    PULONG number;
    PULONG value;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*number), (PVOID*)&number, NULL);
    if (!NT_SUCCESS(status))
        return status;
    if (*number >= REGISTER_BANK_COUNT)
        return STATUS_INVALID_PARAMETER;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*value), (PVOID*)&value, NULL);
    if (!NT_SUCCESS(status))
        return status;
    /* Input and output are one buffer: the number is gone after this line. */
    *value = ReadRegister(Context, *number);
    WdfRequestSetInformation(Request, sizeof(*value));
    return STATUS_SUCCESS;
}

/* The other kind: the arguments are in the stack location as they are. */
static NTSTATUS Exchange(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request)
{
    const REGISTER_EXCHANGE* exchange;
    WDF_REQUEST_PARAMETERS parameters;
    PULONG before;
    PULONG entry;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    exchange = (const REGISTER_EXCHANGE*)parameters.Parameters.Others.Arg1;
    before = (PULONG)parameters.Parameters.Others.Arg2;
    if (exchange == NULL || exchange->Number >= REGISTER_BANK_COUNT)
        return STATUS_INVALID_PARAMETER;
    entry = &Context->Registers[exchange->Number];
    if (before != NULL)
        *before = *entry;
    *entry = (*entry & ~exchange->Mask) | (exchange->Value & exchange->Mask);
    return STATUS_SUCCESS;
}

VOID RegisterBankEvtIoInternalDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                                            _In_ size_t OutputBufferLength,
                                            _In_ size_t InputBufferLength, _In_ ULONG IoControlCode)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    NTSTATUS status;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    switch (IoControlCode) {
    case IOCTL_INTERNAL_BANK_READ: status = Read(context, Request); break;
    case IOCTL_INTERNAL_BANK_EXCHANGE: status = Exchange(context, Request); break;
    default: status = STATUS_INVALID_DEVICE_REQUEST; break;
    }
    WdfRequestComplete(Request, status);
}
