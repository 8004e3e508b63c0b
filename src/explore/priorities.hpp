// PCT, probabilistic concurrency testing (Burckhardt and others, ASPLOS 2010): every thread has a
// random priority and the highest that can go on runs; at `depth` - 1 random steps of the run the
// running thread falls below everybody. A bug that needs `depth` ordering constraints among n
// threads and k steps is found with probability 1 / (n * k^(depth-1)) at least, which a random walk
// cannot promise for long runs.
//
// A thread that fell would wait for ever under a periodic timer, whose every expiry comes first. So
// a run that is much longer than expected goes on as a random walk.
#pragma once

#include "base/random.hpp"
#include "exec/strategy.hpp"

#include <vector>

namespace openwdf::explore {

class Priorities final : public exec::Strategy {
public:
    static constexpr std::uint32_t k_depth_default = 3;
    static constexpr std::uint32_t k_steps_default = 1000;

    // `steps`: how many decisions a run is expected to have; later ones change no priority.
    Priorities(std::uint64_t seed, std::uint32_t depth, std::uint32_t steps);

    std::uint32_t choose(const exec::Decision& decision) override;

private:
    // Random priorities lie above the ones a change point gives out.
    static constexpr std::uint64_t k_low_end = std::uint64_t{1} << 32;

    // How many times its expected length a run may have before it becomes a random walk.
    static constexpr std::uint64_t k_patience = 4;

    std::uint64_t draw();
    std::uint64_t& priority_of(std::uint32_t thread);
    std::uint32_t highest(const exec::Decision& decision);

    base::Random random_;
    const std::uint64_t steps_;
    std::vector<std::uint64_t> threads_; // by id; 0: not met yet
    std::uint64_t event_ = 0;            // of the next event: drawn anew for each
    std::vector<std::uint64_t> changes_; // decisions at which a priority falls, in order
    std::size_t next_change_ = 0;
    std::uint64_t decisions_ = 0;
};

} // namespace openwdf::explore
