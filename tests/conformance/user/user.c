/* \\.\User: a driver of the user-mode framework that sends to the recorder's devices. */
#include <windows.h>

#include <wdf.h>

#include "recorder.h"
#include "user.h"

#define LENGTH 4

/* Leaves the function with the line where something is not as it should be. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            return __LINE__;                                                                       \
    } while (0)

static ULONG Open(WDFDEVICE Device, PCUNICODE_STRING Name, WDFIOTARGET* Target)
{
    WDF_IO_TARGET_OPEN_PARAMS params;

    CHECK(NT_SUCCESS(WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, Target)));
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, Name, GENERIC_READ | GENERIC_WRITE);
    CHECK(NT_SUCCESS(WdfIoTargetOpen(*Target, &params)));
    return 0;
}

static BOOLEAN Counted(const UCHAR* Bytes, UCHAR First)
{
    ULONG i;

    for (i = 0; i < LENGTH; ++i) {
        if (Bytes[i] != (UCHAR)(First + i))
            return FALSE;
    }
    return TRUE;
}

/* Whatever the lower device wants, the bytes are in the driver's own memory. */
static ULONG TransferWith(WDFIOTARGET Target)
{
    WDF_MEMORY_DESCRIPTOR input;
    WDF_MEMORY_DESCRIPTOR output;
    UCHAR bytes[LENGTH] = {0};
    UCHAR answer[LENGTH] = {0};
    LONGLONG offset = 9;
    ULONG_PTR moved = 0;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, bytes, LENGTH);
    CHECK(WdfIoTargetSendReadSynchronously(Target, NULL, &output, &offset, NULL, &moved) == 0);
    CHECK(moved == LENGTH && Counted(bytes, 9));
    CHECK(WdfIoTargetSendWriteSynchronously(Target, NULL, &output, NULL, NULL, &moved) == 0);
    CHECK(moved == LENGTH);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&input, bytes, LENGTH);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, answer, LENGTH);
    CHECK(WdfIoTargetSendIoctlSynchronously(Target, NULL,
                                            RECORDER_CODE(RECORDER_INCREMENT, METHOD_BUFFERED),
                                            &input, &output, NULL, &moved) == 0);
    CHECK(moved == LENGTH && Counted(answer, 10) && Counted(bytes, 9));
    return 0;
}

static ULONG Transfers(WDFDEVICE Device)
{
    static DECLARE_CONST_UNICODE_STRING(buffered, L"\\Device\\RecorderBuffered");
    static DECLARE_CONST_UNICODE_STRING(direct, L"\\Device\\RecorderDirect");
    static DECLARE_CONST_UNICODE_STRING(neither, L"\\Device\\RecorderNeither");
    const PCUNICODE_STRING names[] = {&buffered, &direct, &neither};
    WDFIOTARGET target;
    ULONG line = 0;
    ULONG i;

    for (i = 0; i < ARRAYSIZE(names) && line == 0; ++i) {
        line = Open(Device, names[i], &target);
        if (line == 0)
            line = TransferWith(target);
        WdfObjectDelete(target);
    }
    return line;
}

static ULONG RefusesAnMdl(WDFDEVICE Device)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\RecorderBuffered");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFIOTARGET target;
    ULONG line = Open(Device, &name, &target);
    ULONG_PTR moved = 77;

    if (line != 0)
        return line;
    RtlZeroMemory(&descriptor, sizeof(descriptor));
    descriptor.Type = WdfMemoryDescriptorTypeMdl;
    descriptor.u.MdlType.Mdl = (PMDL)&descriptor;
    descriptor.u.MdlType.BufferLength = LENGTH;
    CHECK(WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, NULL, &moved) ==
          STATUS_INVALID_PARAMETER);
    CHECK(moved == 77);
    WdfObjectDelete(target);
    return 0;
}

/* The request's own buffers come back with the end of the format. */
static ULONG Forwards(WDFDEVICE Device, WDFREQUEST Request)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\RecorderBuffered");
    WDF_REQUEST_SEND_OPTIONS options;
    WDFIOTARGET target;
    WDFMEMORY memory;
    PVOID before;
    PVOID after;
    PVOID bytes;
    ULONG line = Open(Device, &name, &target);

    if (line != 0)
        return line;
    CHECK(NT_SUCCESS(WdfRequestRetrieveOutputBuffer(Request, 1, &before, NULL)));
    CHECK(NT_SUCCESS(
        WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, LENGTH, &memory, &bytes)));
    CHECK(NT_SUCCESS(WdfIoTargetFormatRequestForRead(target, Request, memory, NULL, NULL)));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
    CHECK(WdfRequestSend(Request, target, &options));
    CHECK(NT_SUCCESS(WdfRequestGetStatus(Request)));
    CHECK(Counted((const UCHAR*)bytes, 0));
    CHECK(NT_SUCCESS(WdfRequestChangeTarget(Request, target)));
    CHECK(NT_SUCCESS(WdfRequestRetrieveOutputBuffer(Request, 1, &after, NULL)));
    CHECK(before == after);
    WdfObjectDelete(memory);
    WdfObjectDelete(target);
    return 0;
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    const WDFDEVICE device = WdfIoQueueGetDevice(Queue);
    ULONG line = __LINE__;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    switch (IoControlCode) {
    case USER_CODE(USER_TRANSFERS): line = Transfers(device); break;
    case USER_CODE(USER_REFUSES_AN_MDL): line = RefusesAnMdl(device); break;
    case USER_CODE(USER_FORWARDS): line = Forwards(device, Request); break;
    case USER_CODE(USER_VIOLATES): WdfIoTargetClose((WDFIOTARGET)Queue); break;
    default: break;
    }
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, line);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    static DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\User");
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreateSymbolicLink(device, &link);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
