// What observers of the border and the simulated scheduler hear of IRPs. Off the fast path:
// callers test the border's features first.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {

// "IRP_MJ_READ" and so on; "IRP_MJ_?" for a number that is none.
const char* major_name(UCHAR major);

// An IRP is about to be handed to the device of its current location.
[[gnu::cold]] void watch_sent(gate::ThreadContext& context, IRP& irp);
// The completion walk is about to leave the IRP's current location.
[[gnu::cold]] void observe_completed(gate::ThreadContext& context, IRP& irp);

} // namespace openwdf::nt::io
