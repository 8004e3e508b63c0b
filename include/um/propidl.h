/* OpenWDF: values of properties. Of a value's kinds, those that hold COM interfaces, clipboard data
 * and nested values are not declared; the structure has its full size. */
#ifndef __propidl_h__
#define __propidl_h__

#include <propkeydef.h>
#include <wtypesbase.h>

/* Kinds of a value. */
enum VARENUM {
    VT_EMPTY = 0,
    VT_NULL = 1,
    VT_I2 = 2,
    VT_I4 = 3,
    VT_R4 = 4,
    VT_R8 = 5,
    VT_CY = 6,
    VT_DATE = 7,
    VT_BSTR = 8,
    VT_DISPATCH = 9,
    VT_ERROR = 10,
    VT_BOOL = 11,
    VT_VARIANT = 12,
    VT_UNKNOWN = 13,
    VT_DECIMAL = 14,
    VT_I1 = 16,
    VT_UI1 = 17,
    VT_UI2 = 18,
    VT_UI4 = 19,
    VT_I8 = 20,
    VT_UI8 = 21,
    VT_INT = 22,
    VT_UINT = 23,
    VT_VOID = 24,
    VT_HRESULT = 25,
    VT_PTR = 26,
    VT_SAFEARRAY = 27,
    VT_CARRAY = 28,
    VT_USERDEFINED = 29,
    VT_LPSTR = 30,
    VT_LPWSTR = 31,
    VT_RECORD = 36,
    VT_INT_PTR = 37,
    VT_UINT_PTR = 38,
    VT_FILETIME = 64,
    VT_BLOB = 65,
    VT_STREAM = 66,
    VT_STORAGE = 67,
    VT_STREAMED_OBJECT = 68,
    VT_STORED_OBJECT = 69,
    VT_BLOB_OBJECT = 70,
    VT_CF = 71,
    VT_CLSID = 72,
    VT_VERSIONED_STREAM = 73,
    VT_BSTR_BLOB = 0xfff,
    VT_VECTOR = 0x1000,
    VT_ARRAY = 0x2000,
    VT_BYREF = 0x4000,
    VT_RESERVED = 0x8000,
};
typedef unsigned short VARTYPE;

/* Arrays of values. */
typedef struct tagCAC {
    ULONG cElems;
    CHAR* pElems;
} CAC;
typedef struct tagCAUB {
    ULONG cElems;
    UCHAR* pElems;
} CAUB;
typedef struct tagCAI {
    ULONG cElems;
    SHORT* pElems;
} CAI;
typedef struct tagCAUI {
    ULONG cElems;
    USHORT* pElems;
} CAUI;
typedef struct tagCAL {
    ULONG cElems;
    LONG* pElems;
} CAL;
typedef struct tagCAUL {
    ULONG cElems;
    ULONG* pElems;
} CAUL;
typedef struct tagCAFLT {
    ULONG cElems;
    FLOAT* pElems;
} CAFLT;
typedef struct tagCADBL {
    ULONG cElems;
    DOUBLE* pElems;
} CADBL;
typedef struct tagCAH {
    ULONG cElems;
    LARGE_INTEGER* pElems;
} CAH;
typedef struct tagCAUH {
    ULONG cElems;
    ULARGE_INTEGER* pElems;
} CAUH;
typedef struct tagCABOOL {
    ULONG cElems;
    VARIANT_BOOL* pElems;
} CABOOL;
typedef struct tagCAFILETIME {
    ULONG cElems;
    FILETIME* pElems;
} CAFILETIME;
typedef struct tagCACLSID {
    ULONG cElems;
    CLSID* pElems;
} CACLSID;
typedef struct tagCALPSTR {
    ULONG cElems;
    LPSTR* pElems;
} CALPSTR;
typedef struct tagCALPWSTR {
    ULONG cElems;
    LPWSTR* pElems;
} CALPWSTR;

/* A value; vt is one of VARENUM. */
typedef struct tagPROPVARIANT {
    VARTYPE vt;
    WORD wReserved1;
    WORD wReserved2;
    WORD wReserved3;
    union {
        CHAR cVal;
        UCHAR bVal;
        SHORT iVal;
        USHORT uiVal;
        LONG lVal;
        ULONG ulVal;
        INT intVal;
        UINT uintVal;
        LARGE_INTEGER hVal;
        ULARGE_INTEGER uhVal;
        FLOAT fltVal;
        DOUBLE dblVal;
        VARIANT_BOOL boolVal;
        SCODE scode;
        FILETIME filetime;
        CLSID* puuid;
        BLOB blob;
        LPSTR pszVal;
        LPWSTR pwszVal;
        CAC cac;
        CAUB caub;
        CAI cai;
        CAUI caui;
        CAL cal;
        CAUL caul;
        CAH cah;
        CAUH cauh;
        CAFLT caflt;
        CADBL cadbl;
        CABOOL cabool;
        CAFILETIME cafiletime;
        CACLSID cauuid;
        CALPSTR calpstr;
        CALPWSTR calpwstr;
    };
} PROPVARIANT, *LPPROPVARIANT;

#ifdef __cplusplus
/* How a value is passed. */
#define REFPROPVARIANT const PROPVARIANT&
#else
#define REFPROPVARIANT const PROPVARIANT*
#endif

/* An empty value. */
static inline void PropVariantInit(PROPVARIANT* pvar)
{
    memset(pvar, 0, sizeof(*pvar));
}

/* Frees what a value holds. Declared, not implemented: link-time name. */
EXTERN_C HRESULT PropVariantClear(PROPVARIANT* pvar);

#endif
