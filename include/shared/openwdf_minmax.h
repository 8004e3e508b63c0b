/* OpenWDF: min and max as Windows sources expect them, unless NOMINMAX is defined. In C++ they are
 * functions, because macros would break the standard library's headers; std::min is preferred where
 * both are visible. */
#ifndef OPENWDF_MINMAX_H
#define OPENWDF_MINMAX_H

#if !defined(NOMINMAX) && !defined(OPENWDF_RUNTIME)
#ifdef __cplusplus
/* Overloads of their own, inside of a source's extern "C" too. */
extern "C++" {
#ifndef min
/* The smaller of two. */
template <typename A, typename B> constexpr auto min(A a, B b) -> decltype(a < b ? a : b)
{
    return a < b ? a : b;
}
#endif
#ifndef max
/* The larger of two. */
template <typename A, typename B> constexpr auto max(A a, B b) -> decltype(a > b ? a : b)
{
    return a > b ? a : b;
}
#endif
}
#else
/* The smaller and the larger of two; an argument may be evaluated twice. */
#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif
#endif
#endif

#endif
