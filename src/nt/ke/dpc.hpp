// DPC objects of drivers. The KDPC is queued itself: its list entry and the word behind it are the
// processor's Work, and DpcData, set while it is queued, says whose code the routine is.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ke {

void initialize_dpc(KDPC& dpc, PKDEFERRED_ROUTINE routine, void* context);
// False when it is queued already: then nothing changes (N124). Runs on the current processor at
// DISPATCH_LEVEL; before this returns when the caller is below that level.
bool insert_dpc(gate::ThreadContext& context, KDPC& dpc, void* argument1, void* argument2);

} // namespace openwdf::nt::ke
