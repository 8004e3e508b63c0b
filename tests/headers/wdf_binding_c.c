// One of the three sources of wdf_binding: sees the context type from C.
#include "wdf_binding.h"

PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeSeenByC(VOID)
{
    return WDF_GET_CONTEXT_TYPE_INFO(BOUND_CONTEXT);
}
