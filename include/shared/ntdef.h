/* OpenWDF: the basic NT types, with their Windows x64 sizes (LONG is 32 bits, WCHAR 16). */
#ifndef _NTDEF_
#define _NTDEF_

#include <stddef.h>
#include <stdarg.h>

#include "openwdf_compiler.h"
#include "basetsd.h"
#include "guiddef.h"
#include "sal.h"
#include "specstrings.h"

#ifndef VOID
/* The basic types. */
#define VOID void
#endif
typedef void* PVOID;
typedef void* PVOID64;
typedef char CHAR, *PCHAR, *PCH, *PSTR, *NPSTR, *LPCH, *LPSTR;
typedef const char *PCSTR, *LPCSTR, *PCCH, *LPCCH, *PCSZ;
typedef short SHORT, *PSHORT;
typedef int LONG, *PLONG;
typedef int INT, *PINT;
typedef unsigned char UCHAR, *PUCHAR;
typedef unsigned short USHORT, *PUSHORT;
typedef unsigned int ULONG, *PULONG;
typedef const UCHAR* PCUCHAR;
typedef const USHORT* PCUSHORT;
typedef const ULONG* PCULONG;
typedef unsigned int UINT, *PUINT;
typedef long long LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG;
typedef unsigned long long DWORDLONG;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef CHAR CCHAR, *PCCHAR;
typedef short CSHORT, *PCSHORT;
typedef ULONG CLONG, *PCLONG;
typedef ULONG LOGICAL, *PLOGICAL;
typedef char* PSZ;
typedef UCHAR KIRQL, *PKIRQL;
typedef CCHAR KPROCESSOR_MODE;
typedef LONG KPRIORITY;
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef LONG HRESULT;
typedef LONGLONG USN;
typedef UCHAR FCHAR;
typedef ULONG LCID, *PLCID;
typedef USHORT LANGID;
typedef void *HANDLE, **PHANDLE;

#if __SIZEOF_WCHAR_T__ == 2
/* A 16-bit character. */
typedef wchar_t WCHAR;
#elif defined(__cplusplus)
typedef char16_t WCHAR;
#else
typedef unsigned short WCHAR;
#endif
typedef WCHAR *PWCHAR, *LPWCH, *PWCH, *NWPSTR, *LPWSTR, *PWSTR, *PZZWSTR;
typedef const WCHAR *LPCWCH, *PCWCH, *LPCWSTR, *PCWSTR, *PCNZWCH, *PCZZWSTR;
typedef WCHAR UNALIGNED *LPUWSTR, *PUWSTR;

#ifndef TRUE
/* Truth, nothing, and the direction of parameters in old sources. */
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef NULL
#define NULL 0
#endif
#ifndef IN
#define IN
#define OUT
#define OPTIONAL
#endif

/* Limits of the basic types and of the machine. */
#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG 0x80000000
#define MAXLONG 0x7fffffff
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXLONGLONG (0x7fffffffffffffffLL)
#define ANYSIZE_ARRAY 1
#define ANSI_NULL ((CHAR)0)
#define UNICODE_NULL ((WCHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define MAX_NATURAL_ALIGNMENT 8
#define MAXIMUM_PROC_PER_GROUP 64
#define MAXIMUM_PROCESSORS MAXIMUM_PROC_PER_GROUP
#define ALL_PROCESSOR_GROUPS 0xffff

#ifndef _HRESULT_DEFINED
#define _HRESULT_DEFINED
#endif

/* Link or head of a doubly linked list. */
typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY* Flink;
    struct _LIST_ENTRY* Blink;
} LIST_ENTRY, *PLIST_ENTRY, *RESTRICTED_POINTER PRLIST_ENTRY;

/* Link or head of a singly linked list. */
typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY* Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

/* A signed 64-bit number and its halves. */
typedef union _LARGE_INTEGER {
    _ANONYMOUS_STRUCT struct {
        ULONG LowPart;
        LONG HighPart;
    } DUMMYSTRUCTNAME;
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

/* An unsigned 64-bit number and its halves. */
typedef union _ULARGE_INTEGER {
    _ANONYMOUS_STRUCT struct {
        ULONG LowPart;
        ULONG HighPart;
    } DUMMYSTRUCTNAME;
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

/* An address on the bus of the processor. */
typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

/* A number that is unique on this machine until it restarts. */
typedef struct _LUID {
    ULONG LowPart;
    LONG HighPart;
} LUID, *PLUID;

/* A counted string; lengths in bytes, not necessarily terminated. */
typedef struct _UNICODE_STRING {
    USHORT Length;
    USHORT MaximumLength;
    PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING* PCUNICODE_STRING;

/* A counted string of bytes; lengths in bytes, not necessarily terminated. */
typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR Buffer;
} STRING, *PSTRING;
typedef STRING ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING, UTF8_STRING, *PUTF8_STRING;
typedef STRING CANSI_STRING;
typedef const STRING *PCSTRING, *PCANSI_STRING, *PCOEM_STRING, *PCUTF8_STRING;

/* Name and properties of an object to open or make. */
typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor;
    PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES* PCOBJECT_ATTRIBUTES;

/* Bits of OBJECT_ATTRIBUTES.Attributes. */
#define OBJ_INHERIT 0x00000002
#define OBJ_PERMANENT 0x00000010
#define OBJ_EXCLUSIVE 0x00000020
#define OBJ_CASE_INSENSITIVE 0x00000040
#define OBJ_OPENIF 0x00000080
#define OBJ_OPENLINK 0x00000100
#define OBJ_KERNEL_HANDLE 0x00000200
#define OBJ_FORCE_ACCESS_CHECK 0x00000400
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800
#define OBJ_DONT_REPARSE 0x00001000
#define OBJ_VALID_ATTRIBUTES 0x00001FF2

/* Fills in OBJECT_ATTRIBUTES: name, attributes, root directory, security descriptor. */
#define InitializeObjectAttributes(p, n, a, r, s)                                                  \
    do {                                                                                           \
        (p)->Length = sizeof(OBJECT_ATTRIBUTES);                                                   \
        (p)->RootDirectory = (r);                                                                  \
        (p)->Attributes = (a);                                                                     \
        (p)->ObjectName = (n);                                                                     \
        (p)->SecurityDescriptor = (s);                                                             \
        (p)->SecurityQualityOfService = NULL;                                                      \
    } while (0)

/* A processor by group and number. */
typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR Number;
    UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

/* Processors of one group. */
typedef struct _GROUP_AFFINITY {
    KAFFINITY Mask;
    USHORT Group;
    USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

/* Kinds of events, timers and waits. */
typedef enum _EVENT_TYPE { NotificationEvent, SynchronizationEvent } EVENT_TYPE;
typedef enum _TIMER_TYPE { NotificationTimer, SynchronizationTimer } TIMER_TYPE;
typedef enum _WAIT_TYPE { WaitAll, WaitAny, WaitNotification, WaitDequeue, WaitDpc } WAIT_TYPE;

/* Severity of a status. */
#define NT_SUCCESS(status) (((NTSTATUS)(status)) >= 0)
#define NT_INFORMATION(status) ((((ULONG)(status)) >> 30) == 1)
#define NT_WARNING(status) ((((ULONG)(status)) >> 30) == 2)
#define NT_ERROR(status) ((((ULONG)(status)) >> 30) == 3)

/* Places and sizes of members and arrays, in bytes. */
#define FIELD_OFFSET(type, field) ((LONG) __builtin_offsetof(type, field))
#define UFIELD_OFFSET(type, field) ((ULONG) __builtin_offsetof(type, field))
#define RTL_FIELD_SIZE(type, field) (sizeof(((type*)0)->field))
#define RTL_SIZEOF_THROUGH_FIELD(type, field)                                                      \
    (__builtin_offsetof(type, field) + RTL_FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(object, size, field)                                                    \
    ((((PCHAR)(&(object)->field)) + sizeof((object)->field)) <= (((PCHAR)(object)) + (size)))
#define RTL_NUMBER_OF(array) (sizeof(array) / sizeof((array)[0]))
#define ARRAYSIZE(array) RTL_NUMBER_OF(array)
#define _ARRAYSIZE(array) RTL_NUMBER_OF(array)
#define RTL_BITS_OF(size_of) (sizeof(size_of) * 8)
#define CONTAINING_RECORD(address, type, field)                                                    \
    ((type*)((PCHAR)(address) - __builtin_offsetof(type, field)))
#define TYPE_ALIGNMENT(type) OPENWDF_ALIGNOF(type)
#define C_ASSERT(condition) OPENWDF_STATIC_ASSERT(condition, #condition)
#define UNREFERENCED_PARAMETER(p) ((void)(p))
#define UNREFERENCED_LOCAL_VARIABLE(v) ((void)(v))
#define DBG_UNREFERENCED_PARAMETER(p) ((void)(p))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(v) ((void)(v))
#define DEFAULT_UNREACHABLE                                                                        \
    default: __builtin_unreachable()

/* String objects over literals; sizes come from the literal, whose character type must be WCHAR. */
#define RTL_CONSTANT_STRING(s)                                                                     \
    {                                                                                              \
        sizeof(s) - sizeof((s)[0]), sizeof(s), OPENWDF_STRING_BUFFER(s)                            \
    }
#ifdef __cplusplus
template <typename T> constexpr T* openwdf_mutable(const T* text)
{
    return const_cast<T*>(text);
}
#define OPENWDF_STRING_BUFFER(s) openwdf_mutable(s)
#else
#define OPENWDF_STRING_BUFFER(s) (s)
#endif
#define DECLARE_CONST_UNICODE_STRING(name, text)                                                   \
    const WCHAR name##_buffer[] = text;                                                            \
    const UNICODE_STRING name = {sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)name##_buffer}
#define DECLARE_UNICODE_STRING_SIZE(name, characters)                                              \
    WCHAR name##_buffer[characters];                                                               \
    UNICODE_STRING name = {0, (characters) * sizeof(WCHAR), name##_buffer}
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text)                                            \
    const UNICODE_STRING name = RTL_CONSTANT_STRING(text)
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(name, attributes)                                           \
    {                                                                                              \
        sizeof(OBJECT_ATTRIBUTES), NULL, name, attributes, NULL, NULL                              \
    }
#define OBJ_NAME_PATH_SEPARATOR ((WCHAR)u'\\')

/* An argument that says nothing. */
#define NOTHING

#endif
