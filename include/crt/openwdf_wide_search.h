/* OpenWDF: the searching functions of <wchar.h>: one each in C, two overloads in C++. */
#ifndef OPENWDF_WIDE_SEARCH_H
#define OPENWDF_WIDE_SEARCH_H

#ifdef __CORRECT_ISO_CPP_WCHAR_H_PROTO /* how glibc declares them to this compiler */
extern "C++" {

OPENWDF_WIDE const wchar_t* wcschr(const wchar_t* text, wchar_t c) noexcept
{
    return openwdf_wide_find(text, c);
}

OPENWDF_WIDE wchar_t* wcschr(wchar_t* text, wchar_t c) noexcept
{
    return (wchar_t*)openwdf_wide_find(text, c);
}

OPENWDF_WIDE const wchar_t* wcsrchr(const wchar_t* text, wchar_t c) noexcept
{
    return openwdf_wide_find_last(text, c);
}

OPENWDF_WIDE wchar_t* wcsrchr(wchar_t* text, wchar_t c) noexcept
{
    return (wchar_t*)openwdf_wide_find_last(text, c);
}

OPENWDF_WIDE const wchar_t* wcsstr(const wchar_t* text, const wchar_t* part) noexcept
{
    return openwdf_wide_find_text(text, part);
}

OPENWDF_WIDE wchar_t* wcsstr(wchar_t* text, const wchar_t* part) noexcept
{
    return (wchar_t*)openwdf_wide_find_text(text, part);
}

OPENWDF_WIDE const wchar_t* wcspbrk(const wchar_t* text, const wchar_t* set) noexcept
{
    return openwdf_wide_find_any(text, set);
}

OPENWDF_WIDE wchar_t* wcspbrk(wchar_t* text, const wchar_t* set) noexcept
{
    return (wchar_t*)openwdf_wide_find_any(text, set);
}

OPENWDF_WIDE const wchar_t* wmemchr(const wchar_t* text, wchar_t c, size_t count) noexcept
{
    return openwdf_wide_find_n(text, c, count);
}

OPENWDF_WIDE wchar_t* wmemchr(wchar_t* text, wchar_t c, size_t count) noexcept
{
    return (wchar_t*)openwdf_wide_find_n(text, c, count);
}
}

#else

#ifdef __cplusplus
extern "C" {
#endif

OPENWDF_WIDE_DECLARE(wchar_t*, wcschr, (const wchar_t* text, wchar_t c))
OPENWDF_WIDE_DECLARE(wchar_t*, wcsrchr, (const wchar_t* text, wchar_t c))
OPENWDF_WIDE_DECLARE(wchar_t*, wcsstr, (const wchar_t* text, const wchar_t* part))
OPENWDF_WIDE_DECLARE(wchar_t*, wcspbrk, (const wchar_t* text, const wchar_t* set))
OPENWDF_WIDE_DECLARE(wchar_t*, wmemchr, (const wchar_t* text, wchar_t c, size_t count))

OPENWDF_WIDE wchar_t* wcschr(const wchar_t* text, wchar_t c) OPENWDF_NOEXCEPT
{
    return (wchar_t*)openwdf_wide_find(text, c);
}

OPENWDF_WIDE wchar_t* wcsrchr(const wchar_t* text, wchar_t c) OPENWDF_NOEXCEPT
{
    return (wchar_t*)openwdf_wide_find_last(text, c);
}

OPENWDF_WIDE wchar_t* wcsstr(const wchar_t* text, const wchar_t* part) OPENWDF_NOEXCEPT
{
    return (wchar_t*)openwdf_wide_find_text(text, part);
}

OPENWDF_WIDE wchar_t* wcspbrk(const wchar_t* text, const wchar_t* set) OPENWDF_NOEXCEPT
{
    return (wchar_t*)openwdf_wide_find_any(text, set);
}

OPENWDF_WIDE wchar_t* wmemchr(const wchar_t* text, wchar_t c, size_t count) OPENWDF_NOEXCEPT
{
    return (wchar_t*)openwdf_wide_find_n(text, c, count);
}

#ifdef __cplusplus
}
#endif

#endif

#endif
