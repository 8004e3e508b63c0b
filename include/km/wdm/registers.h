/* OpenWDF: device registers. In a process a mapped register is memory, so these are volatile
 * accesses; ports do not exist, so those functions are declared only. Any IRQL. */
#ifndef OPENWDF_WDM_REGISTERS_H
#define OPENWDF_WDM_REGISTERS_H

#include <wdm/interlocked.h>

/* One register: read and write with a full barrier, and without one where drivers ask for that. */
#define OPENWDF_REGISTER(suffix, type)                                                             \
    OPENWDF_INLINE type READ_REGISTER_##suffix(volatile type* address)                             \
    {                                                                                              \
        __sync_synchronize();                                                                      \
        return *address;                                                                           \
    }                                                                                              \
    OPENWDF_INLINE VOID WRITE_REGISTER_##suffix(volatile type* address, type value)                \
    {                                                                                              \
        *address = value;                                                                          \
        __sync_synchronize();                                                                      \
    }                                                                                              \
    OPENWDF_INLINE type READ_REGISTER_NOFENCE_##suffix(volatile type* address)                     \
    {                                                                                              \
        return *address;                                                                           \
    }                                                                                              \
    OPENWDF_INLINE VOID WRITE_REGISTER_NOFENCE_##suffix(volatile type* address, type value)        \
    {                                                                                              \
        *address = value;                                                                          \
    }                                                                                              \
    OPENWDF_INLINE VOID READ_REGISTER_BUFFER_##suffix(volatile type* address, type* buffer,        \
                                                      ULONG count)                                 \
    {                                                                                              \
        for (ULONG i = 0; i < count; ++i) {                                                        \
            buffer[i] = READ_REGISTER_##suffix(address + i);                                       \
        }                                                                                          \
    }                                                                                              \
    OPENWDF_INLINE VOID WRITE_REGISTER_BUFFER_##suffix(volatile type* address, type* buffer,       \
                                                       ULONG count)                                \
    {                                                                                              \
        for (ULONG i = 0; i < count; ++i) {                                                        \
            WRITE_REGISTER_##suffix(address + i, buffer[i]);                                       \
        }                                                                                          \
    }

OPENWDF_REGISTER(UCHAR, UCHAR)
OPENWDF_REGISTER(USHORT, USHORT)
OPENWDF_REGISTER(ULONG, ULONG)
OPENWDF_REGISTER(ULONG64, ULONG64)

/* One port: declared only, the first call stops the machine with its name. */
#define OPENWDF_PORT(suffix, type)                                                                 \
    NTHALAPI type READ_PORT_##suffix(type* Port);                                                  \
    NTHALAPI VOID WRITE_PORT_##suffix(type* Port, type Value);                                     \
    NTHALAPI VOID READ_PORT_BUFFER_##suffix(type* Port, type* Buffer, ULONG Count);                \
    NTHALAPI VOID WRITE_PORT_BUFFER_##suffix(type* Port, type* Buffer, ULONG Count);

OPENWDF_EXTERN_C_BEGIN

OPENWDF_PORT(UCHAR, UCHAR)
OPENWDF_PORT(USHORT, USHORT)
OPENWDF_PORT(ULONG, ULONG)

OPENWDF_EXTERN_C_END

#endif
