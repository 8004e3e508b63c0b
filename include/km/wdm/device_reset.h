/* OpenWDF: how a driver resets a device that does not answer. The bus driver provides
 * GUID_DEVICE_RESET_INTERFACE_STANDARD. Documented: wdm/ns-wdm-_device_reset_interface_standard. */
#ifndef OPENWDF_WDM_DEVICE_RESET_H
#define OPENWDF_WDM_DEVICE_RESET_H

#include <guiddef.h>
#include <wdm/generated/types_pnp.h>

/* Versions of the interface; each has the members of the one before it. */
#define DEVICE_RESET_INTERFACE_VERSION_1 1
#define DEVICE_RESET_INTERFACE_VERSION_2 2
#define DEVICE_RESET_INTERFACE_VERSION_3 3
#define DEVICE_RESET_INTERFACE_VERSION DEVICE_RESET_INTERFACE_VERSION_1

/* Resets that a bus knows. */
typedef union _DEVICE_BUS_SPECIFIC_RESET_TYPE {
    struct {
        ULONGLONG FunctionLevelDeviceReset : 1;
        ULONGLONG PlatformLevelDeviceReset : 1;
        ULONGLONG SecondaryBusReset : 1;
        ULONGLONG Reserved : 61;
    } Pci;
    struct {
        ULONGLONG FunctionLevelDeviceReset : 1;
        ULONGLONG PlatformLevelDeviceReset : 1;
        ULONGLONG Reserved : 62;
    } Acpi;
    ULONGLONG AsULONGLONG;
} DEVICE_BUS_SPECIFIC_RESET_TYPE, *PDEVICE_BUS_SPECIFIC_RESET_TYPE;

/* A bus and the resets it supports. */
typedef struct _DEVICE_BUS_SPECIFIC_RESET_INFO {
    GUID BusTypeGuid;
    DEVICE_BUS_SPECIFIC_RESET_TYPE ResetTypeSupported;
} DEVICE_BUS_SPECIFIC_RESET_INFO, *PDEVICE_BUS_SPECIFIC_RESET_INFO;

/* What is wanted of a reset, and how one stands. */
typedef union _BUS_SPECIFIC_RESET_FLAGS {
    struct {
        ULONGLONG KeepStackReset : 1;
        ULONGLONG Reserved : 63;
    } u;
    ULONGLONG AsUlonglong;
} BUS_SPECIFIC_RESET_FLAGS, *PBUS_SPECIFIC_RESET_FLAGS;
typedef union _DEVICE_RESET_STATUS_FLAGS {
    struct {
        ULONGLONG KeepStackReset : 1;
        ULONGLONG RecoveringFromBusError : 1;
        ULONGLONG Reserved : 62;
    } u;
    ULONGLONG AsUlonglong;
} DEVICE_RESET_STATUS_FLAGS, *PDEVICE_RESET_STATUS_FLAGS;

/* The functions of the interface, PASSIVE_LEVEL. The device is removed and comes back. */
typedef NTSTATUS DEVICE_RESET_HANDLER(PVOID InterfaceContext, DEVICE_RESET_TYPE ResetType,
                                      ULONG Flags, PVOID ResetParameters);
typedef DEVICE_RESET_HANDLER* PDEVICE_RESET_HANDLER;
typedef NTSTATUS
DEVICE_QUERY_BUS_SPECIFIC_RESET_HANDLER(PVOID InterfaceContext, PULONG ResetInfoCount,
                                        PDEVICE_BUS_SPECIFIC_RESET_INFO ResetInfoSupported);
typedef DEVICE_QUERY_BUS_SPECIFIC_RESET_HANDLER* PDEVICE_QUERY_BUS_SPECIFIC_RESET_HANDLER;
typedef NTSTATUS DEVICE_BUS_SPECIFIC_RESET_HANDLER(PVOID InterfaceContext, const GUID* BusType,
                                                   DEVICE_BUS_SPECIFIC_RESET_TYPE ResetTypeSelected,
                                                   PBUS_SPECIFIC_RESET_FLAGS Flags,
                                                   PVOID ResetParameters);
typedef DEVICE_BUS_SPECIFIC_RESET_HANDLER* PDEVICE_BUS_SPECIFIC_RESET_HANDLER;
typedef NTSTATUS GET_DEVICE_RESET_STATUS(PVOID InterfaceContext, PBOOLEAN IsResetting,
                                         PDEVICE_BUS_SPECIFIC_RESET_TYPE ResetTypeSelected,
                                         PDEVICE_RESET_STATUS_FLAGS Flags);
typedef GET_DEVICE_RESET_STATUS* PGET_DEVICE_RESET_STATUS;

/* The interface. SupportedResetTypes has a bit for each value of DEVICE_RESET_TYPE. */
typedef struct _DEVICE_RESET_INTERFACE_STANDARD {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
    PDEVICE_RESET_HANDLER DeviceReset;
    ULONG SupportedResetTypes;
    PVOID Reserved;
    PDEVICE_QUERY_BUS_SPECIFIC_RESET_HANDLER QueryBusSpecificResetInfo;
    PDEVICE_BUS_SPECIFIC_RESET_HANDLER DeviceBusSpecificReset;
    PGET_DEVICE_RESET_STATUS GetDeviceResetStatus;
} DEVICE_RESET_INTERFACE_STANDARD, *PDEVICE_RESET_INTERFACE_STANDARD;

#endif
