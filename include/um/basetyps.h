/* OpenWDF: linkage macros of interfaces. */
#ifndef _BASETYPS_H_
#define _BASETYPS_H_

#include <guiddef.h>

/* A function with C linkage that returns an HRESULT, or another type. */
#define STDAPI EXTERN_C HRESULT
#define STDAPI_(type) EXTERN_C type
#define STDMETHODIMP HRESULT
#define STDMETHODIMP_(type) type
#define STDMETHODCALLTYPE

#endif
