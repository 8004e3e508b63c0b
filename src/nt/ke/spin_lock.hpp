// Executive spin locks: one word in the driver's memory, held at DISPATCH_LEVEL, over calls into
// and out of the runtime. Not to be mixed up with the runtime's own exec::Lock.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ke {

// Precondition of all: the thread is at DISPATCH_LEVEL or above. Taking a lock that the thread
// holds stops the machine (N102); so does releasing one that it does not hold.
void acquire_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock);
// False when another thread holds it.
bool try_acquire_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock);
void release_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock);
bool holds_spin_lock(const gate::ThreadContext& context, const KSPIN_LOCK& lock);

// The same with the change of level: returns the level to give back.
KIRQL acquire_spin_lock_raise(gate::ThreadContext& context, KSPIN_LOCK& lock);
void release_spin_lock_lower(gate::ThreadContext& context, KSPIN_LOCK& lock, KIRQL irql);

} // namespace openwdf::nt::ke
