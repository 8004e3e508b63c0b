/* What the tests ask the relay driver to do: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 + n, ...). */
#ifndef RELAY_H
#define RELAY_H

#define IOCTL_RELAY_COUNT 0x222000          /* answers a LONG: transfers so far */
#define IOCTL_RELAY_COMPLETE_TWICE 0x222004 /* bug check 0x44 */
#define IOCTL_RELAY_WAIT_FOR_EVER 0x222008
#define IOCTL_RELAY_SPIN 0x22200C /* never crosses a gate again */
#define IOCTL_RELAY_PRINT 0x222010
#define IOCTL_RELAY_CANCEL_READ 0x222014 /* information: the status of a cancelled read */

#endif
