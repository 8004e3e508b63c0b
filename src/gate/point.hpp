// A decision of the simulated scheduler between the gates, where nothing else lets another thread
// in: an IRP that changes hands, a wait, a lock of the framework that is given back.
#pragma once

#include "gate/border.hpp"
#include "gate/stop.hpp"

namespace openwdf::gate {

// Nothing in a live machine. Any IRQL; precondition: no runtime lock held. `name` is of static
// life. Returns also when the machine stopped meanwhile: for places that must run to their end.
inline void let_others_run(ThreadContext& context, exec::Point point, const char* name)
{
    if ((context.border->features() & k_simulated) != 0) [[unlikely]]
        context.border->scheduler().point(point, name);
}

// The same, but throws MachineStopped.
inline void scheduling_point(ThreadContext& context, exec::Point point, const char* name)
{
    if ((context.border->features() & k_simulated) == 0) [[likely]]
        return;
    context.border->scheduler().point(point, name);
    check_running(context);
}

} // namespace openwdf::gate
