/* OpenWDF: small names that drivers take from wdm.h and ntddk.h. */
#ifndef OPENWDF_NTDDK_MACROS_H
#define OPENWDF_NTDDK_MACROS_H

#include <ntdef.h>
#include <sdkddkver.h>

/* The smaller and the larger of two; each argument may be evaluated twice. C++ has std::min. */
#if !defined(__cplusplus) && !defined(NOMINMAX) && !defined(OPENWDF_RUNTIME)
#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif
#endif

/* A string without characters over a buffer of BufferSize bytes. Any IRQL.
 * Documented: ntdef/nf-ntdef-rtlinitemptyunicodestring. */
#ifndef RtlInitEmptyUnicodeString
#define RtlInitEmptyUnicodeString(String, CharBuffer, BufferSize)                                  \
    ((void)((String)->Length = 0), (void)((String)->MaximumLength = (USHORT)(BufferSize)),         \
     (void)((String)->Buffer = (PWCH)(CharBuffer)))
#endif

#endif
