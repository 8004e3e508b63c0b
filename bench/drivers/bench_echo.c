/*
 * Answers IOCTL_BENCH_ECHO from a default queue of the dispatch type BENCH_DISPATCH: the way of an
 * ioctl from an application to a driver and back, and nothing else.
 */
#include "bench_device.h"
#include "bench_ioctl.h"

C_ASSERT(IOCTL_BENCH_ECHO ==
         CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS));

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EchoIoDeviceControl;
EVT_WDF_DRIVER_UNLOAD EchoUnload;

static NTSTATUS Echo(WDFREQUEST Request)
{
    struct bench_echo* input;
    struct bench_echo* output;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*input), (PVOID*)&input, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*output), (PVOID*)&output, NULL);
    if (!NT_SUCCESS(status))
        return status;
    output->words[0] = ~input->words[0];
    output->words[1] = ~input->words[1];
    return STATUS_SUCCESS;
}

VOID EchoIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                         size_t InputBufferLength, ULONG IoControlCode)
{
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    if (IoControlCode == IOCTL_BENCH_ECHO)
        status = Echo(Request);
    WdfRequestCompleteWithInformation(Request, status,
                                      NT_SUCCESS(status) ? sizeof(struct bench_echo) : 0);
}

/* A control device's driver needs one; the framework deletes the device. */
VOID EchoUnload(WDFDRIVER Driver)
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
    config.EvtDriverUnload = EchoUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    status = BenchCreateDevice(driver, BENCH_DISPATCH, EchoIoDeviceControl, &device);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}
