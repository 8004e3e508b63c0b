/* What wdfusb.h uses of the USB headers, so that it does not depend on the order of includes. */
#ifndef OPENWDF_WDFUSB_HEAD_H
#define OPENWDF_WDFUSB_HEAD_H

#include <openwdf_usbd_version.h>
#include <usbspec.h>

#endif /* OPENWDF_WDFUSB_HEAD_H */
