// An IRP that a lower device keeps for a while: pended, cancellable from any thread, worked on by
// one processor's own thread, and completed as that processor's DPC.
//
//   caller            start(): pend, set the cancel routine, post
//   processor, PASSIVE    begin(): the owner works on it, and calls finish() now or later
//   any thread        cancel routine: post
//   processor, PASSIVE    cancel(): the owner calls finish() soon, or lets the work end by itself
//   processor, DISPATCH   complete the IRP, give the record back
//
// Two parties hold a request, the work on it and its cancel routine; the last to let go completes
// the IRP. So a cancelled disk read stays outstanding without anybody waiting for it.
//
// begin() and cancel() of one owner run on one thread, one at a time, and never inside each other:
// what only they touch needs no lock. No driver code runs under them.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"
#include "exec/scheduler.hpp"
#include "nt/io/provider.hpp"

#include <atomic>
#include <deque>
#include <mutex>

namespace openwdf::backend {

class PendedRequests;

struct PendedRequest {
    PendedRequest();

    PendedRequests* owner = nullptr;
    IRP* irp = nullptr;
    exec::Processor* processor = nullptr;
    base::Link link; // for the owner

    // The processor's own thread only.
    bool cancelled = false;
    bool begun = false;
    bool finished = false;

private:
    friend class PendedRequests;
    struct RequestWork : exec::Work {
        PendedRequest* request = nullptr;
    };

    NTSTATUS status_ = STATUS_SUCCESS;
    ULONG_PTR information_ = 0;
    RequestWork work_; // begin, then end
    RequestWork cancel_work_;
    std::atomic<std::uint32_t> holders_{0};
};

class PendedRequests {
public:
    PendedRequests(const PendedRequests&) = delete;
    PendedRequests& operator=(const PendedRequests&) = delete;

protected:
    explicit PendedRequests(exec::Scheduler& scheduler) : scheduler_(scheduler) {}
    ~PendedRequests() = default;

    // What dispatch returns: STATUS_PENDING.
    NTSTATUS start(PendedRequest& request, IRP& irp, exec::Processor& processor);

    // Once per begun request; from the processor's own thread, or while its port reaps. What the
    // machine's stop overtook is not completed any more; its IRPs are freed with the machine.
    void finish(PendedRequest& request, NTSTATUS status, ULONG_PTR information);

    bool stopped() const { return scheduler_.stopped(); }
    exec::Scheduler& scheduler() { return scheduler_; }

private:
    virtual void begin(PendedRequest& request) = 0;
    // Only between begin() and finish().
    virtual void cancel(PendedRequest& request) = 0;
    // The record may be used again. Any thread.
    virtual void give_back(PendedRequest& request) = 0;

    static PendedRequest& request_of(exec::Work& work)
    {
        return *static_cast<PendedRequest::RequestWork&>(work).request;
    }
    static void begin_work(exec::Work& work);
    static void cancel_work(exec::Work& work);
    static void end_work(exec::Work& work);
    static void complete_work(exec::Work& work);
    static void cancel_routine(DEVICE_OBJECT* device, IRP* irp);

    void let_go(PendedRequest& request, std::uint32_t count);
    void complete(PendedRequest& request);

    exec::Scheduler& scheduler_;
};

// Records for reuse: once as many exist as were ever outstanding together, none is allocated.
template <class Record> class RecordPool {
public:
    template <class... Arguments> Record& take(Arguments&&... arguments)
    {
        const std::lock_guard guard(lock_);
        if (free_.empty())
            return records_.emplace_back(std::forward<Arguments>(arguments)...);
        return static_cast<Record&>(*free_.pop_front());
    }
    void give_back(Record& record)
    {
        const std::lock_guard guard(lock_);
        free_.push_back(record);
    }
    RecordPool() = default;
    RecordPool(const RecordPool&) = delete;
    RecordPool& operator=(const RecordPool&) = delete;
    ~RecordPool()
    {
        while (free_.pop_front() != nullptr) {
        }
    }

private:
    exec::Lock<exec::Rank::pool> lock_;
    std::deque<Record> records_; // stable addresses; all there ever were
    base::List<PendedRequest, &PendedRequest::link> free_;
};

} // namespace openwdf::backend
