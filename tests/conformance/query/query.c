/* What the device behind a target is asked: interfaces, properties, its physical device (facts 83
 * and 90, section 5 of io-target-semantics). */
#include <initguid.h>

#include "offer.h"
#include "query.h"
#include "targets.h"

#define OFFER L"\\Device\\Offer"

static NTSTATUS Query(WDFIOTARGET Target, const GUID* Type, POFFER_INTERFACE Offer, PVOID Data)
{
    return WdfIoTargetQueryForInterface(Target, Type, &Offer->Head, sizeof(*Offer), OFFER_VERSION,
                                        Data);
}

/* Fact 90. */
SCENARIO(TakesInterfaces)
{
    const WDFIOTARGET target = OpenTarget(Scenario, OFFER);
    OFFER_INTERFACE offer;
    ULONG word = 77;

    RtlZeroMemory(&offer, sizeof(offer));
    EXPECT_STATUS(Query(target, &OFFER_PLAIN, &offer, NULL), STATUS_SUCCESS);
    EXPECT_EQ(offer.Head.Size, sizeof(offer));
    EXPECT_EQ(offer.Word, 1);
    EXPECT_EQ(offer.Double(offer.Head.Context, 21), 42);
    offer.Head.InterfaceDereference(offer.Head.Context);
    EXPECT_STATUS(Query(target, &OFFER_SEEN, &offer, &word), STATUS_SUCCESS);
    EXPECT_EQ(offer.Word, 77);
    RtlZeroMemory(&offer, sizeof(offer));
    offer.Word = 8;
    EXPECT_STATUS(Query(target, &OFFER_IMPORT, &offer, NULL), STATUS_SUCCESS);
    EXPECT_EQ(offer.Word, 16);
    EXPECT_EQ(offer.Head.Size, 0);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(InterfacesAreChecked)
{
    const WDFIOTARGET target = OpenTarget(Scenario, OFFER);
    const WDFIOTARGET closed = MakeTarget(Scenario);
    WDF_QUERY_INTERFACE_CONFIG config;
    OFFER_INTERFACE offer;

    RtlZeroMemory(&offer, sizeof(offer));
    EXPECT_STATUS(Query(target, &OFFER_NOBODYS, &offer, NULL), STATUS_NOT_SUPPORTED);
    EXPECT_STATUS(Query(target, &OFFER_DENIED, &offer, NULL), STATUS_ACCESS_DENIED);
    EXPECT_STATUS(Query(target, &OFFER_PASSED, &offer, NULL), STATUS_NOT_SUPPORTED);
    RtlZeroMemory(&offer, sizeof(offer));
    EXPECT_STATUS(WdfIoTargetQueryForInterface(target, &OFFER_PLAIN, &offer.Head, sizeof(offer) - 1,
                                               OFFER_VERSION, NULL),
                  STATUS_INVALID_BUFFER_SIZE);
    EXPECT_STATUS(WdfIoTargetQueryForInterface(target, &OFFER_PLAIN, &offer.Head, sizeof(offer),
                                               OFFER_VERSION - 1, NULL),
                  STATUS_INVALID_BUFFER_SIZE);
    EXPECT_EQ(offer.Word, 0);
    EXPECT_STATUS(WdfIoTargetQueryForInterface(target, &OFFER_PLAIN, &offer.Head, sizeof(offer),
                                               OFFER_VERSION + 1, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(Query(closed, &OFFER_PLAIN, &offer, NULL), STATUS_INVALID_DEVICE_STATE);
    WdfIoTargetClose(target);
    EXPECT_STATUS(Query(target, &OFFER_PLAIN, &offer, NULL), STATUS_INVALID_DEVICE_STATE);
    /* A control device is in no stack. */
    offer.Head.Size = sizeof(offer);
    WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &offer.Head, &OFFER_PLAIN, NULL);
    EXPECT_STATUS(WdfDeviceAddQueryInterface(Scenario->Device, &config),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfFdoQueryForInterface(Scenario->Device, &OFFER_PLAIN, &offer.Head,
                                          sizeof(offer), OFFER_VERSION, NULL),
                  STATUS_INVALID_PARAMETER);
    WdfObjectDelete(closed);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static NTSTATUS Property(WDFIOTARGET Target, int Number, ULONG Length, PVOID Buffer, PULONG Needed)
{
    return WdfIoTargetQueryTargetProperty(Target, (DEVICE_REGISTRY_PROPERTY)Number, Length, Buffer,
                                          Needed);
}

/* Section 5. */
SCENARIO(Properties)
{
    static const WCHAR name[] = L"\\Device\\Source";
    const WDFIOTARGET target = OpenTarget(Scenario, name);
    const WDFIOTARGET closed = MakeTarget(Scenario);
    WCHAR text[64];
    ULONG needed = 99;

    EXPECT_STATUS(Property(target, DevicePropertyPhysicalDeviceObjectName, 0, NULL, &needed),
                  STATUS_BUFFER_TOO_SMALL);
    EXPECT_EQ(needed, sizeof(name));
    EXPECT_STATUS(
        Property(target, DevicePropertyPhysicalDeviceObjectName, sizeof(name) - 1, text, &needed),
        STATUS_BUFFER_TOO_SMALL);
    EXPECT_STATUS(
        Property(target, DevicePropertyPhysicalDeviceObjectName, sizeof(text), text, &needed),
        STATUS_SUCCESS);
    EXPECT_EQ(needed, sizeof(name));
    EXPECT(RtlCompareMemory(text, name, sizeof(name)) == sizeof(name));
    EXPECT_STATUS(Property(target, DevicePropertyManufacturer, sizeof(text), text, &needed),
                  STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_EQ(needed, 0);
    EXPECT_STATUS(Property(target, 1000, sizeof(text), text, &needed), STATUS_INVALID_PARAMETER_2);
    EXPECT_STATUS(Property(closed, DevicePropertyEnumeratorName, sizeof(text), text, &needed),
                  STATUS_INVALID_DEVICE_REQUEST);
    WdfIoTargetClose(target);
    EXPECT_STATUS(Property(target, DevicePropertyEnumeratorName, sizeof(text), text, &needed),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfDeviceQueryProperty(Scenario->Device, DevicePropertyEnumeratorName,
                                         sizeof(text), text, &needed),
                  STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDelete(closed);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(PropertiesInMemory)
{
    static const WCHAR root[] = L"ROOT";
    const WDFIOTARGET target = OpenTarget(Scenario, OFFER);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFMEMORY memory = NULL;
    size_t length = 0;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = target;
    EXPECT_STATUS(WdfIoTargetAllocAndQueryTargetProperty(target, DevicePropertyEnumeratorName,
                                                         NonPagedPoolNx, &attributes, &memory),
                  STATUS_SUCCESS);
    EXPECT(RtlCompareMemory(WdfMemoryGetBuffer(memory, &length), root, sizeof(root)) ==
           sizeof(root));
    EXPECT_EQ(length, sizeof(root));
    EXPECT_STATUS(WdfIoTargetAllocAndQueryTargetProperty(target, DevicePropertyClassGuid,
                                                         NonPagedPoolNx, &attributes, &memory),
                  STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_EQ(memory, NULL);
    WdfIoTargetClose(target);
    EXPECT_STATUS(WdfIoTargetAllocAndQueryTargetProperty(target, DevicePropertyEnumeratorName,
                                                         NonPagedPoolNx, NULL, &memory),
                  STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 83, 90: the handle is one to the target's file; a stack names its physical device. */
SCENARIO(HandlesAndDevices)
{
    const WDFIOTARGET target = OpenTarget(Scenario, OFFER);
    const WDFIOTARGET existing = MakeTarget(Scenario);
    const WDFIOTARGET control = OpenTarget(Scenario, L"\\Device\\Conformance");
    const HANDLE handle = WdfIoTargetWdmGetTargetFileHandle(target);
    const PDEVICE_OBJECT physical = WdfIoTargetWdmGetTargetPhysicalDevice(target);
    WDF_IO_TARGET_OPEN_PARAMS params;
    PVOID file = NULL;

    EXPECT(handle != NULL);
    EXPECT_STATUS(ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode, &file, NULL),
                  STATUS_SUCCESS);
    EXPECT_EQ(file, WdfIoTargetWdmGetTargetFileObject(target));
    ObDereferenceObject(file);
    EXPECT(physical != NULL);
    EXPECT(physical != WdfIoTargetWdmGetTargetDeviceObject(target));
    EXPECT_EQ(WdfIoTargetWdmGetTargetPhysicalDevice(control), NULL);

    EXPECT_EQ(WdfIoTargetWdmGetTargetFileHandle(existing), NULL);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params,
                                                   WdfIoTargetWdmGetTargetDeviceObject(target));
    params.TargetFileObject = WdfIoTargetWdmGetTargetFileObject(target);
    EXPECT_STATUS(WdfIoTargetOpen(existing, &params), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileHandle(existing), NULL);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileObject(existing), params.TargetFileObject);
    EXPECT_EQ(WdfIoTargetWdmGetTargetPhysicalDevice(existing), physical);
    WdfIoTargetClose(existing);

    WdfIoTargetClose(target);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileHandle(target), NULL);
    EXPECT_EQ(WdfIoTargetWdmGetTargetPhysicalDevice(target), NULL);
    EXPECT_STATUS(ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &file, NULL),
                  STATUS_INVALID_HANDLE);
    WdfObjectDelete(control);
    WdfObjectDelete(existing);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 113. */
SCENARIO(WrongLevel)
{
    const WDFIOTARGET target = OpenTarget(Scenario, OFFER);
    OFFER_INTERFACE offer;
    WDFMEMORY memory;
    ULONG needed;
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_STATUS(Query(target, &OFFER_PLAIN, &offer, NULL), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(Property(target, DevicePropertyEnumeratorName, 0, NULL, &needed),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfIoTargetAllocAndQueryTargetProperty(target, DevicePropertyEnumeratorName,
                                                         NonPagedPoolNx, NULL, &memory),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT(WdfIoTargetWdmGetTargetFileHandle(target) != NULL);
    KeLowerIrql(irql);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(QUERY_SCENARIOS)
