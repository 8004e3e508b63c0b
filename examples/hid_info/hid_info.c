/*
 * HID Info: asks a HID collection what it is, into structures of its own.
 *
 * A control device, \\.\HidInfo for an application. It opens the collection \Device\HidCollection
 * as a remote I/O target when it starts. HID_COLLECTION_INFORMATION is read into a local variable;
 * the preparsed data, whose size that says, into a memory object; and input reports into memory on
 * the stack again, with a timeout, because a device may be silent for ever.
 */
#include <hidclass.h>
#include <ntddk.h>
#include <wdf.h>

#include "hid_info.h"

#define HID_INFO_TAG 'fniH'
/* Input reports of this example's devices are no longer, the report id included. */
#define REPORT_LENGTH_MAX 64

typedef struct _DEVICE_CONTEXT {
    WDFIOTARGET Collection;
    HID_COLLECTION_INFORMATION Information;
    HIDP_CAPS Caps;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD HidInfoEvtDriverUnload;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL HidInfoEvtIoDeviceControl;

DECLARE_CONST_UNICODE_STRING(DeviceName, L"\\Device\\HidInfo");
DECLARE_CONST_UNICODE_STRING(LinkName, L"\\DosDevices\\HidInfo");
DECLARE_CONST_UNICODE_STRING(CollectionName, L"\\Device\\HidCollection");
/* The system and administrators. */
DECLARE_CONST_UNICODE_STRING(Security, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");

static NTSTATUS OpenCollection(_In_ WDFDEVICE Device)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    WDF_IO_TARGET_OPEN_PARAMS openParams;
    NTSTATUS status;

    PAGED_CODE();
    status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &context->Collection);
    if (!NT_SUCCESS(status))
        return status;
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&openParams, &CollectionName,
                                                GENERIC_READ | GENERIC_WRITE);
    openParams.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    return WdfIoTargetOpen(context->Collection, &openParams);
}

/* Into a local structure: the target writes where the descriptor points. */
static NTSTATUS QueryInformation(_In_ WDFIOTARGET Collection,
                                 _Out_ PHID_COLLECTION_INFORMATION Information)
{
    WDF_MEMORY_DESCRIPTOR output;
    ULONG_PTR bytes = 0;
    NTSTATUS status;

    PAGED_CODE();
    RtlZeroMemory(Information, sizeof(*Information));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, Information, sizeof(*Information));
    status = WdfIoTargetSendIoctlSynchronously(Collection, WDF_NO_HANDLE,
                                               IOCTL_HID_GET_COLLECTION_INFORMATION, NULL, &output,
                                               NULL, &bytes);
    if (NT_SUCCESS(status) && bytes != sizeof(*Information))
        return STATUS_DEVICE_PROTOCOL_ERROR;
    return status;
}

/* The size of preparsed data is known at run time only: a memory object holds them. */
static NTSTATUS QueryCaps(_In_ WDFIOTARGET Collection, _In_ ULONG DescriptorSize,
                          _Out_ PHIDP_CAPS Caps)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_MEMORY_DESCRIPTOR output;
    WDFMEMORY memory;
    PVOID preparsed;
    NTSTATUS status;

    PAGED_CODE();
    RtlZeroMemory(Caps, sizeof(*Caps));
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Collection;
    status = WdfMemoryCreate(&attributes, NonPagedPoolNx, HID_INFO_TAG, DescriptorSize, &memory,
                             &preparsed);
    if (!NT_SUCCESS(status))
        return status;
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&output, memory, NULL);
    status = WdfIoTargetSendIoctlSynchronously(
        Collection, WDF_NO_HANDLE, IOCTL_HID_GET_COLLECTION_DESCRIPTOR, NULL, &output, NULL, NULL);
    if (NT_SUCCESS(status))
        status = HidP_GetCaps((PHIDP_PREPARSED_DATA)preparsed, Caps);
    WdfObjectDelete(memory);
    return status;
}

static NTSTATUS CreateQueue(_In_ WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    PAGED_CODE();
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = HidInfoEvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static NTSTATUS SetUp(_In_ WDFDEVICE Device)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    NTSTATUS status;

    PAGED_CODE();
    status = WdfDeviceCreateSymbolicLink(Device, &LinkName);
    if (!NT_SUCCESS(status))
        return status;
    status = OpenCollection(Device);
    if (!NT_SUCCESS(status))
        return status;
    status = QueryInformation(context->Collection, &context->Information);
    if (!NT_SUCCESS(status))
        return status;
    status = QueryCaps(context->Collection, context->Information.DescriptorSize, &context->Caps);
    if (!NT_SUCCESS(status))
        return status;
    if (context->Caps.InputReportByteLength > REPORT_LENGTH_MAX)
        return STATUS_NOT_SUPPORTED;
    status = CreateQueue(Device);
    if (!NT_SUCCESS(status))
        return status;
    WdfControlFinishInitializing(Device);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDRIVER driver;
    PWDFDEVICE_INIT deviceInit;
    WDFDEVICE device;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = HidInfoEvtDriverUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;

    deviceInit = WdfControlDeviceInitAllocate(driver, &Security);
    if (deviceInit == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    /* The synchronous methods may be called at PASSIVE_LEVEL only. */
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDeviceInitAssignName(deviceInit, &DeviceName);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&deviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(deviceInit);
        return status;
    }
    /* What exists so far is deleted with the driver object when this fails. */
    return SetUp(device);
}

/* A driver without this callback cannot be unloaded. */
VOID HidInfoEvtDriverUnload(_In_ WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

static NTSTATUS GetInfo(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request)
{
    PHID_INFO info;
    NTSTATUS status;

    status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*info), (PVOID*)&info, NULL);
    if (!NT_SUCCESS(status))
        return status;
    info->VendorId = Context->Information.VendorID;
    info->ProductId = Context->Information.ProductID;
    info->VersionNumber = Context->Information.VersionNumber;
    info->UsagePage = Context->Caps.UsagePage;
    info->Usage = Context->Caps.Usage;
    info->InputReportLength = Context->Caps.InputReportByteLength;
    info->OutputReportLength = Context->Caps.OutputReportByteLength;
    info->FeatureReportLength = Context->Caps.FeatureReportByteLength;
    WdfRequestSetInformation(Request, sizeof(*info));
    return STATUS_SUCCESS;
}

static NTSTATUS GetNextReport(_In_ PDEVICE_CONTEXT Context, _In_ WDFREQUEST Request)
{
    const USHORT length = Context->Caps.InputReportByteLength;
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR input;
    UCHAR report[REPORT_LENGTH_MAX];
    ULONG_PTR bytes = 0;
    PVOID output;
    NTSTATUS status;

    status = WdfRequestRetrieveOutputBuffer(Request, length, &output, NULL);
    if (!NT_SUCCESS(status))
        return status;
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(HID_INFO_PATIENCE_MS));
    /* Room for one report and no more: the class driver returns as many as fit. */
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&input, report, length);
    status = WdfIoTargetSendReadSynchronously(Context->Collection, WDF_NO_HANDLE, &input, NULL,
                                              &options, &bytes);
    if (!NT_SUCCESS(status))
        return status;
    RtlCopyMemory(output, report, bytes);
    WdfRequestSetInformation(Request, bytes);
    return STATUS_SUCCESS;
}

VOID HidInfoEvtIoDeviceControl(_In_ WDFQUEUE Queue, _In_ WDFREQUEST Request,
                               _In_ size_t OutputBufferLength, _In_ size_t InputBufferLength,
                               _In_ ULONG IoControlCode)
{
    PDEVICE_CONTEXT context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    NTSTATUS status;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);

    switch (IoControlCode) {
    case IOCTL_HID_INFO_GET: status = GetInfo(context, Request); break;
    case IOCTL_HID_INFO_NEXT_REPORT: status = GetNextReport(context, Request); break;
    default: status = STATUS_INVALID_DEVICE_REQUEST; break;
    }
    WdfRequestComplete(Request, status);
}
