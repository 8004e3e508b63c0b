// The requests of one file object whose senders wait for them, so that somebody else may cancel
// them (CancelIoEx). A sender frees its IRP when it is back, so it first waits for whoever is about
// to cancel it.
//
// Lock order: the lock is the only one; no lock is held while an IRP is cancelled.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"
#include "nt/ke/dispatcher.hpp"

namespace openwdf::nt::io {

class AwaitedRequests {
public:
    // One request, from before its sender waits until after; on the sender's stack.
    class Entry {
    public:
        Entry(AwaitedRequests& requests, IRP& irp);
        // Not when the machine stops: then nobody cancels any more.
        ~Entry();
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

        // Returns when nobody is about to cancel the IRP any more, and nobody will.
        void leave();

    private:
        friend class AwaitedRequests;

        AwaitedRequests& requests_;
        IRP& irp_;
        base::Link link_;
        std::uint64_t pass_ = 0; // the last cancel_all() that came by
        unsigned cancels_ = 0;
        bool leaving_ = false; // not listed any more: cancels_ only falls
        KEVENT uncancelled_{};
    };

    AwaitedRequests() = default;
    AwaitedRequests(const AwaitedRequests&) = delete;
    AwaitedRequests& operator=(const AwaitedRequests&) = delete;

    // Cancels every request that is listed now. How many there were. IRQL <= APC_LEVEL.
    unsigned cancel_all();

private:
    Entry* take_next(std::uint64_t pass);
    void give_back(Entry& entry);

    exec::Lock<exec::Rank::activity> lock_;
    std::uint64_t passes_ = 0;
    base::List<Entry, &Entry::link_> entries_;
};

} // namespace openwdf::nt::io
