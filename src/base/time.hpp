// Time as NT counts it: signed 64-bit units of 100 ns.
#pragma once

#include <cstdint>
#include <limits>

namespace openwdf::base {

using Ticks = std::int64_t;

inline constexpr Ticks k_ticks_per_microsecond = 10;
inline constexpr Ticks k_ticks_per_millisecond = 10'000;
inline constexpr Ticks k_ticks_per_second = 10'000'000;
inline constexpr Ticks k_never = std::numeric_limits<Ticks>::max();

} // namespace openwdf::base
