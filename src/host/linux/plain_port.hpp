// The port where io_uring is forbidden (container sandboxes, old kernels): every transfer is a
// blocking system call of the owning thread, made inside wait(). Right, only slower.
#pragma once

#include "host/linux/event.hpp"

#include "host/host.hpp"

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
    void finish_all();

    Host& clock_;
    Event wake_event_;
    base::List<IoOp, &IoOp::link> pending_;
};

} // namespace openwdf::host
