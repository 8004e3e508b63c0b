// Releases that raise an exception on Windows when they are wrong: structured exceptions do not
// exist here, so the machine stops as it does where nobody catches one.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ke {

// The previous state; bug check 0x1E with STATUS_MUTANT_NOT_OWNED for another thread (N113).
LONG release_mutex(gate::ThreadContext& context, KMUTANT& mutex);
// The previous count; bug check 0x1E with STATUS_SEMAPHORE_LIMIT_EXCEEDED past the limit (N112).
LONG release_semaphore(gate::ThreadContext& context, KSEMAPHORE& semaphore, LONG adjustment);
// KeLeaveCriticalRegion; reports one that was never entered.
void leave_critical_region(gate::ThreadContext& context);

} // namespace openwdf::nt::ke
