/* OpenWDF: values of properties from C types. */
#ifndef _PROPVARUTIL_H_
#define _PROPVARUTIL_H_

#include <propidl.h>

/* Values that need no memory. */
static inline HRESULT InitPropVariantFromBoolean(BOOL fVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_BOOL;
    ppropvar->boolVal = fVal ? VARIANT_TRUE : VARIANT_FALSE;
    return 0;
}
static inline HRESULT InitPropVariantFromInt16(SHORT nVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_I2;
    ppropvar->iVal = nVal;
    return 0;
}
static inline HRESULT InitPropVariantFromUInt16(USHORT uiVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_UI2;
    ppropvar->uiVal = uiVal;
    return 0;
}
static inline HRESULT InitPropVariantFromInt32(LONG lVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_I4;
    ppropvar->lVal = lVal;
    return 0;
}
static inline HRESULT InitPropVariantFromUInt32(ULONG ulVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_UI4;
    ppropvar->ulVal = ulVal;
    return 0;
}
static inline HRESULT InitPropVariantFromInt64(LONGLONG llVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_I8;
    ppropvar->hVal.QuadPart = llVal;
    return 0;
}
static inline HRESULT InitPropVariantFromUInt64(ULONGLONG ullVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_UI8;
    ppropvar->uhVal.QuadPart = ullVal;
    return 0;
}
static inline HRESULT InitPropVariantFromDouble(DOUBLE dblVal, PROPVARIANT* ppropvar)
{
    ppropvar->vt = VT_R8;
    ppropvar->dblVal = dblVal;
    return 0;
}

/* Values with memory of their own, which PropVariantClear frees. Declared, not implemented. */
EXTERN_C HRESULT InitPropVariantFromCLSID(REFCLSID clsid, PROPVARIANT* ppropvar);
EXTERN_C HRESULT InitPropVariantFromFileTime(const FILETIME* pftIn, PROPVARIANT* ppropvar);
EXTERN_C HRESULT InitPropVariantFromString(PCWSTR psz, PROPVARIANT* ppropvar);
EXTERN_C HRESULT InitPropVariantFromUInt32Vector(const ULONG* prgn, ULONG cElems,
                                                 PROPVARIANT* ppropvar);

#endif
