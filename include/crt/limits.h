/* OpenWDF: <limits.h> for drivers. LONG is 32 bits, and sources written for Windows compare it with
 * the limits of long, so those are the limits of LONG. */
#include_next <limits.h>

#ifndef OPENWDF_RUNTIME
#undef LONG_MIN
#undef LONG_MAX
#undef ULONG_MAX
#define LONG_MIN (-2147483647 - 1)
#define LONG_MAX 2147483647
#define ULONG_MAX 0xFFFFFFFFU
#endif
