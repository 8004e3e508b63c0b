// For the unit tests of exec only.
#pragma once

#include "base/random.hpp"
#include "exec/strategy.hpp"

#include <array>
#include <vector>

namespace openwdf::exec {

// Chooses by a seed and remembers every question and answer.
class SeededChoice final : public Strategy {
public:
    explicit SeededChoice(std::uint64_t seed) : random_(seed) {}

    std::uint32_t choose(const Decision& decision) override
    {
        const auto candidates = static_cast<std::uint32_t>(decision.candidates.size());
        const std::uint32_t pick = random_.below(candidates);
        decisions.push_back({static_cast<std::uint32_t>(decision.point), candidates, pick});
        return pick;
    }

    std::vector<std::array<std::uint32_t, 3>> decisions; // point, candidates, answer

private:
    base::Random random_;
};

// Never leaves a thread that can go on, else takes who waited longest.
class FirstChoice final : public Strategy {
public:
    std::uint32_t choose(const Decision&) override { return 0; }
};

} // namespace openwdf::exec
