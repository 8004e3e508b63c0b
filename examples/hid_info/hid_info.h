/*
 * What an application says to \\.\HidInfo.
 */
#ifndef HID_INFO_H
#define HID_INFO_H

/* Output: one HID_INFO. */
#define IOCTL_HID_INFO_GET CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

/* Output: one input report, the report id first. STATUS_IO_TIMEOUT when the device sends none for
 * HID_INFO_PATIENCE_MS. */
#define IOCTL_HID_INFO_NEXT_REPORT                                                                 \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define HID_INFO_PATIENCE_MS 500

typedef struct _HID_INFO {
    USHORT VendorId;
    USHORT ProductId;
    USHORT VersionNumber;
    USHORT UsagePage;
    USHORT Usage;
    USHORT InputReportLength;
    USHORT OutputReportLength;
    USHORT FeatureReportLength;
} HID_INFO, *PHID_INFO;

#endif
