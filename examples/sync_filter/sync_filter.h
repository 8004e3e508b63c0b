/*
 * What an application says to the filter itself; everything else goes to the device below.
 */
#ifndef SYNC_FILTER_H
#define SYNC_FILTER_H

/* Output: one SYNC_FILTER_COUNTERS. */
#define IOCTL_SYNC_FILTER_GET_COUNTERS                                                             \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS)

/* Requests that passed and came back, by kind, and the bytes of those that succeeded. */
typedef struct _SYNC_FILTER_COUNTERS {
    LONG Reads;
    LONG Writes;
    LONG Controls;
    LONG Failures;
    LONG64 BytesRead;
    LONG64 BytesWritten;
} SYNC_FILTER_COUNTERS, *PSYNC_FILTER_COUNTERS;

#endif
