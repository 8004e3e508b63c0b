/* OpenWDF: building USB request blocks, parsing descriptors, registering with the USB stack.
 *
 * The functions are declared for drivers that compile against them; the USB stack behind them comes
 * with USB targets. */
#ifndef __USBDLIB_H__
#define __USBDLIB_H__

#include <usb.h>

/* Handles of the stack, opaque. */
typedef struct USBD_HANDLE__ {
    int unused;
} * USBD_HANDLE;
typedef struct USBD_FUNCTION_HANDLE__ {
    int unused;
} * USBD_FUNCTION_HANDLE;
typedef struct USBDI_HANDLE__ {
    int unused;
} * USBDI_HANDLE;

/* What a client was written for, and what the stack offers. */
#define USBD_CLIENT_CONTRACT_VERSION_INVALID 0xFFFFFFFF
#define USBD_CLIENT_CONTRACT_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_600 0x600
#define USBD_INTERFACE_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_603 0x603

/* Optional capabilities: USBD_QueryUsbCapability. */
DEFINE_GUID(GUID_USB_CAPABILITY_CHAINED_MDLS, 0xf5ceeb23, 0xad90, 0x458c, 0x97, 0x9a, 0xd5, 0x9b,
            0x3a, 0xd6, 0x88, 0x4f);
DEFINE_GUID(GUID_USB_CAPABILITY_STATIC_STREAMS, 0x09051e1f, 0x0dc9, 0x4e6b, 0x8b, 0x12, 0x96, 0x0c,
            0xbd, 0x81, 0xaa, 0x8f);
DEFINE_GUID(GUID_USB_CAPABILITY_SELECTIVE_SUSPEND, 0x755c630d, 0xc8a0, 0x4765, 0x94, 0x6f, 0x90,
            0xcc, 0x70, 0x38, 0x56, 0xa4);
DEFINE_GUID(GUID_USB_CAPABILITY_FUNCTION_SUSPEND, 0xf4563183, 0xd66e, 0x42bd, 0xbd, 0x53, 0x1a,
            0xc7, 0xb0, 0x4c, 0xd5, 0x9d);
DEFINE_GUID(GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE, 0x81a885a6, 0xf239, 0x42a2,
            0x83, 0x97, 0xa5, 0xd9, 0x5b, 0xea, 0x69, 0x53);
DEFINE_GUID(GUID_USB_CAPABILITY_DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE, 0x8a2f776c, 0x9bd0,
            0x4f29, 0x97, 0x71, 0xc7, 0xa3, 0x88, 0x46, 0xd4, 0xc7);
DEFINE_GUID(GUID_USB_CAPABILITY_TIME_SYNC, 0xbb6e6472, 0x4be5, 0x44a3, 0x96, 0x41, 0x34, 0x5e, 0x56,
            0xac, 0x34, 0x85);

/* An interface to select; USBD_CreateConfigurationRequestEx sets where the stack describes it. */
typedef struct _USBD_INTERFACE_LIST_ENTRY {
    PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
    PUSBD_INTERFACE_INFORMATION Interface;
} USBD_INTERFACE_LIST_ENTRY, *PUSBD_INTERFACE_LIST_ENTRY;

/* Bytes of request blocks with variable length. */
#define GET_ISO_URB_SIZE(n)                                                                        \
    (sizeof(struct _URB_ISOCH_TRANSFER) + sizeof(USBD_ISO_PACKET_DESCRIPTOR) * (n))
#define GET_USBD_INTERFACE_SIZE(pipes)                                                             \
    (sizeof(USBD_INTERFACE_INFORMATION) + sizeof(USBD_PIPE_INFORMATION) * (pipes) -                \
     sizeof(USBD_PIPE_INFORMATION))
#define GET_SELECT_INTERFACE_REQUEST_SIZE(pipes)                                                   \
    (sizeof(struct _URB_SELECT_INTERFACE) +                                                        \
     ((pipes) > 1 ? (pipes)-1 : 0) * sizeof(USBD_PIPE_INFORMATION))
#define GET_SELECT_CONFIGURATION_REQUEST_SIZE(interfaces, pipes)                                   \
    (sizeof(struct _URB_SELECT_CONFIGURATION) +                                                    \
     ((interfaces) > 1 ? (interfaces)-1 : 0) * sizeof(USBD_INTERFACE_INFORMATION) +                \
     ((pipes) > 1 ? (pipes)-1 : 0) * sizeof(USBD_PIPE_INFORMATION))

/* Fill a bulk or interrupt transfer. */
#define UsbBuildInterruptOrBulkTransferRequest(urb, length, pipeHandle, transferBuffer,            \
                                               transferBufferMDL, transferBufferLength,            \
                                               transferFlags, link)                                \
    do {                                                                                           \
        (urb)->UrbHeader.Function = URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER;                       \
        (urb)->UrbHeader.Length = (length);                                                        \
        (urb)->UrbBulkOrInterruptTransfer.PipeHandle = (pipeHandle);                               \
        (urb)->UrbBulkOrInterruptTransfer.TransferBufferLength = (transferBufferLength);           \
        (urb)->UrbBulkOrInterruptTransfer.TransferBufferMDL = (transferBufferMDL);                 \
        (urb)->UrbBulkOrInterruptTransfer.TransferBuffer = (transferBuffer);                       \
        (urb)->UrbBulkOrInterruptTransfer.TransferFlags = (transferFlags);                         \
        (urb)->UrbBulkOrInterruptTransfer.UrbLink = (link);                                        \
    } while (0)

/* Fill a request for a descriptor. */
#define UsbBuildGetDescriptorRequest(urb, length, descriptorType, descriptorIndex, languageId,     \
                                     transferBuffer, transferBufferMDL, transferBufferLength,      \
                                     link)                                                         \
    do {                                                                                           \
        (urb)->UrbHeader.Function = URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE;                       \
        (urb)->UrbHeader.Length = (length);                                                        \
        (urb)->UrbControlDescriptorRequest.TransferBufferLength = (transferBufferLength);          \
        (urb)->UrbControlDescriptorRequest.TransferBufferMDL = (transferBufferMDL);                \
        (urb)->UrbControlDescriptorRequest.TransferBuffer = (transferBuffer);                      \
        (urb)->UrbControlDescriptorRequest.DescriptorType = (descriptorType);                      \
        (urb)->UrbControlDescriptorRequest.Index = (descriptorIndex);                              \
        (urb)->UrbControlDescriptorRequest.LanguageId = (languageId);                              \
        (urb)->UrbControlDescriptorRequest.UrbLink = (link);                                       \
    } while (0)

/* Fill a status request; `op` is URB_FUNCTION_GET_STATUS_FROM_... */
#define UsbBuildGetStatusRequest(urb, op, index, transferBuffer, transferBufferMDL, link)          \
    do {                                                                                           \
        (urb)->UrbHeader.Function = (op);                                                          \
        (urb)->UrbHeader.Length = sizeof(struct _URB_CONTROL_GET_STATUS_REQUEST);                  \
        (urb)->UrbControlGetStatusRequest.TransferBufferLength = sizeof(USHORT);                   \
        (urb)->UrbControlGetStatusRequest.TransferBufferMDL = (transferBufferMDL);                 \
        (urb)->UrbControlGetStatusRequest.TransferBuffer = (transferBuffer);                       \
        (urb)->UrbControlGetStatusRequest.Index = (index);                                         \
        (urb)->UrbControlGetStatusRequest.UrbLink = (link);                                        \
    } while (0)

OPENWDF_EXTERN_C_BEGIN

/* Registers with the stack below TargetDeviceObject. PASSIVE_LEVEL; closed with USBD_CloseHandle.
 * Documented: usbdlib/nf-usbdlib-usbd_createhandle. */
NTSTATUS USBD_CreateHandle(PDEVICE_OBJECT DeviceObject, PDEVICE_OBJECT TargetDeviceObject,
                           ULONG USBDClientContractVersion, ULONG PoolTag, USBD_HANDLE* USBDHandle);
VOID USBD_CloseHandle(USBD_HANDLE USBDHandle);

/* Request blocks of the stack's own; freed with USBD_UrbFree. IRQL <= DISPATCH.
 * Documented: usbdlib/nf-usbdlib-usbd_urballocate, -usbd_isochurballocate. */
NTSTATUS USBD_UrbAllocate(USBD_HANDLE USBDHandle, PURB* Urb);
NTSTATUS USBD_IsochUrbAllocate(USBD_HANDLE USBDHandle, ULONG NumberOfIsochPackets, PURB* Urb);
VOID USBD_UrbFree(USBD_HANDLE USBDHandle, PURB Urb);

/* Puts a request block into an IRP's stack location. IRQL <= DISPATCH. */
VOID USBD_AssignUrbToIoStackLocation(USBD_HANDLE USBDHandle, PIO_STACK_LOCATION IoStackLocation,
                                     PURB Urb);

/* STATUS_SUCCESS: the capability is there and its data in the buffer. PASSIVE_LEVEL.
 * Documented: usbdlib/nf-usbdlib-usbd_queryusbcapability. */
NTSTATUS USBD_QueryUsbCapability(USBD_HANDLE USBDHandle, const GUID* CapabilityType,
                                 ULONG OutputBufferLength, PUCHAR OutputBuffer,
                                 PULONG ResultLength);
BOOLEAN USBD_IsInterfaceVersionSupported(USBD_HANDLE USBDHandle, ULONG USBDInterfaceVersion);

/* The first descriptor from StartPosition on that matches; -1 matches anything. NULL: none. */
PUSB_INTERFACE_DESCRIPTOR
USBD_ParseConfigurationDescriptorEx(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                    PVOID StartPosition, LONG InterfaceNumber,
                                    LONG AlternateSetting, LONG InterfaceClass,
                                    LONG InterfaceSubClass, LONG InterfaceProtocol);
PUSB_COMMON_DESCRIPTOR USBD_ParseDescriptors(PVOID DescriptorBuffer, ULONG TotalLength,
                                             PVOID StartPosition, LONG DescriptorType);

/* Whether a configuration descriptor is sound; *Offset points to what is not. IRQL <= DISPATCH. */
USBD_STATUS USBD_ValidateConfigurationDescriptor(PUSB_CONFIGURATION_DESCRIPTOR ConfigDesc,
                                                 ULONG BufferLength, USHORT Level, PUCHAR* Offset,
                                                 ULONG Tag);

/* A request that selects the listed interfaces; freed with ExFreePool. PASSIVE_LEVEL. */
PURB USBD_CreateConfigurationRequestEx(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                       PUSBD_INTERFACE_LIST_ENTRY InterfaceList);

/* The same with a handle; freed with USBD_UrbFree. */
NTSTATUS USBD_SelectConfigUrbAllocateAndBuild(USBD_HANDLE USBDHandle,
                                              PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                              PUSBD_INTERFACE_LIST_ENTRY InterfaceList, PURB* Urb);
NTSTATUS USBD_SelectInterfaceUrbAllocateAndBuild(USBD_HANDLE USBDHandle,
                                                 USBD_CONFIGURATION_HANDLE ConfigurationHandle,
                                                 PUSBD_INTERFACE_LIST_ENTRY InterfaceListEntry,
                                                 PURB* Urb);

/* The version of the driver interface. */
VOID USBD_GetUSBDIVersion(PUSBD_VERSION_INFORMATION VersionInformation);

OPENWDF_EXTERN_C_END

#endif
