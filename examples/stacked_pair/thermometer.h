/*
 * What an application says to the thermometer.
 */
#ifndef THERMOMETER_H
#define THERMOMETER_H

/* Output: the temperature, a LONG in hundredths of a degree Celsius. */
#define IOCTL_THERMOMETER_READ                                                                     \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x910, METHOD_BUFFERED, FILE_ANY_ACCESS)

/* Input: a ULONG, 1 to switch the heater on and 0 to switch it off. Output: whether it was on. */
#define IOCTL_THERMOMETER_HEAT                                                                     \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x911, METHOD_BUFFERED, FILE_ANY_ACCESS)

#endif
