// System worker threads: they run at PASSIVE_LEVEL what was queued at any level, and may wait
// there. One is made whenever work comes and none is idle, up to a bound, so that a routine that
// waits for another one's work finds it done (N129 knows a smaller number).
#pragma once

#include "exec/lock.hpp"
#include "exec/work_queue.hpp"
#include "nt/ps/system_threads.hpp"

#include <vector>

namespace openwdf::nt::ex {

class WorkerPool {
public:
    WorkerPool(gate::Border& border, ps::SystemThreads& threads)
        : border_(border), threads_(threads)
    {
    }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Runs `work` soon, first come first served; it must stay alive until it has been taken out to
    // run, and may be queued again from then on. Any thread of the machine, IRQL <= DISPATCH. On a
    // machine that stops it may never run.
    void queue(exec::Work& work);

private:
    static constexpr unsigned k_workers_max = 64;

    void serve();
    exec::Work* next_work();

    gate::Border& border_;
    ps::SystemThreads& threads_;
    exec::Lock<exec::Rank::workers> lock_;
    exec::WorkQueue waiting_;
    std::vector<gate::ThreadContext*> idle_;
    unsigned workers_ = 0;
};

} // namespace openwdf::nt::ex
