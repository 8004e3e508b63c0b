// Requests that the driver gives back to a queue.
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"

namespace openwdf::wdf {

// Only what a queue presented, and what nobody else works on.
bool Request::may_move()
{
    if (queue_ != nullptr && !packet.in_flight() && !is_marked())
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

void Request::acknowledge_stop(bool requeue)
{
    if (queue_ != nullptr)
        queue_->acknowledge_stop(*this, requeue);
}

NTSTATUS Request::requeue()
{
    return may_move() ? queue_->requeue(*this) : STATUS_INVALID_DEVICE_REQUEST;
}

} // namespace openwdf::wdf
