// EX_TIMER: timers that the executive allocates, with a callback at DISPATCH_LEVEL.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

// nullptr when out of memory.
PEX_TIMER allocate_timer(gate::ThreadContext& context, PEXT_CALLBACK callback, void* parameter);
// Both return whether it was set. `due` as a timeout; `period` in 100 ns, 0 for once.
bool set_timer(gate::ThreadContext& context, _EX_TIMER& timer, LONGLONG due, LONGLONG period);
bool cancel_timer(gate::ThreadContext& context, _EX_TIMER& timer);
// True when it was set and is cancelled. It goes away once no callback is queued or under way;
// `wait` returns after that, and the callback of `parameters` is told of it.
bool delete_timer(gate::ThreadContext& context, _EX_TIMER& timer, bool cancel, bool wait,
                  const EXT_DELETE_PARAMETERS* parameters);

} // namespace openwdf::nt::ex
