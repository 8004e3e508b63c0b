#include "host/linux/uring_port.hpp"

#include "base/sanitizer.hpp"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/syscall.h>

namespace openwdf::host {

namespace {

constexpr unsigned k_ring_entries = 256;

// Not addresses of any IoOp.
constexpr std::uint64_t k_wake_tag = 1;
constexpr std::uint64_t k_cancel_tag = 2;

__kernel_timespec to_timespec(Ticks ticks)
{
    constexpr int k_nanoseconds_per_tick = 100;
    return {ticks / base::k_ticks_per_second,
            ticks % base::k_ticks_per_second * k_nanoseconds_per_tick};
}

} // namespace

std::unique_ptr<UringPort> UringPort::create(Host& clock)
{
    std::unique_ptr<UringPort> port(new UringPort(clock));
    constexpr unsigned k_owned = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN;
    constexpr unsigned k_flags = IORING_SETUP_R_DISABLED | k_owned;
    if (io_uring_queue_init(k_ring_entries, &port->ring_, k_flags) == 0)
        return port;
    port->ring_.ring_fd = -1;
    return nullptr;
}

UringPort::~UringPort()
{
    if (ring_.ring_fd < 0)
        return;
    timers_.cancel_all();
    if (enabled_) {
        closing_ = true;
        io_uring_sqe* sqe = next_sqe();
        io_uring_prep_cancel64(sqe, 0, IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL);
        io_uring_sqe_set_data64(sqe, k_cancel_tag);
        while (in_flight_ != 0 || wake_armed_)
            wait(base::k_never);
    }
    io_uring_queue_exit(&ring_);
}

void UringPort::enable()
{
    if (enabled_)
        return;
    // The call behind io_uring_enable_rings, which liburing 2.3 declares and does not export.
    CHECK(::syscall(__NR_io_uring_register, ring_.ring_fd, IORING_REGISTER_ENABLE_RINGS, nullptr,
                    0) == 0);
    enabled_ = true;
}

io_uring_sqe* UringPort::next_sqe()
{
    for (;;) {
        if (io_uring_sqe* sqe = io_uring_get_sqe(&ring_); sqe != nullptr)
            return sqe;
        const int submitted = io_uring_submit(&ring_);
        CHECK(submitted >= 0 || submitted == -EINTR || submitted == -EAGAIN || submitted == -EBUSY);
        if (submitted < 0)
            (void)io_uring_get_events(&ring_);
    }
}

void UringPort::arm_wake()
{
    if (wake_armed_ || closing_)
        return;
    io_uring_sqe* sqe = next_sqe();
    io_uring_prep_read(sqe, wake_event_.descriptor(), &wake_count_, sizeof wake_count_, 0);
    io_uring_sqe_set_data64(sqe, k_wake_tag);
    wake_armed_ = true;
}

void UringPort::prepare(io_uring_sqe* sqe, const IoOp& op)
{
    switch (op.kind) {
    case IoOp::Kind::read:
        io_uring_prep_read(sqe, op.file->descriptor(), op.buffer, op.length, op.offset);
        break;
    case IoOp::Kind::write:
        io_uring_prep_write(sqe, op.file->descriptor(), op.buffer, op.length, op.offset);
        break;
    case IoOp::Kind::sync:
        io_uring_prep_fsync(sqe, op.file->descriptor(), IORING_FSYNC_DATASYNC);
        break;
    case IoOp::Kind::readable: io_uring_prep_poll_add(sqe, op.stream->descriptor(), POLLIN); break;
    case IoOp::Kind::writable: io_uring_prep_poll_add(sqe, op.stream->descriptor(), POLLOUT); break;
    case IoOp::Kind::drained:
    case IoOp::Kind::timer: CHECK(false);
    }
}

void UringPort::submit(IoOp& op)
{
    if (TimerList::takes(op)) {
        timers_.add(op, clock_);
        return;
    }
    enable();
    io_uring_sqe* sqe = next_sqe();
    prepare(sqe, op);
    io_uring_sqe_set_data64(sqe, reinterpret_cast<std::uint64_t>(&op));
    // ThreadSanitizer cannot see that the kernel carries the operation to its completion.
    base::sanitizer::release(&op);
    ++in_flight_;
}

void UringPort::cancel(IoOp& op)
{
    if (TimerList::takes(op)) {
        timers_.cancel(op);
        return;
    }
    enable();
    io_uring_sqe* sqe = next_sqe();
    io_uring_prep_cancel64(sqe, reinterpret_cast<std::uint64_t>(&op), 0);
    io_uring_sqe_set_data64(sqe, k_cancel_tag);
}

void UringPort::wait(Ticks deadline)
{
    enable();
    arm_wake();
    enter(std::min(deadline, timers_.earliest()));
    reap();
    if (timers_.earliest() != base::k_never)
        timers_.end_due(clock_.interrupt_time());
}

void UringPort::enter(Ticks deadline)
{
    int status = 0;
    const Ticks left = deadline == base::k_never ? deadline : deadline - clock_.interrupt_time();
    if (left == base::k_never) {
        status = io_uring_submit_and_wait(&ring_, 1);
    } else if (left <= 0) {
        status = io_uring_submit_and_get_events(&ring_);
    } else {
        io_uring_cqe* first = nullptr;
        __kernel_timespec timeout = to_timespec(left);
        status = io_uring_submit_and_wait_timeout(&ring_, &first, 1, &timeout, nullptr);
    }
    // EBUSY: completions overflowed and have to be reaped before more can be submitted.
    CHECK(status >= 0 || status == -EINTR || status == -ETIME || status == -EBUSY ||
          status == -EAGAIN);
}

void UringPort::reap()
{
    unsigned head = 0;
    unsigned count = 0;
    io_uring_cqe* cqe = nullptr;
    io_uring_for_each_cqe (&ring_, head, cqe) {
        finish(cqe->user_data, cqe->res);
        ++count;
    }
    io_uring_cq_advance(&ring_, count);
}

void UringPort::finish(std::uint64_t user_data, std::int32_t result)
{
    if (user_data == k_cancel_tag)
        return;
    if (user_data == k_wake_tag) {
        wake_armed_ = false;
        return;
    }
    IoOp& op = *reinterpret_cast<IoOp*>(user_data);
    base::sanitizer::acquire(&op);
    CHECK(in_flight_ != 0);
    --in_flight_;
    const bool is_question = op.kind == IoOp::Kind::readable || op.kind == IoOp::Kind::writable;
    op.result = is_question ? std::min(result, 0) : result; // else the events of the poll
    op.done(op);
}

} // namespace openwdf::host
