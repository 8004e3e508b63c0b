#include "host/linux/plain_port.hpp"

#include "host/linux/plain_io.hpp"

#include <algorithm>
#include <ctime>

namespace openwdf::host {

namespace {

// How many descriptors have something to say before the deadline.
int poll_until(std::vector<pollfd>& polled, Ticks left)
{
    constexpr int k_nanoseconds_per_tick = 100;
    timespec timeout{};
    if (left > 0) {
        timeout.tv_sec = left / base::k_ticks_per_second;
        timeout.tv_nsec = left % base::k_ticks_per_second * k_nanoseconds_per_tick;
    }
    return ::ppoll(polled.data(), polled.size(), left == base::k_never ? nullptr : &timeout,
                   nullptr);
}

} // namespace

PlainPort::~PlainPort()
{
    timers_.cancel_all();
    while (IoOp* op = questions_.pop_front())
        pending_.push_back(*op);
    for (IoOp* op = pending_.front(); op != nullptr; op = pending_.after(*op))
        op->result = -ECANCELED;
    finish_all();
}

void PlainPort::submit(IoOp& op)
{
    op.result = 0;
    if (TimerList::takes(op))
        timers_.add(op, clock_);
    else if (is_of_file(op))
        pending_.push_back(op);
    else
        questions_.push_back(op);
}

void PlainPort::cancel(IoOp& op)
{
    if (TimerList::takes(op)) {
        timers_.cancel(op);
        return;
    }
    op.result = -ECANCELED;
    if (is_of_file(op))
        return;
    Ops::remove(op);
    pending_.push_back(op);
}

void PlainPort::finish_all()
{
    while (IoOp* op = pending_.pop_front()) {
        if (op->result == 0)
            op->result = plain_transfer(*op);
        op->done(*op);
    }
}

void PlainPort::ask(Ticks deadline)
{
    polled_.assign(1, pollfd{wake_event_.descriptor(), POLLIN, 0});
    for (IoOp* op = questions_.front(); op != nullptr; op = questions_.after(*op)) {
        const short events = op->kind == IoOp::Kind::readable ? POLLIN : POLLOUT;
        polled_.push_back({op->stream->descriptor(), events, 0});
    }
    const Ticks left = deadline == base::k_never ? deadline : deadline - clock_.interrupt_time();
    if (poll_until(polled_, left) <= 0)
        return;
    if (polled_[0].revents != 0)
        wake_event_.consume();
    IoOp* op = questions_.front();
    for (std::size_t i = 1; i < polled_.size(); ++i) {
        IoOp* const next = questions_.after(*op);
        if (polled_[i].revents != 0) {
            Ops::remove(*op);
            op->done(*op);
        }
        op = next;
    }
}

void PlainPort::wait(Ticks deadline)
{
    const bool had_work = !pending_.empty();
    finish_all();
    ask(had_work ? 0 : std::min(deadline, timers_.earliest()));
    timers_.end_due(clock_.interrupt_time());
}

} // namespace openwdf::host
