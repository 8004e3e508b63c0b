// The interrupt request level is a value in the running thread's context, never a priority of a
// Linux thread. Numbers are those of x64 Windows.
#pragma once

#include <cstdint>

namespace openwdf::exec {

using Irql = std::uint8_t;

inline constexpr Irql k_passive_level = 0;
inline constexpr Irql k_apc_level = 1;
inline constexpr Irql k_dispatch_level = 2;
inline constexpr Irql k_high_level = 15;

} // namespace openwdf::exec
