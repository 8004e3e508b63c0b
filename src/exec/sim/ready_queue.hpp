// The threads that could run, in the order they became able to. Never ordered by address: the
// position of a thread here is what a strategy's choice means.
#pragma once

#include "exec/sim/sim_thread.hpp"

namespace openwdf::exec {

class ReadyQueue {
public:
    std::uint32_t size() const { return size_; }

    void push(SimThread& thread)
    {
        thread.status = SimThread::Status::ready;
        threads_.push_back(thread);
        ++size_;
    }

    void append_ids(std::vector<std::uint32_t>& ids)
    {
        for (SimThread* thread = threads_.front(); thread != nullptr;
             thread = threads_.after(*thread))
            ids.push_back(thread->thread.id);
    }

    SimThread& take(std::uint32_t position)
    {
        CHECK(position < size_);
        SimThread* thread = threads_.front();
        while (position-- != 0)
            thread = threads_.after(*thread);
        threads_.remove(*thread);
        --size_;
        return *thread;
    }

private:
    base::List<SimThread, &SimThread::ready> threads_;
    std::uint32_t size_ = 0;
};

} // namespace openwdf::exec
