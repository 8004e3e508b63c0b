// Lookaside lists of drivers. Nothing is kept for reuse: a fresh block each time lets sanitizers
// see what a driver does to a freed one. Allocate and free routines of the driver's are called.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

// NPAGED_LOOKASIDE_LIST and PAGED_LOOKASIDE_LIST.
void initialize_lookaside(GENERAL_LOOKASIDE& list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION free,
                          POOL_TYPE pool, SIZE_T size, ULONG tag);
void* allocate_from(gate::ThreadContext& context, GENERAL_LOOKASIDE& list);
void free_to(gate::ThreadContext& context, GENERAL_LOOKASIDE& list, void* entry);

// LOOKASIDE_LIST_EX, whose routines are told of the list.
void initialize_lookaside(LOOKASIDE_LIST_EX& list, PALLOCATE_FUNCTION_EX allocate,
                          PFREE_FUNCTION_EX free, POOL_TYPE pool, SIZE_T size, ULONG tag);
void* allocate_from(gate::ThreadContext& context, LOOKASIDE_LIST_EX& list);
void free_to(gate::ThreadContext& context, LOOKASIDE_LIST_EX& list, void* entry);

} // namespace openwdf::nt::ex
