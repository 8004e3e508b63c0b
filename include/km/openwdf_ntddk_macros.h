/* OpenWDF: small names that drivers take from wdm.h and ntddk.h. */
#ifndef OPENWDF_NTDDK_MACROS_H
#define OPENWDF_NTDDK_MACROS_H

#include <ntdef.h>
#include <sdkddkver.h>

#include <openwdf_minmax.h>

/* A string without characters over a buffer of BufferSize bytes. Any IRQL.
 * Documented: ntdef/nf-ntdef-rtlinitemptyunicodestring. */
#ifndef RtlInitEmptyUnicodeString
#define RtlInitEmptyUnicodeString(String, CharBuffer, BufferSize)                                  \
    ((void)((String)->Length = 0), (void)((String)->MaximumLength = (USHORT)(BufferSize)),         \
     (void)((String)->Buffer = (PWCH)(CharBuffer)))
#endif

#endif
