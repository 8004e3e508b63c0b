#include "host/linux/plain_port.hpp"

#include "host/linux/plain_io.hpp"

#include <ctime>
#include <poll.h>

namespace openwdf::host {

namespace {

// Whether the descriptor became readable before the deadline.
bool wait_readable(int descriptor, Ticks left)
{
    constexpr int k_nanoseconds_per_tick = 100;
    pollfd poll{descriptor, POLLIN, 0};
    timespec timeout{};
    if (left > 0) {
        timeout.tv_sec = left / base::k_ticks_per_second;
        timeout.tv_nsec = left % base::k_ticks_per_second * k_nanoseconds_per_tick;
    }
    return ::ppoll(&poll, 1, left == base::k_never ? nullptr : &timeout, nullptr) > 0;
}

} // namespace

PlainPort::~PlainPort()
{
    for (IoOp* op = pending_.front(); op != nullptr; op = pending_.after(*op))
        op->result = -ECANCELED;
    finish_all();
}

void PlainPort::submit(IoOp& op)
{
    op.result = 0;
    pending_.push_back(op);
}

void PlainPort::cancel(IoOp& op)
{
    op.result = -ECANCELED;
}

void PlainPort::finish_all()
{
    while (IoOp* op = pending_.pop_front()) {
        if (op->result == 0)
            op->result = plain_transfer(*op);
        op->done(*op);
    }
}

void PlainPort::wait(Ticks deadline)
{
    const bool had_work = !pending_.empty();
    finish_all();
    Ticks left = 0;
    if (!had_work)
        left = deadline == base::k_never ? deadline : deadline - clock_.interrupt_time();
    if (wait_readable(wake_event_.descriptor(), left))
        wake_event_.consume();
}

} // namespace openwdf::host
