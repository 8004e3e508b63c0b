/* OpenWDF: keys and types of device properties. */
#ifndef _DEVPROPDEF_H_
#define _DEVPROPDEF_H_

#include <guiddef.h>
#include <ntdef.h>

/* What keys and values are made of. */
typedef ULONG DEVPROPTYPE, *PDEVPROPTYPE;
typedef GUID DEVPROPGUID, *PDEVPROPGUID;
typedef ULONG DEVPROPID, *PDEVPROPID;
typedef CHAR DEVPROP_BOOLEAN, *PDEVPROP_BOOLEAN;

/* Names a property: a set and a number in it, at least DEVPROPID_FIRST_USABLE. */
typedef struct _DEVPROPKEY {
    DEVPROPGUID fmtid;
    DEVPROPID pid;
} DEVPROPKEY, *PDEVPROPKEY;

/* Where a property lives: the device itself or the class of an interface. */
typedef enum _DEVPROPSTORE {
    DEVPROP_STORE_SYSTEM,
    DEVPROP_STORE_USER
} DEVPROPSTORE,
    *PDEVPROPSTORE;

/* Values of a DEVPROP_BOOLEAN. */
#define DEVPROP_TRUE ((DEVPROP_BOOLEAN)-1)
#define DEVPROP_FALSE ((DEVPROP_BOOLEAN)0)

/* The first number that a property may have. */
#define DEVPROPID_FIRST_USABLE 2

/* Modifiers: an array of fixed-size values, a list of strings. */
#define DEVPROP_TYPEMOD_ARRAY 0x00001000
#define DEVPROP_TYPEMOD_LIST 0x00002000

/* Types of a property's value. */
#define DEVPROP_TYPE_EMPTY 0x00000000
#define DEVPROP_TYPE_NULL 0x00000001
#define DEVPROP_TYPE_SBYTE 0x00000002
#define DEVPROP_TYPE_BYTE 0x00000003
#define DEVPROP_TYPE_INT16 0x00000004
#define DEVPROP_TYPE_UINT16 0x00000005
#define DEVPROP_TYPE_INT32 0x00000006
#define DEVPROP_TYPE_UINT32 0x00000007
#define DEVPROP_TYPE_INT64 0x00000008
#define DEVPROP_TYPE_UINT64 0x00000009
#define DEVPROP_TYPE_FLOAT 0x0000000A
#define DEVPROP_TYPE_DOUBLE 0x0000000B
#define DEVPROP_TYPE_DECIMAL 0x0000000C
#define DEVPROP_TYPE_GUID 0x0000000D
#define DEVPROP_TYPE_CURRENCY 0x0000000E
#define DEVPROP_TYPE_DATE 0x0000000F
#define DEVPROP_TYPE_FILETIME 0x00000010
#define DEVPROP_TYPE_BOOLEAN 0x00000011
#define DEVPROP_TYPE_STRING 0x00000012
#define DEVPROP_TYPE_STRING_LIST (DEVPROP_TYPE_STRING | DEVPROP_TYPEMOD_LIST)
#define DEVPROP_TYPE_SECURITY_DESCRIPTOR 0x00000013
#define DEVPROP_TYPE_SECURITY_DESCRIPTOR_STRING 0x00000014
#define DEVPROP_TYPE_DEVPROPKEY 0x00000015
#define DEVPROP_TYPE_DEVPROPTYPE 0x00000016
#define DEVPROP_TYPE_BINARY (DEVPROP_TYPE_BYTE | DEVPROP_TYPEMOD_ARRAY)
#define DEVPROP_TYPE_ERROR 0x00000017
#define DEVPROP_TYPE_NTSTATUS 0x00000018
#define DEVPROP_TYPE_STRING_INDIRECT 0x00000019

/* Bounds and parts of a type. */
#define MAX_DEVPROP_TYPE DEVPROP_TYPE_STRING_INDIRECT
#define MAX_DEVPROP_TYPEMOD DEVPROP_TYPEMOD_LIST
#define DEVPROP_MASK_TYPE 0x00000FFF
#define DEVPROP_MASK_TYPEMOD 0x0000F000

#ifdef __cplusplus
/* Whether two keys name the same property. */
inline bool operator==(const DEVPROPKEY& a, const DEVPROPKEY& b)
{
    return a.pid == b.pid && memcmp(&a.fmtid, &b.fmtid, sizeof(a.fmtid)) == 0;
}
#if __cplusplus < 202002L
inline bool operator!=(const DEVPROPKEY& a, const DEVPROPKEY& b)
{
    return !(a == b);
}
#endif
/* Whether two keys name the same property. */
#define IsEqualDevPropKey(a, b) ((a) == (b))
#else
/* Whether two keys name the same property. */
#define IsEqualDevPropKey(a, b)                                                                    \
    ((a).pid == (b).pid && memcmp(&(a).fmtid, &(b).fmtid, sizeof((a).fmtid)) == 0)
#endif

#endif

/* Outside the guard, as DEFINE_GUID: declares a key, or defines it where INITGUID is defined. */
#undef DEFINE_DEVPROPKEY
#ifdef INITGUID
#ifdef __cplusplus
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)                    \
    extern "C" const DEVPROPKEY name __attribute__((__weak__));                                    \
    const DEVPROPKEY name = {{l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}, pid}
#else
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)                    \
    const DEVPROPKEY name                                                                          \
        __attribute__((__weak__)) = {{l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}, pid}
#endif
#else
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)                    \
    OPENWDF_GUID_EXTERN const DEVPROPKEY name
#endif
