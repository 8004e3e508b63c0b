#include "host/sim/sim_host.hpp"

#include "base/sanitizer.hpp"
#include "host/linux/errno_status.hpp"
#include "host/linux/plain_io.hpp"
#include "host/sim/sim_file.hpp"
#include "host/sim/sim_port.hpp"
#include "host/sim/sim_stream.hpp"

#include <algorithm>

namespace openwdf::host {

namespace {

constexpr Ticks k_latency_min = 10 * base::k_ticks_per_microsecond;
constexpr Ticks k_latency_max = 5 * base::k_ticks_per_millisecond;

} // namespace

std::uint64_t SimHost::random()
{
    const base::sanitizer::Unwatched unwatched;
    return random_.next();
}

// Drawn only when errors are asked for: otherwise nothing moves.
bool SimHost::transfer_fails()
{
    const base::sanitizer::Unwatched unwatched;
    return transfer_errors_ != 0 && faults_.happens(transfer_errors_);
}

bool SimHost::flip()
{
    const base::sanitizer::Unwatched unwatched;
    return chance_.below(2) != 0;
}

std::uint64_t SimHost::below(std::uint64_t bound)
{
    const base::sanitizer::Unwatched unwatched;
    return chance_.below(static_cast<std::uint32_t>(bound));
}

Ticks SimHost::latency()
{
    constexpr auto k_spread = static_cast<std::uint32_t>(k_latency_max - k_latency_min + 1);
    return k_latency_min + static_cast<Ticks>(below(k_spread));
}

base::Result<std::unique_ptr<File>> SimHost::open_file(const std::string& path, OpenMode mode)
{
    return std::unique_ptr<File>(
        std::make_unique<SimFile>(*this, TRY(LinuxFile::open(path, mode))));
}

base::Result<std::unique_ptr<Stream>> SimHost::open_stream(const StreamAddress&)
{
    return base::Failure{k_status_not_supported};
}

base::Result<StreamPair> SimHost::make_stream_pair(StreamAddress::Kind kind)
{
    return make_simulated_stream_pair(*this, kind);
}

std::unique_ptr<IoPort> SimHost::make_port()
{
    return std::make_unique<SimPort>(*this);
}

void SimHost::put_in_flight(IoOp& op, IoPort& port)
{
    op.result = 0;
    op.port = &port;
    base::sanitizer::release(&op);
    const Ticks due = due_of(op);
    if (due == base::k_never)
        unanswered_.push_back(op);
    else
        insert(op, due);
}

Ticks SimHost::due_of(const IoOp& op)
{
    switch (op.kind) {
    case IoOp::Kind::read:
    case IoOp::Kind::write:
    case IoOp::Kind::sync: return now_ + latency();
    case IoOp::Kind::timer: return std::max(op.due, now_);
    case IoOp::Kind::readable:
    case IoOp::Kind::writable:
    case IoOp::Kind::drained: break;
    }
    return std::max(static_cast<const SimStream*>(op.stream)->answer_due(op.kind), now_);
}

void SimHost::answer(SimStream& stream, IoOp::Kind kind)
{
    IoOp* op = unanswered_.front();
    while (op != nullptr) {
        IoOp* const next = unanswered_.after(*op);
        const Ticks due = op->stream == &stream && op->kind == kind ? due_of(*op) : base::k_never;
        if (due != base::k_never) {
            Ops::remove(*op);
            insert(*op, due);
        }
        op = next;
    }
}

void SimHost::end_early(IoOp& op)
{
    op.result = -ECANCELED;
    Ops::remove(op);
    insert(op, now_);
}

void SimHost::end_all(IoPort& port)
{
    for (Ops* ops : {&in_flight_, &unanswered_}) {
        IoOp* op = ops->front();
        while (op != nullptr) {
            IoOp* next = ops->after(*op);
            if (op->port == &port) {
                Ops::remove(*op);
                op->result = -ECANCELED;
                op->done(*op);
            }
            op = next;
        }
    }
}

void SimHost::insert(IoOp& op, Ticks due)
{
    op.due = due;
    IoOp* later = in_flight_.front();
    while (later != nullptr && later->due <= due)
        later = in_flight_.after(*later);
    if (later == nullptr)
        in_flight_.push_back(op);
    else
        Ops::insert_before(*later, op);
}

Ticks SimHost::next_completion() const
{
    const IoOp* op = in_flight_.front();
    return op == nullptr ? base::k_never : op->due;
}

void SimHost::complete_next()
{
    IoOp* op = in_flight_.pop_front();
    CHECK(op != nullptr && op->due <= now_);
    if (is_of_file(*op) && op->result == 0)
        op->result = transfer_fails() ? -EIO : plain_transfer(*op);
    base::sanitizer::acquire(op);
    op->done(*op);
}

void SimHost::advance_to(Ticks interrupt_time)
{
    CHECK(interrupt_time >= now_);
    now_ = interrupt_time;
}

std::unique_ptr<Host> make_simulated_host(std::uint64_t seed,
                                          std::uint32_t transfer_errors_per_mille)
{
    return std::make_unique<SimHost>(seed, transfer_errors_per_mille);
}

} // namespace openwdf::host
