// The plainest explorer: at each decision stay with the running thread by a given chance, else any
// candidate alike. Everything follows from the seed.
#pragma once

#include "base/random.hpp"
#include "exec/strategy.hpp"

namespace openwdf::explore {

class RandomWalk final : public exec::Strategy {
public:
    static constexpr std::uint32_t k_stay_percent_default = 50;

    // stay_percent: 0 chooses uniformly, 100 never leaves a thread that can go on.
    explicit RandomWalk(std::uint64_t seed, std::uint32_t stay_percent = k_stay_percent_default)
        : random_(seed), stay_percent_(stay_percent)
    {
    }

    std::uint32_t choose(const exec::Decision& decision) override;

private:
    base::Random random_;
    const std::uint32_t stay_percent_;
};

} // namespace openwdf::explore
