/*
 * Thermometer: the upper of two stacked drivers. It makes a thermometer of the register bank below,
 * for applications: each of their control codes becomes one or two internal device controls of
 * register_bank.h, sent to the local target and waited for.
 */
#include <ntddk.h>
#include <wdf.h>

#include "register_bank.h"
#include "thermometer.h"

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD ThermometerEvtDeviceAdd;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL ThermometerEvtIoDeviceControl;

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, ThermometerEvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}

NTSTATUS ThermometerEvtDeviceAdd(_In_ WDFDRIVER Driver, _Inout_ PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    WdfFdoInitSetFilter(DeviceInit);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    /* The synchronous methods may be called at PASSIVE_LEVEL only. */
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = ThermometerEvtIoDeviceControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

/* An internal device control with buffers. */
static NTSTATUS ReadRegister(_In_ WDFIOTARGET Bank, _In_ ULONG Number, _Out_ PULONG Value)
{
    WDF_MEMORY_DESCRIPTOR input;
    WDF_MEMORY_DESCRIPTOR output;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    *Value = 0;
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&input, &Number, sizeof(Number));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, Value, sizeof(*Value));
    status = WdfIoTargetSendInternalIoctlSynchronously(
        Bank, WDF_NO_HANDLE, IOCTL_INTERNAL_BANK_READ, &input, &output, NULL, &bytes);
    if (NT_SUCCESS(status) && bytes != sizeof(*Value))
        return STATUS_DEVICE_PROTOCOL_ERROR;
    return status;
}

/* An internal device control with arguments: the descriptors carry addresses, and their lengths do
 * not reach the driver below. */
static NTSTATUS WriteRegister(_In_ WDFIOTARGET Bank, _In_ ULONG Number, _In_ ULONG Mask,
                              _In_ ULONG Value, _Out_ PULONG Before)
{
    REGISTER_EXCHANGE exchange;
    WDF_MEMORY_DESCRIPTOR first;
    WDF_MEMORY_DESCRIPTOR second;

    *Before = 0;
    exchange.Number = Number;
    exchange.Mask = Mask;
    exchange.Value = Value;
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&first, &exchange, sizeof(exchange));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&second, Before, sizeof(*Before));
    return WdfIoTargetSendInternalIoctlOthersSynchronously(
        Bank, WDF_NO_HANDLE, IOCTL_INTERNAL_BANK_EXCHANGE, &first, &second, NULL, NULL, NULL);
}

static NTSTATUS Read(_In_ WDFIOTARGET Bank, _In_ WDFREQUEST Request)
{
    PULONG temperature;
    NTSTATUS status;

    status =
        WdfRequestRetrieveOutputBuffer(Request, sizeof(*temperature), (PVOID*)&temperature, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = ReadRegister(Bank, REGISTER_TEMPERATURE, temperature);
    if (NT_SUCCESS(status))
        WdfRequestSetInformation(Request, sizeof(*temperature));
    return status;
}

static NTSTATUS Heat(_In_ WDFIOTARGET Bank, _In_ WDFREQUEST Request)
{
    PULONG wanted;
    PULONG wasOn;
    ULONG before;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*wanted), (PVOID*)&wanted, NULL);
    if (!NT_SUCCESS(status))
        return status;
    if (*wanted > 1)
        return STATUS_INVALID_PARAMETER;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*wasOn), (PVOID*)&wasOn, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = WriteRegister(Bank, REGISTER_CONTROL, CONTROL_HEATER,
                           *wanted != 0 ? CONTROL_HEATER : 0, &before);
    if (!NT_SUCCESS(status))
        return status;
    *wasOn = (before & CONTROL_HEATER) != 0 ? 1 : 0;
    WdfRequestSetInformation(Request, sizeof(*wasOn));
    return STATUS_SUCCESS;
}

VOID ThermometerEvtIoDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                                   _In_ size_t OutputBufferLength, _In_ size_t InputBufferLength,
                                   _In_ ULONG IoControlCode)
{
    WDFIOTARGET bank = WdfDeviceGetIoTarget(WdfIoQueueGetDevice(Queue));
    NTSTATUS status;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    switch (IoControlCode) {
    case IOCTL_THERMOMETER_READ: status = Read(bank, Request); break;
    case IOCTL_THERMOMETER_HEAT: status = Heat(bank, Request); break;
    default: status = STATUS_INVALID_DEVICE_REQUEST; break;
    }
    WdfRequestComplete(Request, status);
}
