/* Control devices and what WdfDeviceCreate, WdfIoQueueCreate and WdfDriverCreate check. */
#include "scenario.h"

#include "control.h"

DECLARE_CONST_UNICODE_STRING(SecondName, L"\\Device\\Second");
DECLARE_CONST_UNICODE_STRING(SecondLink, L"\\DosDevices\\Second");
DECLARE_CONST_UNICODE_STRING(SecondSecurity, L"D:P");

static WDFDEVICE g_second;

static NTSTATUS CreateNamed(WDFDRIVER Driver, PCUNICODE_STRING Name, WDFDEVICE* Device)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &SecondSecurity);
    NTSTATUS status;

    EXPECT(init != NULL);
    EXPECT_STATUS(WdfDeviceInitAssignName(init, Name), STATUS_SUCCESS);
    WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NULL);
    WdfDeviceInitSetCharacteristics(init, FILE_DEVICE_SECURE_OPEN, FALSE);
    WdfDeviceInitSetIoType(init, WdfDeviceIoNeither);
    status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, Device);
    EXPECT_EQ(init == NULL, NT_SUCCESS(status));
    if (init != NULL)
        WdfDeviceInitFree(init);
    return status;
}

/* Fact 2. */
SCENARIO(WhatAControlDeviceHas)
{
    WDFDEVICE device;
    PDEVICE_OBJECT wdm;

    EXPECT_EQ(WdfDeviceGetIoTarget(Scenario->Device), NULL);
    EXPECT_EQ(WdfDeviceGetDefaultQueue(Scenario->Device), Scenario->Queue);
    EXPECT_EQ(WdfDeviceWdmGetAttachedDevice(Scenario->Device), NULL);
    EXPECT_EQ(WdfDeviceWdmGetPhysicalDevice(Scenario->Device), NULL);
    EXPECT_EQ(WdfDeviceWdmGetDeviceObject(Scenario->Device)->Flags &
                  (DO_BUFFERED_IO | DO_DIRECT_IO | DO_DEVICE_INITIALIZING),
              DO_BUFFERED_IO);
    EXPECT_EQ(WdfDriverWdmGetDriverObject(Scenario->Driver),
              WdfDeviceWdmGetDeviceObject(Scenario->Device)->DriverObject);

    EXPECT_STATUS(CreateNamed(Scenario->Driver, NULL, &device), STATUS_SUCCESS);
    wdm = WdfDeviceWdmGetDeviceObject(device);
    EXPECT_EQ(wdm->DeviceType, FILE_DEVICE_NULL);
    EXPECT_EQ(wdm->Characteristics & FILE_DEVICE_SECURE_OPEN, FILE_DEVICE_SECURE_OPEN);
    EXPECT_EQ(wdm->StackSize, 1);
    EXPECT_EQ(wdm->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO), 0);
    EXPECT_EQ(WdfDeviceGetDefaultQueue(device), NULL);
    WdfObjectDelete(device);
    return STATUS_SUCCESS;
}

SCENARIO(NamesAreUnique)
{
    WDFDEVICE first;
    WDFDEVICE second;

    EXPECT_STATUS(CreateNamed(Scenario->Driver, &SecondName, &first), STATUS_SUCCESS);
    EXPECT_STATUS(CreateNamed(Scenario->Driver, &SecondName, &second),
                  STATUS_OBJECT_NAME_COLLISION);
    EXPECT_STATUS(WdfDeviceCreateSymbolicLink(first, &SecondLink), STATUS_SUCCESS);
    EXPECT_STATUS(WdfDeviceCreateSymbolicLink(first, &SecondLink), STATUS_OBJECT_NAME_COLLISION);
    WdfObjectDelete(first);
    /* Name and link went with it. */
    EXPECT_STATUS(CreateNamed(Scenario->Driver, &SecondName, &second), STATUS_SUCCESS);
    EXPECT_STATUS(WdfDeviceCreateSymbolicLink(second, &SecondLink), STATUS_SUCCESS);
    WdfObjectDelete(second);
    return STATUS_SUCCESS;
}

SCENARIO(LeavesADeviceUnfinished)
{
    EXPECT_STATUS(CreateNamed(Scenario->Driver, &SecondName, &g_second), STATUS_SUCCESS);
    return WdfDeviceCreateSymbolicLink(g_second, &SecondLink);
}

SCENARIO(FinishesIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfControlFinishInitializing(g_second);
    return STATUS_SUCCESS;
}

SCENARIO(DeletesIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectDelete(g_second);
    return STATUS_SUCCESS;
}

SCENARIO(InitCanBeFreedUnused)
{
    WdfDeviceInitFree(WdfControlDeviceInitAllocate(Scenario->Driver, &SecondSecurity));
    return STATUS_SUCCESS;
}

SCENARIO(LinksNeedAName)
{
    WDFDEVICE device;

    EXPECT_STATUS(CreateNamed(Scenario->Driver, NULL, &device), STATUS_SUCCESS);
    EXPECT_STATUS(WdfDeviceCreateSymbolicLink(device, &SecondLink), STATUS_INVALID_DEVICE_STATE);
    WdfObjectDelete(device);
    return STATUS_SUCCESS;
}

static VOID EvtIoDefault(WDFQUEUE Queue, WDFREQUEST Request)
{
    UNREFERENCED_PARAMETER(Queue);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

/* The WdfIoQueueCreate page. */
SCENARIO(QueuesAreChecked)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFQUEUE queue;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchParallel);
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue),
                  STATUS_WDF_NO_CALLBACK);
    config.EvtIoDefault = EvtIoDefault;
    EXPECT_EQ(config.Settings.Parallel.NumberOfPresentedRequests, (ULONG)-1);
    config.Settings.Parallel.NumberOfPresentedRequests = 0;
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue),
                  STATUS_INVALID_PARAMETER);
    WDF_IO_QUEUE_CONFIG_INIT(&config, (WDF_IO_QUEUE_DISPATCH_TYPE)9);
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue),
                  STATUS_INVALID_PARAMETER);
    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    config.Size += 4;
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue),
                  STATUS_INFO_LENGTH_MISMATCH);
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchManual);
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue), STATUS_UNSUCCESSFUL);
    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    EXPECT_STATUS(WdfIoQueueCreate(Scenario->Device, &config, NULL, &queue), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoQueueGetDevice(queue), Scenario->Device);
    EXPECT_STATUS(WdfDeviceConfigureRequestDispatching(Scenario->Device, queue, WdfRequestTypeRead),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfDeviceConfigureRequestDispatching(Scenario->Device, queue, WdfRequestTypeRead),
                  STATUS_WDF_BUSY);
    EXPECT_STATUS(WdfDeviceConfigureRequestDispatching(Scenario->Device, queue, WdfRequestTypeUsb),
                  STATUS_INVALID_PARAMETER);
    return STATUS_SUCCESS;
}

SCENARIO(DriverIsCreatedOnce)
{
    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_VERSION_AVAILABLE_PARAMS version;
    WDFDRIVER driver;
    UNICODE_STRING path;

    RtlInitUnicodeString(&path, L"\\Registry\\Machine\\X");
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    EXPECT_STATUS(WdfDriverCreate(WdfDriverWdmGetDriverObject(Scenario->Driver), &path,
                                  WDF_NO_OBJECT_ATTRIBUTES, &config, &driver),
                  STATUS_DRIVER_INTERNAL_ERROR);
    EXPECT_EQ(WdfGetDriver(), Scenario->Driver);
    EXPECT(WdfDriverGetRegistryPath(Scenario->Driver) != NULL);
    WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(&version, 1, 33);
    EXPECT(WdfDriverIsVersionAvailable(Scenario->Driver, &version));
    WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(&version, 1, 99);
    EXPECT(!WdfDriverIsVersionAvailable(Scenario->Driver, &version));
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(CONTROL_SCENARIOS)
