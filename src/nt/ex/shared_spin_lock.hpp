// Spin locks that readers share (EX_SPIN_LOCK): one word, the number of readers or a writer.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

// Precondition: DISPATCH_LEVEL or above.
void acquire_exclusive(gate::ThreadContext& context, EX_SPIN_LOCK& lock);
void release_exclusive(EX_SPIN_LOCK& lock);
void acquire_shared(gate::ThreadContext& context, EX_SPIN_LOCK& lock);
void release_shared(EX_SPIN_LOCK& lock);
// True: the caller, the only reader, is the writer now.
bool try_make_exclusive(EX_SPIN_LOCK& lock);

} // namespace openwdf::nt::ex
