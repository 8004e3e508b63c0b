#include "exec/irql.hpp"

#include "exec/processor.hpp"

namespace openwdf::exec {

void raise_irql(Thread& thread, Irql level)
{
    CHECK(level >= thread.irql);
    if (thread.irql < k_dispatch_level && level >= k_dispatch_level)
        thread.processor->enter_dispatch(thread);
    thread.irql = level;
}

void lower_irql(Thread& thread, Irql level)
{
    CHECK(level <= thread.irql);
    const bool leaves = thread.irql >= k_dispatch_level && level < k_dispatch_level;
    if (leaves) {
        // DPCs run at DISPATCH on the way down; only then does the level change.
        thread.irql = k_dispatch_level;
        thread.processor->leave_dispatch(thread);
    }
    thread.irql = level;
}

} // namespace openwdf::exec
