// Changes of level that drivers ask for (N101).
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ke {

// The level before. Raising to a lower level stops the machine with bug check 0x09.
KIRQL raise_irql(gate::ThreadContext& context, KIRQL level);
// Lowering to a higher level stops the machine with bug check 0x0A.
void lower_irql(gate::ThreadContext& context, KIRQL level);

} // namespace openwdf::nt::ke
