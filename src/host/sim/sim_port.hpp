// A port whose operations wait in the host until the clock reaches them.
#pragma once

#include "host/sim/sim_host.hpp"

namespace openwdf::host {

class SimPort final : public IoPort {
public:
    explicit SimPort(SimHost& host) : host_(host) {}
    ~SimPort() override { host_.end_all(*this); }

    void submit(IoOp& op) override;
    void cancel(IoOp& op) override;
    // For callers without a scheduler; a simulated machine's processors park instead. Moves the
    // clock, and completes what is due on any port of the host.
    void wait(Ticks deadline) override;
    void wake() override { woken_ = true; }

private:
    SimHost& host_;
    bool woken_ = false;
};

} // namespace openwdf::host
