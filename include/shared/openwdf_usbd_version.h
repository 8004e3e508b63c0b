/* The one structure of usb.h that wdfusb.h embeds: both headers bring it, in any order. */
#ifndef OPENWDF_USBD_VERSION_H
#define OPENWDF_USBD_VERSION_H

#include <minwindef.h>

/* Versions of the USB driver interface and of the bus. Documented:
 * usb/ns-usb-_usbd_version_information. */
typedef struct _USBD_VERSION_INFORMATION {
    ULONG USBDI_Version;         /* BCD, of the host controller stack */
    ULONG Supported_USB_Version; /* BCD, 0x0200 for USB 2.0 */
} USBD_VERSION_INFORMATION, *PUSBD_VERSION_INFORMATION;

#endif
