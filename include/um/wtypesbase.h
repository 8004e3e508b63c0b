/* OpenWDF: types of COM interfaces that have no interface of their own. */
#ifndef __wtypesbase_h__
#define __wtypesbase_h__

#include <minwindef.h>
#include <winnt.h>

/* Characters, floating point, and true as -1. */
typedef WCHAR OLECHAR;
typedef OLECHAR* LPOLESTR;
typedef const OLECHAR* LPCOLESTR;
typedef double DOUBLE;
typedef LONG SCODE;
typedef short VARIANT_BOOL;
#define VARIANT_TRUE ((VARIANT_BOOL)-1)
#define VARIANT_FALSE ((VARIANT_BOOL)0)

/* Bytes, cbSize of them. */
typedef struct _BLOB {
    ULONG cbSize;
    BYTE* pBlobData;
} BLOB, *LPBLOB;

#endif
