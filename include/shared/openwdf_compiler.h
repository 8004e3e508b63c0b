/* OpenWDF: Windows source dialect on gcc and clang, the headers' part of the compile contract.
 *
 * Every public header includes this one. Drivers get the whole dialect. Translation units of the
 * runtime and of harnesses define OPENWDF_RUNTIME=1 and get only what our own headers need, so that
 * glibc and libstdc++ keep their own meaning of the same names.
 *
 * __declspec is mapped member by member. A member that is not listed is an error that names it: a
 * blind mapping to attributes would lose alignment without a word.
 *   gcc:   `struct __declspec(align(n)) S {...}`, members and objects work. The prefix form
 *          `__declspec(align(n)) struct S {...};` cannot: g++ rejects it, but gcc drops it for C
 *          without a word, so openwdf_add_driver refuses C sources with it.
 *   clang: its own __declspec is used where the Linux target has the member; all forms work.
 *   One member per __declspec(): `__declspec(noinline noreturn)` does not compile. */
#ifndef OPENWDF_COMPILER_H
#define OPENWDF_COMPILER_H

#if !defined(__GNUC__) || !defined(__x86_64__)
#error "OpenWDF's headers need gcc or clang for x86-64"
#endif

#define OPENWDF_EXPORT __attribute__((__visibility__("default")))
#define OPENWDF_UNAVAILABLE(text) __attribute__((__error__(text)))

#ifdef __cplusplus
#define OPENWDF_EXTERN_C_BEGIN extern "C" {
#define OPENWDF_EXTERN_C_END }
#define OPENWDF_STATIC_ASSERT(condition, text) static_assert(condition, text)
#define OPENWDF_ALIGNOF(type) alignof(type)
/* Artificial: a report names the driver's line that calls, not the wrapper's. */
#define OPENWDF_INLINE static inline __attribute__((__always_inline__, __unused__, __artificial__))
#else
#define OPENWDF_EXTERN_C_BEGIN
#define OPENWDF_EXTERN_C_END
#define OPENWDF_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#define OPENWDF_ALIGNOF(type) _Alignof(type)
/* Not static: C warns when a driver's own non-static __inline function calls a static one. */
#define OPENWDF_INLINE                                                                             \
    extern inline __attribute__((__gnu_inline__, __always_inline__, __artificial__))
#endif

/* Integer types whose Windows names are keywords. Macros, because `unsigned __int64` must work. */
#ifndef OPENWDF_RUNTIME
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wkeyword-macro"
#endif
#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
#define __int3264 long long
#define _int64 long long

/* Calling conventions: x64 has one. */
#define __cdecl
#define __stdcall
#define __fastcall
#define __thiscall
#define __vectorcall
#define _cdecl
#define _stdcall
#define CDECL
#define __unaligned
#define __ptr32
#define __ptr64
#define __sptr
#define __uptr
#define __w64
#define __assume(condition) ((void)0)
#define __nop() __asm__ volatile("nop")
#define __debugbreak() __builtin_trap()
#define _ReturnAddress() __builtin_return_address(0)
#define _ReadWriteBarrier() __asm__ volatile("" ::: "memory")
#define __noop(...) ((void)0)

#undef __inline
#undef __forceinline
/* Inline as MSVC means it. */
#define __inline inline __attribute__((__always_inline__))
#define _inline __inline
#define __forceinline inline __attribute__((__always_inline__))

/* gcc: one __attribute__ per __declspec. clang: one __declspec, left and re-entered where the
 * member needs something else; the preprocessor does not expand the inner __declspec again. */
#ifdef __clang__
#define __declspec(member) __declspec(OPENWDF_DECLSPEC_##member)
#define OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_align align
#define OPENWDF_DECLSPEC_deprecated deprecated
#define OPENWDF_DECLSPEC_dllexport ) OPENWDF_EXPORT __declspec(
#define OPENWDF_DECLSPEC_selectany ) __attribute__((__weak__)) __declspec(
#define OPENWDF_DECLSPEC_thread ) __thread __declspec(
#else
#define __declspec(member) __attribute__((OPENWDF_DECLSPEC_##member))
#define __pragma(text) /* MSVC's, in the middle of a line; clang has its own */
#define OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_align __aligned__
#define OPENWDF_DECLSPEC_deprecated __deprecated__
#define OPENWDF_DECLSPEC_dllexport __visibility__("default")
#define OPENWDF_DECLSPEC_selectany __weak__
#define OPENWDF_DECLSPEC_thread )) __thread __attribute__((
#endif
#define OPENWDF_DECLSPEC_noinline OPENWDF_DECLSPEC_PLAIN(noinline)
#define OPENWDF_DECLSPEC_noreturn OPENWDF_DECLSPEC_PLAIN(noreturn)
#define OPENWDF_DECLSPEC_nothrow OPENWDF_DECLSPEC_NONE /* bug checks unwind through drivers */
#define OPENWDF_DECLSPEC_dllimport OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_novtable OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_restrict OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_noalias OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_empty_bases OPENWDF_DECLSPEC_NONE /* always so in the Itanium ABI */
#define OPENWDF_DECLSPEC_guard(name) OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_uuid(text) OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_code_seg(text) OPENWDF_DECLSPEC_NONE
#define OPENWDF_DECLSPEC_allocate(text) OPENWDF_DECLSPEC_NONE
#ifdef __clang__
#define OPENWDF_DECLSPEC_PLAIN(name) name
#pragma clang diagnostic pop
#pragma clang diagnostic error "-Wunknown-attributes"
#pragma clang diagnostic error "-Wignored-attributes"
#else
#define OPENWDF_DECLSPEC_PLAIN(name) __##name##__
#pragma GCC diagnostic error "-Wattributes"
#endif

#endif /* !OPENWDF_RUNTIME */

/* Names that the Windows headers themselves define. */
#define DECLSPEC_ALIGN(n) __attribute__((__aligned__(n)))
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(64)
#define DECLSPEC_NORETURN __attribute__((__noreturn__))
#define DECLSPEC_NOINLINE __attribute__((__noinline__))
#define DECLSPEC_SELECTANY __attribute__((__weak__))
#define DECLSPEC_DEPRECATED __attribute__((__deprecated__))
#define DECLSPEC_EXPORT OPENWDF_EXPORT
#define DECLSPEC_IMPORT
#define DECLSPEC_RESTRICT
#define DECLSPEC_NOTHROW
#define DECLSPEC_NOVTABLE
#define DECLSPEC_UUID(text)
#define FORCEINLINE inline __attribute__((__always_inline__))
#define CFORCEINLINE FORCEINLINE
#define FASTCALL
#define NTAPI
#define NTSYSAPI OPENWDF_EXPORT
#define NTSYSCALLAPI OPENWDF_EXPORT
#define NTKERNELAPI OPENWDF_EXPORT
#define NTHALAPI OPENWDF_EXPORT
#define UNALIGNED
#define RESTRICTED_POINTER
#define POINTER_32
#define POINTER_64
#define CONST const

/* Nameless members: MSVC has them by default, ISO C++ allows only unions. */
#define _ANONYMOUS_UNION __extension__
#define _ANONYMOUS_STRUCT __extension__
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define DUMMYUNIONNAME6
#define DUMMYUNIONNAME7
#define DUMMYUNIONNAME8
#define DUMMYUNIONNAME9
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define DUMMYSTRUCTNAME4
#define DUMMYSTRUCTNAME5
#define DUMMYSTRUCTNAME6

#ifndef _AMD64_
#define _AMD64_
#endif
#ifndef _WIN64
/* The machine that all sources are built for. */
#define _WIN64 1
#endif

#endif
