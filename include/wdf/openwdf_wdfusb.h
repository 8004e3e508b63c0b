/* USB constants that the inlines of wdfusb.h use, spelled as the USB headers spell them: the same
 * definition again is legal, so wdfusb.h does not depend on the order of includes. */
#ifndef OPENWDF_WDFUSB_CONSTANTS_H
#define OPENWDF_WDFUSB_CONSTANTS_H

#define USB_REQUEST_GET_STATUS 0x00
#define USB_REQUEST_CLEAR_FEATURE 0x01
#define USB_REQUEST_SET_FEATURE 0x03
#define USB_ENDPOINT_DIRECTION_MASK 0x80

#endif /* OPENWDF_WDFUSB_CONSTANTS_H */
