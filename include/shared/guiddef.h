/* OpenWDF: GUID. DEFINE_GUID declares the constant, or defines it where INITGUID is defined. */
#ifndef GUID_DEFINED
#define GUID_DEFINED

#include <string.h>

#include "openwdf_compiler.h"

/* A globally unique identifier. */
typedef struct _GUID {
    unsigned int Data1;
    unsigned short Data2;
    unsigned short Data3;
    unsigned char Data4[8];
} GUID;

/* Its uses. */
typedef GUID* LPGUID;
typedef const GUID* LPCGUID;
typedef GUID IID, *LPIID;
typedef GUID CLSID, *LPCLSID;
typedef GUID FMTID, *LPFMTID;

#ifdef __cplusplus
/* C linkage, and how a GUID is passed: by reference in C++, by pointer in C. */
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#define REFGUID const GUID&
#define REFIID const IID&
#define REFCLSID const CLSID&
#define REFFMTID const FMTID&

/* Whether two GUIDs are equal. */
static inline int InlineIsEqualGUID(REFGUID a, REFGUID b)
{
    return memcmp(&a, &b, sizeof(GUID)) == 0;
}
static inline int IsEqualGUID(REFGUID a, REFGUID b)
{
    return memcmp(&a, &b, sizeof(GUID)) == 0;
}
#ifndef OPENWDF_NO_GUID_OPERATORS
static inline bool operator==(REFGUID a, REFGUID b)
{
    return memcmp(&a, &b, sizeof(GUID)) == 0;
}
#if __cplusplus < 202002L
static inline bool operator!=(REFGUID a, REFGUID b)
{
    return memcmp(&a, &b, sizeof(GUID)) != 0;
}
#endif
#endif
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#define REFGUID const GUID*
#define REFIID const IID*
#define REFCLSID const CLSID*
#define REFFMTID const FMTID*
#define IsEqualGUID(a, b) (!memcmp((a), (b), sizeof(GUID)))
#define InlineIsEqualGUID(a, b) IsEqualGUID(a, b)
#endif

/* Whether two ids are equal. */
#define IsEqualIID(a, b) IsEqualGUID(a, b)
#define IsEqualCLSID(a, b) IsEqualGUID(a, b)

#endif

/* Outside the guard: <initguid.h> after another header switches declaration to definition. The
 * definition is weak, so that several translation units may define the same GUID. */
#undef DEFINE_GUID
#undef OPENWDF_GUID_EXTERN
#ifdef __cplusplus
#define OPENWDF_GUID_EXTERN extern "C"
#else
#define OPENWDF_GUID_EXTERN extern
#endif
#ifdef INITGUID
#ifdef __cplusplus
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    extern "C" const GUID name __attribute__((__weak__));                                          \
    const GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    const GUID name __attribute__((__weak__)) = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#endif
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    OPENWDF_GUID_EXTERN const GUID name
#endif
