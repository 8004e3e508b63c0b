/* OpenWDF: what clients of a HID collection send to it, and what the class driver sends down. */
#ifndef _HIDCLASS_
#define _HIDCLASS_

#include <ntdef.h>
#include <devioctl.h>
#include <guiddef.h>
#include <hidpi.h>

/* The device interface of each top-level collection. */
DEFINE_GUID(GUID_DEVINTERFACE_HID, 0x4D1E55B2, 0xF16F, 0x11CF, 0x88, 0xCB, 0x00, 0x11, 0x11, 0x00,
            0x00, 0x30);
/* Interfaces a client asks the class driver for with IRP_MN_QUERY_INTERFACE. */
DEFINE_GUID(GUID_HID_INTERFACE_NOTIFY, 0x2C4E2E88, 0x25E6, 0x4C33, 0x88, 0x2F, 0x3D, 0x82, 0xE6,
            0x07, 0x36, 0x81);
DEFINE_GUID(GUID_HID_INTERFACE_HIDPARSE, 0xF5C315A5, 0x69AC, 0x4BC2, 0x92, 0x79, 0xD0, 0xB6, 0x45,
            0x76, 0xF4, 0x4B);

/* The interface class of HID collections, by its old name and as text. */
#define GUID_CLASS_INPUT GUID_DEVINTERFACE_HID
#define GUID_CLASS_INPUT_STR "4D1E55B2-F16F-11CF-88CB-001111000030"

/* The interface version of class driver and minidrivers. */
#define HID_REVISION 1

/* Control codes by transfer method. All are FILE_ANY_ACCESS. */
#define HID_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_NEITHER, FILE_ANY_ACCESS)
#define HID_BUFFER_CTL_CODE(id)                                                                    \
    CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define HID_IN_CTL_CODE(id) CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_IN_DIRECT, FILE_ANY_ACCESS)
#define HID_OUT_CTL_CODE(id)                                                                       \
    CTL_CODE(FILE_DEVICE_KEYBOARD, (id), METHOD_OUT_DIRECT, FILE_ANY_ACCESS)

/* The collection itself: HID_DRIVER_CONFIG, HID_COLLECTION_INFORMATION, preparsed data. */
#define IOCTL_HID_GET_DRIVER_CONFIG HID_BUFFER_CTL_CODE(100)
#define IOCTL_HID_SET_DRIVER_CONFIG HID_BUFFER_CTL_CODE(101)
#define IOCTL_HID_GET_COLLECTION_INFORMATION HID_BUFFER_CTL_CODE(106)
#define IOCTL_HID_GET_COLLECTION_DESCRIPTOR HID_CTL_CODE(100)

/* The queue of input reports that each open file has: its length in reports, and emptying it. */
#define IOCTL_HID_FLUSH_QUEUE HID_CTL_CODE(101)
#define IOCTL_GET_NUM_DEVICE_INPUT_BUFFERS HID_BUFFER_CTL_CODE(104)
#define IOCTL_SET_NUM_DEVICE_INPUT_BUFFERS HID_BUFFER_CTL_CODE(105)

/* A ULONG of milliseconds; 0 asks for opportunistic reads. Polled devices only. */
#define IOCTL_HID_GET_POLL_FREQUENCY_MSEC HID_BUFFER_CTL_CODE(102)
#define IOCTL_HID_SET_POLL_FREQUENCY_MSEC HID_BUFFER_CTL_CODE(103)

/* Single reports. The first byte of the buffer is the report id, 0 in a collection without ids. */
#define IOCTL_HID_SET_FEATURE HID_IN_CTL_CODE(100)
#define IOCTL_HID_SET_OUTPUT_REPORT HID_IN_CTL_CODE(101)
#define IOCTL_HID_GET_FEATURE HID_OUT_CTL_CODE(100)
#define IOCTL_HID_GET_INPUT_REPORT HID_OUT_CTL_CODE(104)
#define IOCTL_HID_GET_OUTPUT_REPORT HID_OUT_CTL_CODE(105)

/* Descriptors and strings of the device; strings are zero-terminated and of 16-bit characters. */
#define IOCTL_GET_PHYSICAL_DESCRIPTOR HID_OUT_CTL_CODE(102)
#define IOCTL_HID_GET_HARDWARE_ID HID_OUT_CTL_CODE(103)
#define IOCTL_HID_GET_MANUFACTURER_STRING HID_OUT_CTL_CODE(110)
#define IOCTL_HID_GET_PRODUCT_STRING HID_OUT_CTL_CODE(111)
#define IOCTL_HID_GET_SERIALNUMBER_STRING HID_OUT_CTL_CODE(112)
#define IOCTL_HID_GET_INDEXED_STRING HID_OUT_CTL_CODE(120)
#define IOCTL_HID_GET_MS_GENRE_DESCRIPTOR HID_OUT_CTL_CODE(121)

/* Secure reads, power, and the wait for a reset by the device. */
#define IOCTL_HID_ENABLE_SECURE_READ HID_CTL_CODE(130)
#define IOCTL_HID_DISABLE_SECURE_READ HID_CTL_CODE(131)
#define IOCTL_HID_DEVICERESET_NOTIFICATION HID_CTL_CODE(140)
#define IOCTL_HID_ENABLE_WAKE_ON_SX HID_BUFFER_CTL_CODE(107)
#define IOCTL_HID_SET_S0_IDLE_TIMEOUT HID_BUFFER_CTL_CODE(108)

/* Which of the device's strings IOCTL_HID_GET_STRING asks for. */
enum _HID_STRING_TYPE { HID_STRING_INDEXED = 0, HID_STRING_MAX = 4 };

/* Answer of IOCTL_HID_GET_COLLECTION_INFORMATION. DescriptorSize counts the preparsed data. */
typedef struct _HID_COLLECTION_INFORMATION {
    ULONG DescriptorSize;
    BOOLEAN Polled;
    UCHAR Reserved1[1];
    USHORT VendorID;
    USHORT ProductID;
    USHORT VersionNumber;
} HID_COLLECTION_INFORMATION, *PHID_COLLECTION_INFORMATION;

/* RingBufferSize: reports that the queue of a file opened from now on holds. */
typedef struct _HID_DRIVER_CONFIG {
    ULONG Size;
    ULONG RingBufferSize;
} HID_DRIVER_CONFIG, *PHID_DRIVER_CONFIG;

/* A single report between class driver and minidriver. */
typedef struct _HID_XFER_PACKET {
    PUCHAR reportBuffer;
    ULONG reportBufferLen;
    UCHAR reportId;
} HID_XFER_PACKET, *PHID_XFER_PACKET;

/* What the notification interface tells. */
enum DeviceObjectState { DeviceObjectStarted, DeviceObjectStopped, DeviceObjectRemoved };

/* Called when the HID device above a collection starts, stops or goes. */
typedef VOID (*PHID_STATUS_CHANGE)(PVOID Context, enum DeviceObjectState State);

#ifdef _WDMDDK_

/* GUID_HID_INTERFACE_NOTIFY: the first five members are those of INTERFACE. */
typedef struct _HID_INTERFACE_NOTIFY_PNP {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
    PHID_STATUS_CHANGE StatusChangeFn;
    PVOID CallbackContext;
} HID_INTERFACE_NOTIFY_PNP, *PHID_INTERFACE_NOTIFY_PNP;

/* HidP_GetCaps, as the parsing interface hands it out. */
typedef NTSTATUS (*PHIDP_GETCAPS)(PHIDP_PREPARSED_DATA PreparsedData, PHIDP_CAPS Capabilities);

/* GUID_HID_INTERFACE_HIDPARSE: the first five members are those of INTERFACE. */
typedef struct _HID_INTERFACE_HIDPARSE {
    USHORT Size;
    USHORT Version;
    PVOID Context;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
    PHIDP_GETCAPS HidpGetCaps;
} HID_INTERFACE_HIDPARSE, *PHID_INTERFACE_HIDPARSE;

#endif

#endif
