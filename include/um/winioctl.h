/* OpenWDF: control codes for user mode: the device types, the disk and storage families. */
#ifndef _WINIOCTL_
#define _WINIOCTL_

#include <devioctl.h>
#include <ntdddisk.h>
#include <ntddstor.h>
#include <openwdf_serial_interfaces.h>

#endif
