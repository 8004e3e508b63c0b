// One of the three sources of wdf_binding: sees the context type from C++.
#include "wdf_binding.h"

PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeSeenByCpp(VOID)
{
    return WDF_GET_CONTEXT_TYPE_INFO(BOUND_CONTEXT);
}

PCWDF_OBJECT_CONTEXT_TYPE_INFO SHARED_CONTEXT_EXTERNAL_INIT_FUNCTION(VOID)
{
    static const WDF_OBJECT_CONTEXT_TYPE_INFO owner = {sizeof(owner), "SHARED_CONTEXT",
                                                       sizeof(SHARED_CONTEXT), &owner, nullptr};
    return &owner;
}
