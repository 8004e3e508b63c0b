/* OpenWDF: wide string functions that only Microsoft's library has. Case means ASCII, as in its
 * "C" locale. */
#ifndef OPENWDF_WIDE_MSVC_H
#define OPENWDF_WIDE_MSVC_H

/* What the functions whose names end with _s return: 0 or a value of <errno.h>. */
typedef int errno_t;

#ifdef __cplusplus
extern "C" {
#endif

OPENWDF_WIDE int openwdf_wide_lower(wchar_t c)
{
    return c >= L'A' && c <= L'Z' ? c - L'A' + L'a' : c;
}

OPENWDF_WIDE int openwdf_wide_upper(wchar_t c)
{
    return c >= L'a' && c <= L'z' ? c - L'a' + L'A' : c;
}

OPENWDF_WIDE int _wcsnicmp(const wchar_t* a, const wchar_t* b, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        int difference = openwdf_wide_lower(a[i]) - openwdf_wide_lower(b[i]);
        if (difference != 0 || a[i] == 0) {
            return difference;
        }
    }
    return 0;
}

OPENWDF_WIDE int _wcsicmp(const wchar_t* a, const wchar_t* b)
{
    return _wcsnicmp(a, b, (size_t)-1);
}

OPENWDF_WIDE wchar_t* _wcslwr(wchar_t* text)
{
    for (size_t i = 0; text[i] != 0; ++i) {
        text[i] = (wchar_t)openwdf_wide_lower(text[i]);
    }
    return text;
}

OPENWDF_WIDE wchar_t* _wcsupr(wchar_t* text)
{
    for (size_t i = 0; text[i] != 0; ++i) {
        text[i] = (wchar_t)openwdf_wide_upper(text[i]);
    }
    return text;
}

/* Too little room leaves an empty string. Microsoft's library ends the process first, unless the
 * program has installed a handler that returns. */
OPENWDF_WIDE errno_t openwdf_wide_append_s(wchar_t* to, size_t at, size_t size, const wchar_t* from)
{
    for (; at < size; ++at, ++from) {
        to[at] = *from;
        if (*from == 0) {
            return 0;
        }
    }
    to[0] = 0;
    return 34; /* ERANGE */
}

OPENWDF_WIDE errno_t wcscpy_s(wchar_t* to, size_t size, const wchar_t* from)
{
    if (to == NULL || size == 0) {
        return 22; /* EINVAL */
    }
    if (from == NULL) {
        to[0] = 0;
        return 22;
    }
    return openwdf_wide_append_s(to, 0, size, from);
}

OPENWDF_WIDE errno_t wcscat_s(wchar_t* to, size_t size, const wchar_t* from)
{
    size_t length = 0;
    if (to == NULL || size == 0) {
        return 22;
    }
    while (length < size && to[length] != 0) {
        ++length;
    }
    if (from == NULL || length == size) {
        to[0] = 0;
        return 22;
    }
    return openwdf_wide_append_s(to, length, size, from);
}

#ifdef __cplusplus
}
#endif

#ifdef __cplusplus
/* The size of an array is known. */
extern "C++" {
template <size_t size> inline errno_t wcscpy_s(wchar_t (&to)[size], const wchar_t* from)
{
    return wcscpy_s(to, size, from);
}

template <size_t size> inline errno_t wcscat_s(wchar_t (&to)[size], const wchar_t* from)
{
    return wcscat_s(to, size, from);
}
}
#endif

#define wcsicmp _wcsicmp
#define wcsnicmp _wcsnicmp

#endif
