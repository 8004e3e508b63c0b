/*
 * What the driver above says to the register bank, as internal device controls: other drivers can
 * send them, applications cannot.
 */
#ifndef REGISTER_BANK_H
#define REGISTER_BANK_H

#define REGISTER_BANK_COUNT 16

/* Input: the number of a register, a ULONG. Output: its value, a ULONG. */
#define IOCTL_INTERNAL_BANK_READ                                                                   \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0xA00, METHOD_BUFFERED, FILE_ANY_ACCESS)

/*
 * Takes addresses instead of buffers, as drivers of one stack may: argument 1 is a
 * REGISTER_EXCHANGE, argument 2 the PULONG that takes the register's value from before, or NULL;
 * argument 4 is not used. All of it must stay until the request is completed.
 */
#define IOCTL_INTERNAL_BANK_EXCHANGE                                                               \
    CTL_CODE(FILE_DEVICE_UNKNOWN, 0xA01, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _REGISTER_EXCHANGE {
    ULONG Number;
    ULONG Mask; /* bits that are written */
    ULONG Value;
} REGISTER_EXCHANGE, *PREGISTER_EXCHANGE;

/* Registers of the thermometer that sits on the bank. */
#define REGISTER_TEMPERATURE 0 /* signed, in hundredths of a degree Celsius */
#define REGISTER_CONTROL 1
#define CONTROL_HEATER 0x00000001

#endif
