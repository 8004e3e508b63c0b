/* OpenWDF: integer and pointer-sized types.
 *
 * On Windows x64 size_t, SIZE_T, ULONG_PTR and unsigned __int64 are one type. Here size_t is
 * unsigned long and ULONGLONG is unsigned long long. Drivers hand SIZE_T pointers to size_t
 * parameters far more often than to ULONGLONG ones, so the pointer-sized family follows size_t and
 * the 64-bit family follows long long. */
#ifndef _BASETSD_H_
#define _BASETSD_H_

#include "openwdf_compiler.h"

/* Integers of a given size. */
typedef signed char INT8, *PINT8;
typedef short INT16, *PINT16;
typedef int INT32, *PINT32;
typedef long long INT64, *PINT64;
typedef unsigned char UINT8, *PUINT8;
typedef unsigned short UINT16, *PUINT16;
typedef unsigned int UINT32, *PUINT32;
typedef unsigned long long UINT64, *PUINT64;
typedef int LONG32, *PLONG32;
typedef unsigned int ULONG32, *PULONG32;
typedef unsigned int DWORD32, *PDWORD32;
typedef long long LONG64, *PLONG64;
typedef unsigned long long ULONG64, *PULONG64;
typedef unsigned long long DWORD64, *PDWORD64;

/* Integers of the size of a pointer. */
typedef __PTRDIFF_TYPE__ INT_PTR, *PINT_PTR;
typedef __SIZE_TYPE__ UINT_PTR, *PUINT_PTR;
typedef __PTRDIFF_TYPE__ LONG_PTR, *PLONG_PTR;
typedef __SIZE_TYPE__ ULONG_PTR, *PULONG_PTR;
typedef ULONG_PTR DWORD_PTR, *PDWORD_PTR;
typedef __SIZE_TYPE__ SIZE_T, *PSIZE_T;
typedef __PTRDIFF_TYPE__ SSIZE_T, *PSSIZE_T;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;
typedef unsigned int UHALF_PTR;
typedef int HALF_PTR;

/* Limits of these types. */
#define MAXUINT_PTR (~((UINT_PTR)0))
#define MAXULONG_PTR (~((ULONG_PTR)0))
#define MAXSIZE_T (~((SIZE_T)0))
#define MAXUINT8 ((UINT8)0xFF)
#define MAXUINT16 ((UINT16)0xFFFF)
#define MAXUINT32 ((UINT32)0xFFFFFFFF)
#define MAXUINT64 (~((UINT64)0))
#define MAXINT32 ((INT32)0x7FFFFFFF)
#define MAXINT64 ((INT64)(MAXUINT64 >> 1))
#define MAXULONG64 (~((ULONG64)0))
#define MAXLONG64 ((LONG64)(MAXULONG64 >> 1))

/* Between pointers, handles and 32-bit integers; the upper half is lost or extended. */
#define PtrToUlong(p) ((unsigned int)(ULONG_PTR)(p))
#define PtrToLong(p) ((int)(LONG_PTR)(p))
#define PtrToUint(p) ((unsigned int)(UINT_PTR)(p))
#define PtrToInt(p) ((int)(INT_PTR)(p))
#define PtrToUshort(p) ((unsigned short)(ULONG_PTR)(p))
#define PtrToShort(p) ((short)(LONG_PTR)(p))
#define UlongToPtr(u) ((void*)(ULONG_PTR)(unsigned int)(u))
#define LongToPtr(l) ((void*)(LONG_PTR)(int)(l))
#define UintToPtr(u) ((void*)(UINT_PTR)(unsigned int)(u))
#define IntToPtr(i) ((void*)(INT_PTR)(int)(i))
#define HandleToUlong(h) ((unsigned int)(ULONG_PTR)(h))
#define HandleToLong(h) ((int)(LONG_PTR)(h))
#define ULongToHandle(u) ((HANDLE)(ULONG_PTR)(unsigned int)(u))
#define LongToHandle(l) ((HANDLE)(LONG_PTR)(int)(l))
#define HandleToULong HandleToUlong
#define ULongToPtr UlongToPtr
#define PtrToULong PtrToUlong

#endif
