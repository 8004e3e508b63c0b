#include "gate/stop.hpp"

#include "gate/border.hpp"

namespace openwdf::gate {

void throw_stopped(ThreadContext& context)
{
    CHECK(context.held_ranks == 0);
    if (context.border->settle_io && !context.reaps_io)
        context.border->settle_io();
    throw MachineStopped(*context.border);
}

void check_running(ThreadContext& context)
{
    if (context.border->stopped()) [[unlikely]]
        throw_stopped(context);
}

void BodyThread::run()
{
    // A machine that stopped has nothing left for its threads to do.
    (void)run_guarded(*this, body_);
}

} // namespace openwdf::gate
