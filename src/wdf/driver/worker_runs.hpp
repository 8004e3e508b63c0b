// What the framework queued to worker threads for a driver and that still has to run: handlers and
// cancel callbacks that must not run at the level where they became due. The work holds references
// to the driver's objects, so unloading waits for it.
#pragma once

#include "exec/work.hpp"
#include "nt/ke/countdown.hpp"

namespace openwdf::nt {
class Executive;
}

namespace openwdf::wdf {

class WorkerRuns {
public:
    // `work` calls end() last of all. IRQL <= DISPATCH.
    void queue(nt::Executive& executive, exec::Work& work);
    void end(nt::Executive& executive);
    // PASSIVE_LEVEL.
    void wait_until_none(nt::Executive& executive);

private:
    nt::ke::Countdown runs_;
};

} // namespace openwdf::wdf
