// Work in the order it came. WorkQueue is its holder's alone; WorkInbox takes work from any thread
// and hands all of it to the one thread that empties it.
#pragma once

#include "exec/work.hpp"

#include <atomic>
#include <utility>

namespace openwdf::exec {

class WorkQueue {
public:
    bool empty() const { return first_ == nullptr; }

    void push(Work& work)
    {
        work.next = nullptr;
        *(first_ == nullptr ? &first_ : &last_->next) = &work;
        last_ = &work;
    }

    // Puts a chain that is linked youngest first in front, oldest first. nullptr: nothing.
    void prepend_reversed(Work* youngest)
    {
        if (first_ == nullptr)
            last_ = youngest;
        while (youngest != nullptr) {
            Work* older = std::exchange(youngest->next, first_);
            first_ = std::exchange(youngest, older);
        }
    }

    Work* pop()
    {
        Work* work = first_;
        if (work != nullptr)
            first_ = std::exchange(work->next, nullptr);
        return work;
    }

private:
    Work* first_ = nullptr;
    Work* last_ = nullptr;
};

class WorkInbox {
public:
    void push(Work& work)
    {
        Work* youngest = youngest_.load(std::memory_order_relaxed);
        do
            work.next = youngest;
        while (!youngest_.compare_exchange_weak(youngest, &work, std::memory_order_release,
                                                std::memory_order_relaxed));
    }

    // Moves everything into `queue`, which must be empty. One thread at a time.
    void empty_into(WorkQueue& queue)
    {
        if (youngest_.load(std::memory_order_relaxed) != nullptr)
            queue.prepend_reversed(youngest_.exchange(nullptr, std::memory_order_acquire));
    }

private:
    std::atomic<Work*> youngest_{nullptr};
};

} // namespace openwdf::exec
