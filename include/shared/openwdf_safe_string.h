/* OpenWDF: what ntstrsafe.h and strsafe.h share: flags, and the work on char and WCHAR strings.
 * Nothing here is called by drivers. */
#ifndef OPENWDF_SAFE_STRING_H
#define OPENWDF_SAFE_STRING_H

#include <ntdef.h>

/* Bits of dwFlags; the low byte is what the FILL flags fill with. */
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_VALID_FLAGS 0x00001FFF

/* dwFlags with a byte to fill with. */
#define STRSAFE_FILL_BYTE(x) ((ULONG)(((x)&0xFF) | STRSAFE_FILL_BEHIND_NULL))
#define STRSAFE_FAILURE_BYTE(x) ((ULONG)(((x)&0xFF) | STRSAFE_FILL_ON_FAILURE))
#define STRSAFE_GET_FILL_PATTERN(flags) ((int)((flags)&0xFF))

/* Sources that need not be terminated where a count is given, or not be aligned. */
typedef const CHAR* STRSAFE_PCNZCH;
typedef const WCHAR* STRSAFE_PCNZWCH;
typedef const WCHAR UNALIGNED* STRSAFE_PCUNZWCH;

/* Outcome of the shared work. */
enum { OPENWDF_SAFE_OK, OPENWDF_SAFE_OVERFLOW, OPENWDF_SAFE_INVALID };

/* No limit on the characters taken from a terminated string. */
#define OPENWDF_SAFE_ALL ((size_t)-1)
#define OPENWDF_SAFE_MAX 2147483647

/* No compiler inlines a function with an argument list, whatever it is told. */
#define OPENWDF_SAFE_VARIADIC static __inline__ __attribute__((__unused__))

OPENWDF_EXTERN_C_BEGIN

/* Formats as Windows does (%s of the format's own width, %I64d, %wZ, ...): stores as much as `size`
 * characters hold, without a terminator, and returns how many there are. IRQL PASSIVE. */
OPENWDF_EXPORT size_t openwdf_format(CHAR* buffer, size_t size, const CHAR* format, va_list list);
OPENWDF_EXPORT size_t openwdf_format_wide(WCHAR* buffer, size_t size, const WCHAR* format,
                                          va_list list);

OPENWDF_EXTERN_C_END

#define OPENWDF_UNIT CHAR
#define OPENWDF_SAFE(name) openwdf_safe_##name##_a
#define OPENWDF_SAFE_FORMAT openwdf_format
#include "openwdf_safe_string_core.h"

#define OPENWDF_UNIT WCHAR
#define OPENWDF_SAFE(name) openwdf_safe_##name##_w
#define OPENWDF_SAFE_FORMAT openwdf_format_wide
#include "openwdf_safe_string_core.h"

#endif
