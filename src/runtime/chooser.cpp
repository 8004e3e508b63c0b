#include "runtime/chooser.hpp"

#include "explore/priorities.hpp"
#include "explore/random_walk.hpp"

namespace openwdf::runtime {

namespace {

// The walk and the host must not draw the same numbers.
constexpr std::uint64_t k_apart = 0x9E3779B97F4A7C15U;

std::unique_ptr<exec::Strategy> make_strategy(const MachineOptions& options)
{
    const std::uint64_t seed = options.seed ^ k_apart;
    if (options.strategy == Strategy::priorities)
        return std::make_unique<explore::Priorities>(seed, options.priority_depth,
                                                     options.priority_steps);
    return std::make_unique<explore::RandomWalk>(seed);
}

} // namespace

Chooser::Chooser(const MachineOptions& options)
{
    if (options.replay.has_value()) {
        auto replay = std::make_unique<explore::Replay>(options.replay->choices);
        replay_ = replay.get();
        strategy_ = std::move(replay);
    } else {
        strategy_ = make_strategy(options);
    }
    if (options.record)
        recording_.emplace(*strategy_);
}

Schedule Chooser::schedule() const
{
    return recording_ ? Schedule{recording_->picks()} : Schedule{};
}

std::uint64_t Chooser::fingerprint() const
{
    return recording_ ? recording_->fingerprint() : 0;
}

std::optional<std::size_t> Chooser::diverged_at() const
{
    return replay_ == nullptr ? std::nullopt : replay_->diverged_at();
}

} // namespace openwdf::runtime
