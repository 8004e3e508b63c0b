#include "wdf/driver/worker_runs.hpp"

#include "nt/executive.hpp"

namespace openwdf::wdf {

void WorkerRuns::queue(nt::Executive& executive, exec::Work& work)
{
    runs_.begin(executive.dispatcher);
    executive.workers.queue(work);
}

void WorkerRuns::end(nt::Executive& executive)
{
    runs_.end(executive.dispatcher);
}

void WorkerRuns::wait_until_none(nt::Executive& executive)
{
    runs_.wait_until_none(executive.dispatcher);
}

} // namespace openwdf::wdf
