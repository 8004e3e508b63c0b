/* Shared by the sources of wdf_binding: one context type, declared in a header as drivers do. */
#ifndef OPENWDF_TESTS_WDF_BINDING_H
#define OPENWDF_TESTS_WDF_BINDING_H

#include <ntddk.h>
#include <wdf.h>

typedef struct _BOUND_CONTEXT {
    ULONG Count;
} BOUND_CONTEXT, *PBOUND_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(BOUND_CONTEXT, GetBoundContext)

OPENWDF_EXTERN_C_BEGIN
PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeSeenByC(VOID);
PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeSeenByCpp(VOID);
OPENWDF_EXTERN_C_END

#endif /* OPENWDF_TESTS_WDF_BINDING_H */
