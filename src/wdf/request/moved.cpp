// Requests that the driver gives back to a queue.
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"

#include <mutex>

namespace openwdf::wdf {

// Only what a queue presented, and what nobody else works on.
bool Request::may_move()
{
    bool marked = false;
    {
        std::lock_guard guard(mark_lock_);
        marked = marked_;
    }
    if (queue_ != nullptr && !packet.in_flight() && !marked)
        return true;
    driver().border().report("request-not-movable",
                             "a request was forwarded or requeued that did not come from a queue, "
                             "is sent, or is marked cancelable");
    return false;
}

NTSTATUS Request::forward(Queue& destination)
{
    return may_move() ? queue_->forward(*this, destination) : STATUS_INVALID_DEVICE_REQUEST;
}

NTSTATUS Request::requeue()
{
    return may_move() ? queue_->requeue(*this) : STATUS_INVALID_DEVICE_REQUEST;
}

} // namespace openwdf::wdf
