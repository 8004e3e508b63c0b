// Parked threads by deadline.
#pragma once

#include "exec/sim/sim_thread.hpp"

namespace openwdf::exec {

class DeadlineQueue {
public:
    Ticks earliest() const
    {
        const SimThread* thread = threads_.front();
        return thread == nullptr ? base::k_never : thread->deadline;
    }

    void insert(SimThread& thread)
    {
        SimThread* later = threads_.front();
        while (later != nullptr && later->deadline <= thread.deadline)
            later = threads_.after(*later);
        if (later == nullptr)
            threads_.push_back(thread);
        else
            threads_.insert_before(*later, thread);
    }

    // Nothing for a thread that parks without a deadline.
    static void remove(SimThread& thread)
    {
        if (thread.timed.listed())
            thread.timed.unlink();
    }

    // The next thread whose deadline has come, or nullptr.
    SimThread* pop_due(Ticks now) { return earliest() <= now ? threads_.pop_front() : nullptr; }

private:
    base::List<SimThread, &SimThread::timed> threads_;
};

} // namespace openwdf::exec
