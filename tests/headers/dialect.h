/* The Windows dialect that openwdf_compiler.h gives a driver: what a compiler can assert. */
#ifndef OPENWDF_TESTS_DIALECT_H
#define OPENWDF_TESTS_DIALECT_H

#include <ntddk.h>

C_ASSERT(sizeof(LONG) == 4 && sizeof(ULONG) == 4 && sizeof(LONGLONG) == 8);
C_ASSERT(sizeof(WCHAR) == 2 && sizeof(L"ab") == 6);
C_ASSERT(sizeof(__int8) == 1 && sizeof(__int16) == 2 && sizeof(__int32) == 4);
C_ASSERT(sizeof(unsigned __int64) == 8 && sizeof(__int3264) == 8);
C_ASSERT((char)-1 < 0);

typedef struct __declspec(align(64)) _TAG_ALIGNED {
    int x;
} TAG_ALIGNED;
typedef struct DECLSPEC_ALIGN(16) _MACRO_ALIGNED {
    char c;
} MACRO_ALIGNED;
struct MEMBER_ALIGNED {
    __declspec(align(16)) char a;
    char b;
    __int64 c;
};
static __declspec(align(32)) int object_aligned;
C_ASSERT(sizeof(TAG_ALIGNED) == 64 && OPENWDF_ALIGNOF(TAG_ALIGNED) == 64);
C_ASSERT(sizeof(MACRO_ALIGNED) == 16);
C_ASSERT(FIELD_OFFSET(struct MEMBER_ALIGNED, b) == 1 && sizeof(struct MEMBER_ALIGNED) == 16);
C_ASSERT(__alignof__(object_aligned) == 32);

/* Storage units of different types do not share bits (-mms-bitfields). */
struct BIT_FIELDS {
    ULONG a : 4;
    UCHAR b : 4;
};
C_ASSERT(sizeof(struct BIT_FIELDS) == 8);

OPENWDF_EXTERN_C_BEGIN
__declspec(noreturn) void dialect_noreturn(void);
__declspec(dllimport) int dialect_imported(void);
__declspec(deprecated) int dialect_deprecated(void);
__declspec(deprecated("with a text")) int dialect_deprecated_text(void);
__declspec(restrict) void* dialect_restrict(void);
__declspec(nothrow) int __stdcall dialect_nothrow(void);
extern __declspec(selectany) int dialect_selectany;
__declspec(allocate("PAGEDATA")) extern int dialect_allocate;
__declspec(code_seg("PAGE")) int __cdecl dialect_exported(int value);
OPENWDF_EXTERN_C_END

static __declspec(thread) int dialect_thread;

__inline int dialect_inline(LONG value)
{
    InterlockedIncrement(&value);
    return value;
}

FORCEINLINE int dialect_forceinline(int value)
{
    return dialect_inline(value);
}

static __declspec(noinline) int dialect_noinline(int value)
{
    return dialect_forceinline(value) + object_aligned + dialect_thread;
}

__declspec(dllexport) int __cdecl dialect_exported(int value)
{
    UNICODE_STRING text = RTL_CONSTANT_STRING(L"text");
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Name");
    return dialect_noinline(value) + text.Length + name.Length;
}

#endif
