// Fast and guarded mutexes: an owner, waiters on an event. Not recursive (N116).
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

void initialize_fast_mutex(FAST_MUTEX& mutex);

// Leave the IRQL alone; the caller has entered a critical or guarded region.
void acquire_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex);
bool try_acquire_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex);
// Reports a release by a thread that does not own it, and changes nothing then.
bool release_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex);

// At APC_LEVEL while it is held.
void acquire_fast_mutex_raise(gate::ThreadContext& context, FAST_MUTEX& mutex);
bool try_acquire_fast_mutex_raise(gate::ThreadContext& context, FAST_MUTEX& mutex);
void release_fast_mutex_lower(gate::ThreadContext& context, FAST_MUTEX& mutex);

} // namespace openwdf::nt::ex
