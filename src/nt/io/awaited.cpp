#include "nt/io/awaited.hpp"

#include "nt/executive.hpp"
#include "nt/io/cancel.hpp"

#include <mutex>

namespace openwdf::nt::io {

AwaitedRequests::Entry::Entry(AwaitedRequests& requests, IRP& irp) : requests_(requests), irp_(irp)
{
    ke::initialize_event(uncancelled_, NotificationEvent, false);
    const std::lock_guard guard(requests_.lock_);
    requests_.entries_.push_back(*this);
}

AwaitedRequests::Entry::~Entry()
{
    const std::lock_guard guard(requests_.lock_);
    if (link_.listed())
        link_.unlink();
}

void AwaitedRequests::Entry::leave()
{
    {
        const std::lock_guard guard(requests_.lock_);
        link_.unlink();
        if (cancels_ == 0)
            return;
        leaving_ = true;
    }
    (void)current_executive().dispatcher.wait_until(&uncancelled_, base::k_never);
}

AwaitedRequests::Entry* AwaitedRequests::take_next(std::uint64_t pass)
{
    const std::lock_guard guard(lock_);
    for (Entry* entry = entries_.front(); entry != nullptr; entry = entries_.after(*entry)) {
        if (entry->pass_ >= pass)
            continue;
        entry->pass_ = pass;
        ++entry->cancels_;
        return entry;
    }
    return nullptr;
}

// Under the lock to the end: the sender may go as soon as it is given back. Of several who cancel,
// the last one that the sender waits for says so; while the entry is listed another may still come.
void AwaitedRequests::give_back(Entry& entry)
{
    const std::lock_guard guard(lock_);
    if (--entry.cancels_ == 0 && entry.leaving_)
        (void)current_executive().dispatcher.set_event(entry.uncancelled_);
}

unsigned AwaitedRequests::cancel_all()
{
    std::uint64_t pass = 0;
    {
        const std::lock_guard guard(lock_);
        pass = ++passes_;
    }
    unsigned cancelled = 0;
    while (Entry* entry = take_next(pass)) {
        (void)cancel_irp(entry->irp_);
        give_back(*entry);
        ++cancelled;
    }
    return cancelled;
}

} // namespace openwdf::nt::io
