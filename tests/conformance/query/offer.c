/* \Device\Offer: a function driver whose device offers interfaces to others
 * (WdfDeviceAddQueryInterface). References are printed. */
#include <initguid.h>

#include <ntddk.h>
#include <wdf.h>

#include "offer.h"
#include "scenario.h"

VOID ExpectEqual(ULONG64 Actual, ULONG64 Expected, const char* Text, const char* File, int Line)
{
    if (Actual != Expected)
        DbgPrint("%s:%d: %s\n  is 0x%I64x\n  not 0x%I64x\n", File, Line, Text, Actual, Expected);
}

static VOID Reference(PVOID Context)
{
    NOTE("reference %u\n", (ULONG)(ULONG_PTR)Context);
}

static VOID Dereference(PVOID Context)
{
    NOTE("dereference %u\n", (ULONG)(ULONG_PTR)Context);
}

static ULONG Double(PVOID Context, ULONG Value)
{
    UNREFERENCED_PARAMETER(Context);
    return 2 * Value;
}

static NTSTATUS EvtProcess(WDFDEVICE Device, LPGUID Type, PINTERFACE Exposed, PVOID SpecificData)
{
    const POFFER_INTERFACE offer = (POFFER_INTERFACE)Exposed;

    EXPECT(Device != NULL);
    if (IsEqualGUID(Type, &OFFER_DENIED))
        return STATUS_ACCESS_DENIED;
    if (IsEqualGUID(Type, &OFFER_PASSED))
        return STATUS_NOT_SUPPORTED;
    if (IsEqualGUID(Type, &OFFER_SEEN)) {
        EXPECT_EQ(offer->Double, Double);
        offer->Word = *(PULONG)SpecificData;
        return STATUS_SUCCESS;
    }
    EXPECT(IsEqualGUID(Type, &OFFER_IMPORT));
    offer->Word *= 2;
    offer->Double = Double;
    offer->Head.InterfaceReference = NULL;
    return STATUS_SUCCESS;
}

static VOID Fill(POFFER_INTERFACE Offer, ULONG Context)
{
    RtlZeroMemory(Offer, sizeof(*Offer));
    Offer->Head.Size = sizeof(*Offer);
    Offer->Head.Version = OFFER_VERSION;
    Offer->Head.Context = (PVOID)(ULONG_PTR)Context;
    Offer->Head.InterfaceReference = Reference;
    Offer->Head.InterfaceDereference = Dereference;
    Offer->Double = Double;
    Offer->Word = 1;
}

static NTSTATUS Add(WDFDEVICE Device, const GUID* Type, ULONG Context,
                    PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST Process)
{
    WDF_QUERY_INTERFACE_CONFIG config;
    OFFER_INTERFACE offer;

    Fill(&offer, Context);
    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &offer.Head, Type, Process);
    return WdfDeviceAddQueryInterface(Device, &config);
}

static VOID ExpectChecks(WDFDEVICE Device)
{
    WDF_QUERY_INTERFACE_CONFIG config;
    OFFER_INTERFACE offer;

    Fill(&offer, 0);
    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &offer.Head, &OFFER_PLAIN, NULL);
    config.Size -= 1;
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Device, &config), STATUS_INFO_LENGTH_MISMATCH);
    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, NULL, &OFFER_PLAIN, EvtProcess);
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Device, &config), STATUS_INVALID_PARAMETER);
    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &offer.Head, &OFFER_PLAIN, NULL);
    config.ImportInterface = TRUE;
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Device, &config), STATUS_INVALID_PARAMETER);
    config.ImportInterface = FALSE;
    config.SendQueryToParentStack = TRUE;
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Device, &config), STATUS_INVALID_PARAMETER);
    config.SendQueryToParentStack = FALSE;
    offer.Head.Size = sizeof(INTERFACE) - 1;
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Device, &config), STATUS_INVALID_PARAMETER);
}

static NTSTATUS AddAll(WDFDEVICE Device)
{
    NTSTATUS status = Add(Device, &OFFER_PLAIN, 1, NULL);

    if (NT_SUCCESS(status))
        status = Add(Device, &OFFER_SEEN, 2, EvtProcess);
    if (NT_SUCCESS(status))
        status = Add(Device, &OFFER_DENIED, 3, EvtProcess);
    if (NT_SUCCESS(status))
        status = Add(Device, &OFFER_PASSED, 4, EvtProcess);
    return status;
}

static NTSTATUS AddImport(WDFDEVICE Device)
{
    WDF_QUERY_INTERFACE_CONFIG config;

    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, NULL, &OFFER_IMPORT, EvtProcess);
    config.ImportInterface = TRUE;
    return WdfDeviceAddQueryInterface(Device, &config);
}

/* Who is in the stack asks its top as well. */
static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE From)
{
    OFFER_INTERFACE offer;

    UNREFERENCED_PARAMETER(From);
    RtlZeroMemory(&offer, sizeof(offer));
    EXPECT_STATUS(WdfIoTargetQueryForInterface(WdfDeviceGetIoTarget(Device), &OFFER_PLAIN,
                                               &offer.Head, sizeof(offer), OFFER_VERSION, NULL),
                  STATUS_SUCCESS);
    EXPECT_EQ(offer.Double, Double);
    RtlZeroMemory(&offer, sizeof(offer));
    EXPECT_STATUS(WdfFdoQueryForInterface(Device, &OFFER_PLAIN, &offer.Head, sizeof(offer),
                                          OFFER_VERSION, NULL),
                  STATUS_SUCCESS);
    EXPECT_EQ(offer.Double, Double);
    EXPECT_STATUS(WdfFdoQueryForInterface(Device, &OFFER_NOBODYS, &offer.Head, sizeof(offer),
                                          OFFER_VERSION, NULL),
                  STATUS_NOT_SUPPORTED);
    return STATUS_SUCCESS;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
    static DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Offer");
    WDF_PNPPOWER_EVENT_CALLBACKS power;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&power);
    power.EvtDeviceD0Entry = EvtD0Entry;
    WdfDeviceInitSetPnpPowerEventCallbacks(Init, &power);
    status = WdfDeviceInitAssignName(Init, &name);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
        return status;
    ExpectChecks(device);
    status = AddAll(device);
    return NT_SUCCESS(status) ? AddImport(device) : status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
