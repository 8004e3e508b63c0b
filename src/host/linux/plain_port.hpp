// The port where io_uring is forbidden (container sandboxes, old kernels): every transfer is a
// blocking system call of the owning thread, made inside wait(), and the questions are asked with
// poll. Right, only slower.
#pragma once

#include "host/linux/event.hpp"
#include "host/linux/timer_list.hpp"

#include "host/host.hpp"

#include <poll.h>
#include <vector>

namespace openwdf::host {

class PlainPort final : public IoPort {
public:
    explicit PlainPort(Host& clock) : clock_(clock) {}
    ~PlainPort() override;

    void submit(IoOp& op) override;
    void cancel(IoOp& op) override;
    void wait(Ticks deadline) override;
    void wake() override { wake_event_.signal(); }

private:
    using Ops = base::List<IoOp, &IoOp::link>;

    void finish_all();
    // Sleeps until a question has its answer, a wake or the deadline.
    void ask(Ticks deadline);

    Host& clock_;
    Event wake_event_;
    Ops pending_; // transfers, and questions that were cancelled
    Ops questions_;
    std::vector<pollfd> polled_; // the wake event, then the questions in their order
    TimerList timers_;
};

} // namespace openwdf::host
