// An I/O port over an io_uring of its own: SINGLE_ISSUER|DEFER_TASKRUN, so nothing happens in it
// but what the owning thread asks for, and completions arrive only inside wait(). The ring is made
// disabled and enabled on the first use, because the thread that enables it owns it.
#pragma once

#include "host/linux/event.hpp"
#include "host/linux/timer_list.hpp"

#include "host/host.hpp"

#include <liburing.h>

namespace openwdf::host {

class UringPort final : public IoPort {
public:
    // nullptr where the kernel or a sandbox refuses io_uring.
    static std::unique_ptr<UringPort> create(Host& clock);
    ~UringPort() override;

    void submit(IoOp& op) override;
    void cancel(IoOp& op) override;
    void wait(Ticks deadline) override;
    void wake() override { wake_event_.signal(); }

private:
    explicit UringPort(Host& clock) : clock_(clock) {}

    void enable();
    void arm_wake();
    io_uring_sqe* next_sqe();
    static void prepare(io_uring_sqe* sqe, const IoOp& op);
    void enter(Ticks deadline);
    void reap();
    void finish(std::uint64_t user_data, std::int32_t result);

    Host& clock_;
    io_uring ring_{};
    Event wake_event_;
    std::uint64_t wake_count_ = 0; // where the ring reads the eventfd into
    bool enabled_ = false;
    bool wake_armed_ = false;
    bool closing_ = false;
    std::uint32_t in_flight_ = 0; // in the ring
    TimerList timers_;
};

} // namespace openwdf::host
