/*
 * A root-enumerated device that prints its PnP and power callbacks in order. FAIL_AT names one that
 * fails. Its control codes check what the device says about itself.
 */
#include "scenario.h"

#ifndef FAIL_AT
#define FAIL_AT 0
#endif
#define FAIL_PREPARE 1
#define FAIL_D0_ENTRY 2
#define FAIL_SELF_MANAGED 3
#define FAIL_QUERY_REMOVE 4

DECLARE_CONST_UNICODE_STRING(FdoName, L"\\Device\\ConformanceFdo");
DECLARE_CONST_UNICODE_STRING(FdoLink, L"\\DosDevices\\ConformanceFdo");

VOID ExpectEqual(ULONG64 Actual, ULONG64 Expected, const char* Text, const char* File, int Line)
{
    if (Actual != Expected)
        DbgPrint("%s:%d: %s\n  is 0x%I64x\n  not 0x%I64x\n", File, Line, Text, Actual, Expected);
}

static NTSTATUS Step(const char* Name, int Number)
{
    NOTE("%s\n", Name);
    return FAIL_AT == Number ? STATUS_DEVICE_CONFIGURATION_ERROR : STATUS_SUCCESS;
}

static NTSTATUS EvtPrepareHardware(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Raw);
    UNREFERENCED_PARAMETER(Translated);
    return Step("prepare hardware", FAIL_PREPARE);
}

static NTSTATUS EvtReleaseHardware(WDFDEVICE Device, WDFCMRESLIST Translated)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Translated);
    return Step("release hardware", -1);
}

static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
    UNREFERENCED_PARAMETER(Device);
    EXPECT_EQ(PreviousState, WdfPowerDeviceD3Final);
    return Step("D0 entry", FAIL_D0_ENTRY);
}

static NTSTATUS EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState)
{
    UNREFERENCED_PARAMETER(Device);
    EXPECT_EQ(TargetState, WdfPowerDeviceD3Final);
    return Step("D0 exit", -1);
}

static NTSTATUS EvtSelfManagedIoInit(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return Step("self-managed init", FAIL_SELF_MANAGED);
}

static NTSTATUS EvtSelfManagedIoSuspend(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return Step("self-managed suspend", -1);
}

static VOID EvtSelfManagedIoFlush(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    Step("self-managed flush", -1);
}

static VOID EvtSelfManagedIoCleanup(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    Step("self-managed cleanup", -1);
}

static NTSTATUS EvtQueryRemove(WDFDEVICE Device)
{
    UNREFERENCED_PARAMETER(Device);
    return Step("query remove", FAIL_QUERY_REMOVE);
}

static VOID EvtDeviceCleanup(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    NOTE("device cleanup\n");
}

static VOID EvtDeviceDestroy(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    NOTE("device destroy\n");
}

/* Facts 2, 43 and the WdfDevice* pages. */
static VOID CheckDevice(WDFDEVICE Device, WDFQUEUE Queue)
{
    const PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(Device);

    EXPECT(WdfDeviceGetIoTarget(Device) != NULL);
    EXPECT_EQ(WdfIoTargetGetState(WdfDeviceGetIoTarget(Device)), WdfIoTargetStarted);
    EXPECT_EQ(WdfIoTargetGetDevice(WdfDeviceGetIoTarget(Device)), Device);
    EXPECT_EQ(WdfIoTargetWdmGetTargetDeviceObject(WdfDeviceGetIoTarget(Device)),
              WdfDeviceWdmGetAttachedDevice(Device));
    EXPECT_EQ(WdfDeviceWdmGetAttachedDevice(Device), WdfDeviceWdmGetPhysicalDevice(Device));
    EXPECT_EQ(WdfDeviceGetDefaultQueue(Device), Queue);
    EXPECT_EQ(WdfWdmDeviceGetWdfDeviceHandle(wdm), Device);
    EXPECT_EQ(wdm->StackSize, 2);
    EXPECT_EQ(wdm->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO), DO_DIRECT_IO);
    EXPECT_EQ(wdm->Flags & DO_DEVICE_INITIALIZING, 0);
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    UNREFERENCED_PARAMETER(IoControlCode);
    CheckDevice(WdfIoQueueGetDevice(Queue), Queue);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID SetCallbacks(PWDFDEVICE_INIT DeviceInit)
{
    WDF_PNPPOWER_EVENT_CALLBACKS callbacks;

    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
    callbacks.EvtDevicePrepareHardware = EvtPrepareHardware;
    callbacks.EvtDeviceReleaseHardware = EvtReleaseHardware;
    callbacks.EvtDeviceD0Entry = EvtD0Entry;
    callbacks.EvtDeviceD0Exit = EvtD0Exit;
    callbacks.EvtDeviceSelfManagedIoInit = EvtSelfManagedIoInit;
    callbacks.EvtDeviceSelfManagedIoSuspend = EvtSelfManagedIoSuspend;
    callbacks.EvtDeviceSelfManagedIoFlush = EvtSelfManagedIoFlush;
    callbacks.EvtDeviceSelfManagedIoCleanup = EvtSelfManagedIoCleanup;
    callbacks.EvtDeviceQueryRemove = EvtQueryRemove;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &callbacks);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG queueConfig;
    WDFDEVICE device;
    WDFQUEUE queue;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    NOTE("device add\n");
    SetCallbacks(DeviceInit);
    WdfDeviceInitSetIoType(DeviceInit, WdfDeviceIoDirect);
    status = WdfDeviceInitAssignName(DeviceInit, &FdoName);
    if (!NT_SUCCESS(status))
        return status;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = EvtDeviceCleanup;
    attributes.EvtDestroyCallback = EvtDeviceDestroy;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status))
        return status;
    EXPECT_EQ(DeviceInit, NULL);
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queueConfig, WdfIoQueueDispatchSequential);
    queueConfig.EvtIoDeviceControl = EvtIoDeviceControl;
    status = WdfIoQueueCreate(device, &queueConfig, WDF_NO_OBJECT_ATTRIBUTES, &queue);
    if (!NT_SUCCESS(status))
        return status;
    return WdfDeviceCreateSymbolicLink(device, &FdoLink);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    NOTE("unload\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    config.EvtDriverUnload = EvtUnload;
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
