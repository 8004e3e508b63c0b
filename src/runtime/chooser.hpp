// The strategy of a simulated machine, as its options ask for it, and the record of its choices.
#pragma once

#include "explore/recording.hpp"
#include "explore/replay.hpp"
#include "openwdf/machine.hpp"

#include <memory>
#include <optional>

namespace openwdf::runtime {

class Chooser {
public:
    explicit Chooser(const MachineOptions& options);

    exec::Strategy& strategy() { return recording_ ? *recording_ : *strategy_; }

    // Empty unless options.record.
    Schedule schedule() const;
    std::uint64_t fingerprint() const;
    std::optional<std::size_t> diverged_at() const;

private:
    std::unique_ptr<exec::Strategy> strategy_;
    const explore::Replay* replay_ = nullptr; // strategy_ again
    std::optional<explore::Recording> recording_;
};

} // namespace openwdf::runtime
