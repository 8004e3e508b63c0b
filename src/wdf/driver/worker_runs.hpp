// What the framework queued to worker threads for a driver and that still has to run: handlers and
// cancel callbacks that must not run at the level where they became due. The work holds references
// to the driver's objects, so unloading waits for it.
#pragma once

#include "exec/lock.hpp"
#include "exec/work.hpp"
#include "nt/ke/dispatcher.hpp"

namespace openwdf::nt {
class Executive;
}

namespace openwdf::wdf {

class WorkerRuns {
public:
    WorkerRuns();
    WorkerRuns(const WorkerRuns&) = delete;
    WorkerRuns& operator=(const WorkerRuns&) = delete;

    // `work` calls end() last of all. IRQL <= DISPATCH.
    void queue(nt::Executive& executive, exec::Work& work);
    void end(nt::Executive& executive);
    // PASSIVE_LEVEL.
    void wait_until_none(nt::Executive& executive);

private:
    exec::Lock<exec::Rank::activity> lock_;
    unsigned runs_ = 0;
    KEVENT none_{};
};

} // namespace openwdf::wdf
