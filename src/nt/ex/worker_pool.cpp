#include "nt/ex/worker_pool.hpp"

#include "gate/border.hpp"

#include <algorithm>
#include <mutex>

namespace openwdf::nt::ex {

void WorkerPool::queue(exec::Work& work)
{
    gate::ThreadContext* woken = nullptr;
    unsigned made = 0;
    {
        std::lock_guard guard(lock_);
        waiting_.push(work);
        if (!idle_.empty()) {
            woken = idle_.back();
            idle_.pop_back();
        } else if (workers_ < k_workers_max) {
            made = ++workers_;
        }
    }
    if (woken != nullptr)
        border_.scheduler().unpark(*woken);
    else if (made != 0)
        threads_.start("worker " + std::to_string(made), [this] { serve(); });
}

// nullptr: there is none, and the caller is listed as idle.
exec::Work* WorkerPool::next_work()
{
    gate::ThreadContext* self = gate::current_context();
    std::lock_guard guard(lock_);
    exec::Work* work = waiting_.pop();
    if (work == nullptr && std::find(idle_.begin(), idle_.end(), self) == idle_.end())
        idle_.push_back(self);
    return work;
}

void WorkerPool::serve()
{
    gate::ThreadContext& context = *gate::current_context();
    for (;;) {
        while (exec::Work* work = next_work()) {
            work->run(*work);
            gate::check_running(context);
        }
        context.waits_for_work = true;
        const exec::Wake wake = border_.scheduler().park(base::k_never);
        context.waits_for_work = false;
        if (wake == exec::Wake::stopped)
            return;
    }
}

} // namespace openwdf::nt::ex
