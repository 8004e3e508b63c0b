// The seeded world: a clock that stands still until told, and I/O that takes as long as the seed
// says. A file's data is real (a SimFile stands on a Linux file); only when it arrives is invented.
// Streams are wholly in the process (SimStream).
//
// One OS thread. Nothing here depends on an address or on the state of the page cache.
#pragma once

#include "base/random.hpp"
#include "host/host.hpp"

namespace openwdf::host {

class SimHost final : public Host, public Simulation {
public:
    explicit SimHost(std::uint64_t seed, std::uint32_t transfer_errors_per_mille = 0)
        : random_(seed), faults_(seed ^ k_apart), transfer_errors_(transfer_errors_per_mille),
          chance_(~seed)
    {
    }

    Ticks interrupt_time() override { return now_; }
    Ticks system_time() override { return k_start_of_2026 + now_; }
    std::uint64_t random() override;
    base::Result<std::unique_ptr<File>> open_file(const std::string& path, OpenMode mode) override;
    base::Result<std::unique_ptr<Stream>> open_stream(const StreamAddress& address) override;
    base::Result<StreamPair> make_stream_pair(StreamAddress::Kind kind) override;
    std::unique_ptr<IoPort> make_port() override;
    Simulation* simulation() override { return this; }

    Ticks next_completion() const override;
    void complete_next() override;
    void advance_to(Ticks interrupt_time) override;

    // For files, streams and ports of this host.
    Ticks now() const { return now_; }
    bool flip();
    // Whether the transfer at hand is to end with an error.
    bool transfer_fails();
    // 0 to bound - 1. Precondition: bound is not 0.
    std::uint64_t below(std::uint64_t bound);
    Ticks latency();
    // Questions of that kind about `stream` that waited may have their answer now.
    void answer(class SimStream& stream, IoOp::Kind kind);
    void put_in_flight(IoOp& op, IoPort& port);
    void end_early(IoOp& op);
    // Ends all that is in flight on `port`, cancelled.
    void end_all(IoPort& port);

private:
    using Ops = base::List<IoOp, &IoOp::link>;

    static constexpr std::uint64_t k_apart = 0xD1B54A32D192ED03U;
    static constexpr Ticks k_start_of_2026 = 13'411'699'200 * base::k_ticks_per_second;

    void insert(IoOp& op, Ticks due);
    // Its time, or none yet.
    Ticks due_of(const IoOp& op);

    Ticks now_ = 0;
    base::Random random_; // what drivers draw
    base::Random faults_; // which transfers fail
    const std::uint32_t transfer_errors_;
    base::Random chance_; // latency, hits and cancels: a driver's draws do not move them
    Ops in_flight_;       // by due time, then by order of submission
    Ops unanswered_;      // questions about streams on which nothing is on its way
};

} // namespace openwdf::host
