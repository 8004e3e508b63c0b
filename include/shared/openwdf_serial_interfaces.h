/* OpenWDF: the device interfaces of serial ports, for ntddser.h and winioctl.h. */
#ifndef OPENWDF_SERIAL_INTERFACES_H
#define OPENWDF_SERIAL_INTERFACES_H

#include <guiddef.h>

/* Device interfaces: a serial port, and the bus that a serial port's enumerator makes of it. */
DEFINE_GUID(GUID_DEVINTERFACE_COMPORT, 0x86E0D1E0, 0x8089, 0x11D0, 0x9C, 0xE4, 0x08, 0x00, 0x3E,
            0x30, 0x1F, 0x73);
DEFINE_GUID(GUID_DEVINTERFACE_SERENUM_BUS_ENUMERATOR, 0x4D36E978, 0xE325, 0x11CE, 0xBF, 0xC1, 0x08,
            0x00, 0x2B, 0xE1, 0x03, 0x18);

/* The names these interfaces had first. */
#define GUID_CLASS_COMPORT GUID_DEVINTERFACE_COMPORT
#define GUID_SERENUM_BUS_ENUMERATOR GUID_DEVINTERFACE_SERENUM_BUS_ENUMERATOR

#endif
