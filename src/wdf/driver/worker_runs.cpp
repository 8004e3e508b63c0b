#include "wdf/driver/worker_runs.hpp"

#include "nt/executive.hpp"

#include <mutex>

namespace openwdf::wdf {

WorkerRuns::WorkerRuns()
{
    nt::ke::initialize_event(none_, NotificationEvent, true);
}

// The event changes under the lock, together with the count.
void WorkerRuns::queue(nt::Executive& executive, exec::Work& work)
{
    {
        std::lock_guard guard(lock_);
        if (runs_++ == 0)
            (void)executive.dispatcher.reset_event(none_);
    }
    executive.workers.queue(work);
}

void WorkerRuns::end(nt::Executive& executive)
{
    std::lock_guard guard(lock_);
    CHECK(runs_ != 0);
    if (--runs_ == 0)
        (void)executive.dispatcher.set_event(none_);
}

void WorkerRuns::wait_until_none(nt::Executive& executive)
{
    (void)executive.dispatcher.wait_until(&none_, base::k_never);
    // Whoever signalled may still hold the lock, which goes away with the driver.
    std::lock_guard guard(lock_);
}

} // namespace openwdf::wdf
