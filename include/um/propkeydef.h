/* OpenWDF: property keys, declared and defined as GUIDs are. */
#ifndef _PROPKEYDEF_H_
#define _PROPKEYDEF_H_

#include <guiddef.h>

/* A property: the GUID of its set and its number there. */
typedef struct _tagpropertykey {
    GUID fmtid;
    unsigned int pid;
} PROPERTYKEY;

#ifdef __cplusplus
/* How a key is passed, and whether two keys are the same. */
#define REFPROPERTYKEY const PROPERTYKEY&
static inline int IsEqualPropertyKey(REFPROPERTYKEY a, REFPROPERTYKEY b)
{
    return a.pid == b.pid && IsEqualGUID(a.fmtid, b.fmtid);
}
static inline bool operator==(REFPROPERTYKEY a, REFPROPERTYKEY b)
{
    return IsEqualPropertyKey(a, b) != 0;
}
#if __cplusplus < 202002L
static inline bool operator!=(REFPROPERTYKEY a, REFPROPERTYKEY b)
{
    return IsEqualPropertyKey(a, b) == 0;
}
#endif
#else
#define REFPROPERTYKEY const PROPERTYKEY*
#define IsEqualPropertyKey(a, b) ((a).pid == (b).pid && IsEqualGUID(&(a).fmtid, &(b).fmtid))
#endif

#endif

/* Outside the guard, as in guiddef.h: declares a key, or defines it where INITGUID is defined. */
#undef DEFINE_PROPERTYKEY
#ifdef INITGUID
#define DEFINE_PROPERTYKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)                   \
    OPENWDF_GUID_EXTERN const PROPERTYKEY name __attribute__((__weak__));                          \
    const PROPERTYKEY name = {{l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}, pid}
#else
#define DEFINE_PROPERTYKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)                   \
    OPENWDF_GUID_EXTERN const PROPERTYKEY name
#endif
