// Repeats a recorded list of choices. A program that changed since asks other questions: from there
// on the running thread goes on where it can, and the place is remembered.
#pragma once

#include "exec/strategy.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace openwdf::explore {

class Replay final : public exec::Strategy {
public:
    explicit Replay(std::vector<std::uint32_t> picks) : picks_(std::move(picks)) {}

    std::uint32_t choose(const exec::Decision& decision) override
    {
        const std::size_t number = next_++;
        if (!diverged_at_ && number < picks_.size()) {
            if (picks_[number] < decision.candidates.size())
                return picks_[number];
            diverged_at_ = number;
        }
        return 0;
    }

    // The decision that had fewer candidates than the recorded answer needs.
    std::optional<std::size_t> diverged_at() const { return diverged_at_; }

private:
    const std::vector<std::uint32_t> picks_;
    std::size_t next_ = 0;
    std::optional<std::size_t> diverged_at_;
};

} // namespace openwdf::explore
