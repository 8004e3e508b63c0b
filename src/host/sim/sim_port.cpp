#include "host/sim/sim_port.hpp"

#include "host/linux/plain_io.hpp"

#include "base/sanitizer.hpp"

#include <algorithm>

namespace openwdf::host {

// Several fibers come here, on one OS thread.
void SimPort::submit(IoOp& op)
{
    const base::sanitizer::Unwatched unwatched;
    host_.put_in_flight(op, *this);
}

// A disk does not always let go of a transfer it has begun: drivers must live with both.
void SimPort::cancel(IoOp& op)
{
    const base::sanitizer::Unwatched unwatched;
    if (!is_of_file(op) || host_.flip())
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
