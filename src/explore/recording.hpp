// Writes down what another strategy chooses, so that the run can be repeated without it, and a
// fingerprint of every question with its answer, so that two runs can be compared.
#pragma once

#include "exec/strategy.hpp"

#include <vector>

namespace openwdf::explore {

class Recording final : public exec::Strategy {
public:
    explicit Recording(exec::Strategy& chooser) : chooser_(chooser) {}

    std::uint32_t choose(const exec::Decision& decision) override;

    const std::vector<std::uint32_t>& picks() const { return picks_; }
    // Of all decisions so far: point, name, threads and answer of each.
    std::uint64_t fingerprint() const { return fingerprint_; }

private:
    void mix(std::uint64_t value);

    exec::Strategy& chooser_;
    std::vector<std::uint32_t> picks_;
    std::uint64_t fingerprint_ = 0xCBF29CE484222325U;
};

} // namespace openwdf::explore
