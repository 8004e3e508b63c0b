/*
 * A filter on top of a target that hands on what it receives in each of the ways there are: facts
 * 26, 32, 51, 53, 56, 58, 70, 79.
 */
#include <ntddk.h>
#include <wdf.h>

#include "forward.h"

static ULONG g_way;

static VOID Expect(BOOLEAN Condition, const char* Text, int Line)
{
    if (!Condition)
        DbgPrint("line %d: %s\n", Line, Text);
}
#define EXPECT(condition) Expect((condition) != 0, #condition, __LINE__)

static WDFIOTARGET TargetOf(WDFREQUEST Request)
{
    return WdfDeviceGetIoTarget(WdfIoQueueGetDevice(WdfRequestGetIoQueue(Request)));
}

static VOID EvtDone(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
                    WDFCONTEXT Context)
{
    EXPECT(Target == TargetOf(Request));
    EXPECT(Params->Type == (WDF_REQUEST_TYPE)(ULONG_PTR)Context);
    EXPECT(WdfRequestGetStatus(Request) == Params->IoStatus.Status);
    EXPECT(WdfRequestGetInformation(Request) == Params->IoStatus.Information);
    WdfRequestComplete(Request, Params->IoStatus.Status);
}

static VOID SendOn(WDFREQUEST Request, WDF_REQUEST_TYPE Type)
{
    WdfRequestSetCompletionRoutine(Request, EvtDone, (WDFCONTEXT)(ULONG_PTR)Type);
    if (!WdfRequestSend(Request, TargetOf(Request), NULL))
        WdfRequestComplete(Request, WdfRequestGetStatus(Request));
}

static VOID SendWith(WDFREQUEST Request, ULONG Flags)
{
    WDF_REQUEST_SEND_OPTIONS options;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, Flags);
    if (!WdfRequestSend(Request, TargetOf(Request), &options) ||
        (Flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) == 0)
        WdfRequestComplete(Request, WdfRequestGetStatus(Request));
}

static WDFMEMORY MemoryOf(WDFREQUEST Request, BOOLEAN IsRead)
{
    WDFMEMORY memory = NULL;

    EXPECT(NT_SUCCESS(IsRead ? WdfRequestRetrieveOutputMemory(Request, &memory)
                             : WdfRequestRetrieveInputMemory(Request, &memory)));
    return memory;
}

static LONGLONG OffsetOf(WDFREQUEST Request)
{
    WDF_REQUEST_PARAMETERS parameters;

    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    return parameters.Parameters.Read.DeviceOffset;
}

static NTSTATUS Format(WDFREQUEST Sent, WDFREQUEST Received, BOOLEAN IsRead)
{
    const WDFMEMORY memory = MemoryOf(Received, IsRead);
    LONGLONG offset = OffsetOf(Received);

    if (IsRead)
        return WdfIoTargetFormatRequestForRead(TargetOf(Received), Sent, memory, NULL, &offset);
    return WdfIoTargetFormatRequestForWrite(TargetOf(Received), Sent, memory, NULL, &offset);
}

static VOID SendSynchronously(WDFREQUEST Request, PWDF_MEMORY_DESCRIPTOR Descriptor, BOOLEAN IsRead)
{
    const PIRP irp = WdfRequestWdmGetIrp(Request);
    const PVOID system = irp->AssociatedIrp.SystemBuffer;
    const PMDL mdl = irp->MdlAddress;
    const PVOID user = irp->UserBuffer;
    LONGLONG offset = OffsetOf(Request);
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    if (IsRead)
        status = WdfIoTargetSendReadSynchronously(TargetOf(Request), Request, Descriptor, &offset,
                                                  NULL, &bytes);
    else
        status = WdfIoTargetSendWriteSynchronously(TargetOf(Request), Request, Descriptor, &offset,
                                                   NULL, &bytes);
    /* Fact 51. */
    EXPECT(irp->AssociatedIrp.SystemBuffer == system);
    EXPECT(irp->MdlAddress == mdl);
    EXPECT(irp->UserBuffer == user);
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

static VOID SendMemory(WDFREQUEST Request, BOOLEAN IsRead)
{
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, MemoryOf(Request, IsRead), NULL);
    SendSynchronously(Request, &descriptor, IsRead);
}

static VOID SendMdl(WDFREQUEST Request, size_t Length, BOOLEAN IsRead)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    PMDL mdl = NULL;
    PMDL again = NULL;

    if (IsRead)
        EXPECT(NT_SUCCESS(WdfRequestRetrieveOutputWdmMdl(Request, &mdl)) &&
               NT_SUCCESS(WdfRequestRetrieveOutputWdmMdl(Request, &again)));
    else
        EXPECT(NT_SUCCESS(WdfRequestRetrieveInputWdmMdl(Request, &mdl)) &&
               NT_SUCCESS(WdfRequestRetrieveInputWdmMdl(Request, &again)));
    EXPECT(mdl == again);
    EXPECT(MmGetMdlByteCount(mdl) == Length);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, mdl, (ULONG)Length);
    SendSynchronously(Request, &descriptor, IsRead);
}

static VOID SendCreated(WDFREQUEST Request, BOOLEAN IsRead, BOOLEAN Delete)
{
    WDF_REQUEST_SEND_OPTIONS options;
    WDFREQUEST created;
    ULONG_PTR bytes;
    NTSTATUS status;

    EXPECT(NT_SUCCESS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, TargetOf(Request), &created)));
    EXPECT(NT_SUCCESS(Format(created, Request, IsRead)));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
    EXPECT(WdfRequestSend(created, TargetOf(Request), &options));
    status = WdfRequestGetStatus(created);
    bytes = WdfRequestGetInformation(created);
    if (Delete)
        WdfObjectDelete(created);
    WdfRequestCompleteWithInformation(Request, status, bytes);
}

static VOID Forward(WDFREQUEST Request, size_t Length, BOOLEAN IsRead)
{
    switch (g_way) {
    case ForwardCurrentType:
        WdfRequestFormatRequestUsingCurrentType(Request);
        SendOn(Request, WdfRequestTypeNoFormat);
        break;
    case ForwardCurrentTypeWaiting:
        WdfRequestFormatRequestUsingCurrentType(Request);
        SendWith(Request, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
        break;
    case ForwardForgetSkipping: SendWith(Request, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET); break;
    case ForwardForgetCopying:
        WdfRequestFormatRequestUsingCurrentType(Request);
        SendWith(Request, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
        break;
    case ForwardFormatted:
        EXPECT(NT_SUCCESS(Format(Request, Request, IsRead)));
        SendOn(Request, IsRead ? WdfRequestTypeRead : WdfRequestTypeWrite);
        break;
    case ForwardSynchronously: SendMemory(Request, IsRead); break;
    case ForwardDriverCreated: SendCreated(Request, IsRead, TRUE); break;
    case ForwardDriverCreatedTooLong: SendCreated(Request, IsRead, FALSE); break;
    case ForwardWithoutRoutine:
        WdfRequestFormatRequestUsingCurrentType(Request);
        EXPECT(!WdfRequestSend(Request, TargetOf(Request), NULL));
        WdfRequestComplete(Request, WdfRequestGetStatus(Request));
        break;
    case ForwardForgetFormatted:
        EXPECT(NT_SUCCESS(Format(Request, Request, IsRead)));
        SendWith(Request, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
        break;
    case ForwardWithStackLocation:
        WdfRequestWdmFormatUsingStackLocation(
            Request, IoGetCurrentIrpStackLocation(WdfRequestWdmGetIrp(Request)));
        SendOn(Request, WdfRequestTypeNoFormat);
        break;
    default: SendMdl(Request, Length, IsRead); break;
    }
}

static VOID EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    Forward(Request, Length, TRUE);
}

static VOID EvtIoWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    Forward(Request, Length, FALSE);
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    g_way = ((IoControlCode >> 2) & 0xFFF) - 0x900;
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID EvtRequestCleanup(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    if (g_way == ForwardForgetSkipping)
        DbgPrint("cleanup\n");
}

static VOID EvtRequestDestroy(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    if (g_way == ForwardForgetSkipping)
        DbgPrint("destroy\n");
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WdfFdoInitSetFilter(DeviceInit);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = EvtRequestCleanup;
    attributes.EvtDestroyCallback = EvtRequestDestroy;
    WdfDeviceInitSetRequestAttributes(DeviceInit, &attributes);
    status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoRead = EvtIoRead;
    config.EvtIoWrite = EvtIoWrite;
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
