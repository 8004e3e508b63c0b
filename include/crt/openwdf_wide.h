/* OpenWDF: wide-character functions for translation units whose wchar_t has 16 bits.
 *
 * glibc's wcs* functions read 32-bit characters. After glibc has declared them, they are declared
 * again here with another symbol name and defined inline, so that every way to reach the name
 * (wcslen, std::wcslen, an inlined char_traits) gets the 16-bit version. The inline definitions are
 * never emitted; taking the address of one gives the symbol openwdf_<name>, which does not exist: a
 * link error, not a wrong function. (clang, and C++ for the searching functions, keep glibc's
 * symbol there.) What has no 16-bit version is an error where it is called. The case mapping of
 * <wctype.h> takes single values and works as it is. Include <wchar.h>, not this file. */
#ifndef OPENWDF_WIDE_H
#define OPENWDF_WIDE_H

#if __SIZEOF_WCHAR_T__ == 2

#include <stddef.h>

#ifdef __clang__ /* loses its own inline version of a library function that has another symbol */
#define OPENWDF_WIDE_DECLARE(result, name, parameters)
#else
#define OPENWDF_WIDE_DECLARE(result, name, parameters)                                             \
    extern result name parameters OPENWDF_NOEXCEPT __asm__("openwdf_" #name);
#endif
#define OPENWDF_WIDE                                                                               \
    extern __inline__ __attribute__((__gnu_inline__, __always_inline__, __artificial__))

#ifdef __cplusplus
#define OPENWDF_NOEXCEPT noexcept
extern "C" {
#else
#define OPENWDF_NOEXCEPT
#endif

OPENWDF_WIDE_DECLARE(size_t, wcslen, (const wchar_t* text))
OPENWDF_WIDE_DECLARE(size_t, wcsnlen, (const wchar_t* text, size_t count))
OPENWDF_WIDE_DECLARE(wchar_t*, wcscpy, (wchar_t * to, const wchar_t* from))
OPENWDF_WIDE_DECLARE(wchar_t*, wcsncpy, (wchar_t * to, const wchar_t* from, size_t count))
OPENWDF_WIDE_DECLARE(wchar_t*, wcscat, (wchar_t * to, const wchar_t* from))
OPENWDF_WIDE_DECLARE(wchar_t*, wcsncat, (wchar_t * to, const wchar_t* from, size_t count))
OPENWDF_WIDE_DECLARE(int, wcscmp, (const wchar_t* a, const wchar_t* b))
OPENWDF_WIDE_DECLARE(int, wcsncmp, (const wchar_t* a, const wchar_t* b, size_t count))
OPENWDF_WIDE_DECLARE(size_t, wcsspn, (const wchar_t* text, const wchar_t* accept))
OPENWDF_WIDE_DECLARE(size_t, wcscspn, (const wchar_t* text, const wchar_t* reject))
OPENWDF_WIDE_DECLARE(wchar_t*, wmemcpy, (wchar_t * to, const wchar_t* from, size_t count))
OPENWDF_WIDE_DECLARE(wchar_t*, wmemmove, (wchar_t * to, const wchar_t* from, size_t count))
OPENWDF_WIDE_DECLARE(wchar_t*, wmemset, (wchar_t * to, wchar_t c, size_t count))
OPENWDF_WIDE_DECLARE(int, wmemcmp, (const wchar_t* a, const wchar_t* b, size_t count))

OPENWDF_WIDE size_t wcslen(const wchar_t* text) OPENWDF_NOEXCEPT
{
    size_t length = 0;
    while (text[length] != 0) {
        ++length;
    }
    return length;
}

OPENWDF_WIDE size_t wcsnlen(const wchar_t* text, size_t count) OPENWDF_NOEXCEPT
{
    size_t length = 0;
    while (length < count && text[length] != 0) {
        ++length;
    }
    return length;
}

OPENWDF_WIDE wchar_t* wmemcpy(wchar_t* to, const wchar_t* from, size_t count) OPENWDF_NOEXCEPT
{
    return (wchar_t*)__builtin_memcpy(to, from, count * sizeof(wchar_t));
}

OPENWDF_WIDE wchar_t* wmemmove(wchar_t* to, const wchar_t* from, size_t count) OPENWDF_NOEXCEPT
{
    return (wchar_t*)__builtin_memmove(to, from, count * sizeof(wchar_t));
}

OPENWDF_WIDE wchar_t* wmemset(wchar_t* to, wchar_t c, size_t count) OPENWDF_NOEXCEPT
{
    for (size_t i = 0; i < count; ++i) {
        to[i] = c;
    }
    return to;
}

OPENWDF_WIDE int wmemcmp(const wchar_t* a, const wchar_t* b, size_t count) OPENWDF_NOEXCEPT
{
    for (size_t i = 0; i < count; ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

OPENWDF_WIDE wchar_t* wcscpy(wchar_t* to, const wchar_t* from) OPENWDF_NOEXCEPT
{
    size_t i = 0;
    while ((to[i] = from[i]) != 0) {
        ++i;
    }
    return to;
}

/* Pads with zeros up to count; a source of count characters or more is not terminated. */
OPENWDF_WIDE wchar_t* wcsncpy(wchar_t* to, const wchar_t* from, size_t count) OPENWDF_NOEXCEPT
{
    size_t i = 0;
    for (; i < count && from[i] != 0; ++i) {
        to[i] = from[i];
    }
    for (; i < count; ++i) {
        to[i] = 0;
    }
    return to;
}

OPENWDF_WIDE wchar_t* wcscat(wchar_t* to, const wchar_t* from) OPENWDF_NOEXCEPT
{
    wcscpy(to + wcslen(to), from);
    return to;
}

OPENWDF_WIDE wchar_t* wcsncat(wchar_t* to, const wchar_t* from, size_t count) OPENWDF_NOEXCEPT
{
    wchar_t* end = to + wcslen(to);
    size_t length = wcsnlen(from, count);
    wmemcpy(end, from, length);
    end[length] = 0;
    return to;
}

OPENWDF_WIDE int wcsncmp(const wchar_t* a, const wchar_t* b, size_t count) OPENWDF_NOEXCEPT
{
    for (size_t i = 0; i < count; ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
        if (a[i] == 0) {
            break;
        }
    }
    return 0;
}

OPENWDF_WIDE int wcscmp(const wchar_t* a, const wchar_t* b) OPENWDF_NOEXCEPT
{
    return wcsncmp(a, b, (size_t)-1);
}

/* Position of the first c in a terminated string; the terminator can be looked for, too. */
OPENWDF_WIDE const wchar_t* openwdf_wide_find(const wchar_t* text, wchar_t c) OPENWDF_NOEXCEPT
{
    for (; *text != c; ++text) {
        if (*text == 0) {
            return NULL;
        }
    }
    return text;
}

OPENWDF_WIDE const wchar_t* openwdf_wide_find_last(const wchar_t* text, wchar_t c) OPENWDF_NOEXCEPT
{
    const wchar_t* found = NULL;
    for (;; ++text) {
        if (*text == c) {
            found = text;
        }
        if (*text == 0) {
            return found;
        }
    }
}

OPENWDF_WIDE const wchar_t* openwdf_wide_find_text(const wchar_t* text,
                                                   const wchar_t* part) OPENWDF_NOEXCEPT
{
    size_t length = wcslen(part);
    for (; wcsncmp(text, part, length) != 0; ++text) {
        if (*text == 0) {
            return NULL;
        }
    }
    return text;
}

OPENWDF_WIDE const wchar_t* openwdf_wide_find_any(const wchar_t* text,
                                                  const wchar_t* set) OPENWDF_NOEXCEPT
{
    for (; *text != 0; ++text) {
        if (openwdf_wide_find(set, *text) != NULL) {
            return text;
        }
    }
    return NULL;
}

OPENWDF_WIDE const wchar_t* openwdf_wide_find_n(const wchar_t* text, wchar_t c,
                                                size_t count) OPENWDF_NOEXCEPT
{
    for (size_t i = 0; i < count; ++i) {
        if (text[i] == c) {
            return text + i;
        }
    }
    return NULL;
}

OPENWDF_WIDE size_t wcsspn(const wchar_t* text, const wchar_t* accept) OPENWDF_NOEXCEPT
{
    size_t i = 0;
    while (text[i] != 0 && openwdf_wide_find(accept, text[i]) != NULL) {
        ++i;
    }
    return i;
}

OPENWDF_WIDE size_t wcscspn(const wchar_t* text, const wchar_t* reject) OPENWDF_NOEXCEPT
{
    const wchar_t* found = openwdf_wide_find_any(text, reject);
    return found != NULL ? (size_t)(found - text) : wcslen(text);
}

#ifdef __cplusplus
}
#endif

#include "openwdf_wide_search.h"
#include "openwdf_wide_msvc.h"
#include "openwdf_wide_errors.h"

#endif
#endif
