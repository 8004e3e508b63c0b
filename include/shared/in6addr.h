/* OpenWDF: addresses of IPv6, in network byte order. */
#ifndef s6_addr

#include <ntdef.h>

/* By bytes and words. */
typedef struct in6_addr {
    union {
        UCHAR Byte[16];
        USHORT Word[8];
    } u;
} IN6_ADDR, *PIN6_ADDR, *LPIN6_ADDR;

/* The bytes, as BSD names them. */
#define s6_addr u.Byte

#endif
