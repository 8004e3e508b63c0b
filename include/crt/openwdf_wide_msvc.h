/* OpenWDF: wide string functions that only Microsoft's library has. Case means ASCII, as in its
 * "C" locale. */
#ifndef OPENWDF_WIDE_MSVC_H
#define OPENWDF_WIDE_MSVC_H

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

#ifdef __cplusplus
}
#endif

#define wcsicmp _wcsicmp
#define wcsnicmp _wcsnicmp

#endif
