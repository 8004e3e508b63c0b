#include "host/sim/sim_port.hpp"

#include <algorithm>

namespace openwdf::host {

// A disk does not let go of a read it has begun, a pipe does: drivers must live with both.
void SimPort::cancel(IoOp& op)
{
    if (host_.flip())
        host_.end_early(op);
}

void SimPort::wait(Ticks deadline)
{
    const Ticks due = host_.next_completion();
    if (!std::exchange(woken_, false) && std::min(due, deadline) > host_.interrupt_time()) {
        CHECK(std::min(due, deadline) != base::k_never);
        host_.advance_to(std::min(due, deadline));
    }
    while (host_.next_completion() <= host_.interrupt_time())
        host_.complete_next();
}

} // namespace openwdf::host
