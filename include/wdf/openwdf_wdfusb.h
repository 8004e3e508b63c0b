/* What wdfusb.h uses of the USB headers, spelled as they spell it: the same definition again is
 * legal, so wdfusb.h does not depend on the order of includes. */
#ifndef OPENWDF_WDFUSB_CONSTANTS_H
#define OPENWDF_WDFUSB_CONSTANTS_H

#include <openwdf_usbd_version.h>

/* Standard requests, and the bit of an endpoint address that says "from the device". */
#define USB_REQUEST_GET_STATUS 0x00
#define USB_REQUEST_CLEAR_FEATURE 0x01
#define USB_REQUEST_SET_FEATURE 0x03
#define USB_ENDPOINT_DIRECTION_MASK 0x80

#endif /* OPENWDF_WDFUSB_CONSTANTS_H */
