/* OpenWDF: <wchar.h> for drivers, whose wchar_t has 16 bits.
 *
 * glibc's fortified inline versions are left out: they would be the first definitions of the names.
 * glibc includes its header in pieces, too (__need_wint_t); only a whole inclusion is completed. */
#include <features.h>

#if __SIZEOF_WCHAR_T__ == 2
#pragma push_macro("__USE_FORTIFY_LEVEL")
#undef __USE_FORTIFY_LEVEL
#define __USE_FORTIFY_LEVEL 0
#endif

#include_next <wchar.h>

#if __SIZEOF_WCHAR_T__ == 2
#pragma pop_macro("__USE_FORTIFY_LEVEL")
#endif

#ifdef _WCHAR_H /* glibc's guard of the whole header */
#include <wctype.h>

#include "openwdf_wide.h"
#endif
