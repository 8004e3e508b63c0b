// The timers of one port, earliest first. In user space, because the kernel's linked timeouts cost
// more than the transfers they guard. And the questions that Linux does not answer: whoever asks
// has to look again after a while.
#pragma once

#include "host/host.hpp"

#include <cerrno>

namespace openwdf::host {

class TimerList {
public:
    static bool takes(const IoOp& op)
    {
        return op.kind == IoOp::Kind::timer || op.kind == IoOp::Kind::drained;
    }

    void add(IoOp& op, Host& clock)
    {
        constexpr Ticks k_look_every = 10 * base::k_ticks_per_millisecond;
        op.result = 0;
        insert(op, op.kind == IoOp::Kind::timer ? op.due : clock.interrupt_time() + k_look_every);
    }

    // Ends at the next end_due().
    void cancel(IoOp& op)
    {
        timers_.remove(op);
        op.result = -ECANCELED;
        insert(op, 0);
    }

    Ticks earliest() const
    {
        const IoOp* first = timers_.front();
        return first == nullptr ? base::k_never : first->due;
    }

    void end_due(Ticks now)
    {
        while (earliest() <= now) {
            IoOp& op = *timers_.pop_front();
            op.done(op);
        }
    }

    void cancel_all()
    {
        while (IoOp* op = timers_.pop_front()) {
            op->result = -ECANCELED;
            op->done(*op);
        }
    }

private:
    void insert(IoOp& op, Ticks due)
    {
        op.due = due;
        IoOp* later = timers_.front();
        while (later != nullptr && later->due <= due)
            later = timers_.after(*later);
        if (later == nullptr)
            timers_.push_back(op);
        else
            timers_.insert_before(*later, op);
    }

    base::List<IoOp, &IoOp::link> timers_;
};

} // namespace openwdf::host
