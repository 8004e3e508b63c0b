// The crossing history: the last moves of one thread over the border, kept always, because the
// report of a bug check must tell how the thread got there.
#pragma once

#include "exec/irql.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace openwdf::gate {

enum class CrossingKind : std::uint8_t { entry, callback, callback_return };

struct Crossing {
    const void* address; // entry: return address in the driver; callback: the driver's function
    std::uint16_t id;    // Ddi or Callback, by kind
    CrossingKind kind;
    exec::Irql irql;
};

class CrossingHistory {
public:
    static constexpr std::size_t k_depth = 32;

    void record(CrossingKind kind, std::uint16_t id, const void* address, exec::Irql irql)
    {
        crossings_[next_ % k_depth] = Crossing{address, id, kind, irql};
        ++next_;
    }

    std::uint32_t count() const { return next_; }
    // Number 0 is the newest; precondition: age < min(count(), k_depth).
    const Crossing& newest(std::uint32_t age) const
    {
        return crossings_[(next_ - 1 - age) % k_depth];
    }

private:
    std::array<Crossing, k_depth> crossings_{};
    std::uint32_t next_ = 0;
};

} // namespace openwdf::gate
