/* OpenWDF: addresses of IPv4, in network byte order. */
#ifndef s_addr

#include <ntdef.h>

/* By bytes, words and as a whole. */
typedef struct in_addr {
    union {
        struct {
            UCHAR s_b1, s_b2, s_b3, s_b4;
        } S_un_b;
        struct {
            USHORT s_w1, s_w2;
        } S_un_w;
        ULONG S_addr;
    } S_un;
} IN_ADDR, *PIN_ADDR, *LPIN_ADDR;

/* The whole, as BSD names it. */
#define s_addr S_un.S_addr

#endif
