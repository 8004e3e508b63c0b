/* OpenWDF: wide functions without a 16-bit version. Calling one is an error, with gcc at compile
 * time, with clang at link or load time; glibc's version would read or write 32-bit characters.
 * (swscanf is missing from the list: glibc renames it itself.) */
#ifndef OPENWDF_WIDE_ERRORS_H
/* The symbol that the linker or the loader then misses says the same to whoever takes an address.
 * (clang has the error attribute, but only on a first declaration.) */
#ifdef __clang__
#define OPENWDF_WIDE_ERROR_ATTRIBUTE(name)
#else
#define OPENWDF_WIDE_ERROR_ATTRIBUTE(name)                                                         \
    __attribute__((__error__("OpenWDF has no 16-bit " #name "; glibc's has 32-bit characters")))
#endif
#define OPENWDF_WIDE_ERROR(result, name, parameters)                                               \
    extern result name parameters __asm__("openwdf_has_no_16_bit_" #name)                          \
        OPENWDF_WIDE_ERROR_ATTRIBUTE(name);

#ifdef __cplusplus
extern "C" {
#endif

OPENWDF_WIDE_ERROR(int, swprintf, (wchar_t*, size_t, const wchar_t*, ...))
OPENWDF_WIDE_ERROR(int, vswprintf, (wchar_t*, size_t, const wchar_t*, __builtin_va_list))
OPENWDF_WIDE_ERROR(int, wprintf, (const wchar_t*, ...))
OPENWDF_WIDE_ERROR(int, vwprintf, (const wchar_t*, __builtin_va_list))
OPENWDF_WIDE_ERROR(long, wcstol, (const wchar_t*, wchar_t**, int))
OPENWDF_WIDE_ERROR(unsigned long, wcstoul, (const wchar_t*, wchar_t**, int))
OPENWDF_WIDE_ERROR(long long, wcstoll, (const wchar_t*, wchar_t**, int))
OPENWDF_WIDE_ERROR(unsigned long long, wcstoull, (const wchar_t*, wchar_t**, int))
OPENWDF_WIDE_ERROR(double, wcstod, (const wchar_t*, wchar_t**))
OPENWDF_WIDE_ERROR(wchar_t*, wcstok, (wchar_t*, const wchar_t*, wchar_t**))
OPENWDF_WIDE_ERROR(int, wcscoll, (const wchar_t*, const wchar_t*))
OPENWDF_WIDE_ERROR(int, _snwprintf, (wchar_t*, size_t, const wchar_t*, ...))
OPENWDF_WIDE_ERROR(int, _vsnwprintf, (wchar_t*, size_t, const wchar_t*, __builtin_va_list))
OPENWDF_WIDE_ERROR(int, _wtoi, (const wchar_t*))
OPENWDF_WIDE_ERROR(int, swprintf_s, (wchar_t*, size_t, const wchar_t*, ...))

#ifdef __cplusplus
}
#endif

#endif
