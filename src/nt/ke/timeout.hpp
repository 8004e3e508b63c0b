// Timeouts as NT counts them (N103), turned into the absolute interrupt time the scheduler parks
// with.
#pragma once

#include "exec/scheduler.hpp"

#include <ntddk.h>

#include <algorithm>
#include <cstdint>

namespace openwdf::nt::ke {

// A deadline that has always passed: look once, never block.
inline constexpr base::Ticks k_poll = 0;

inline base::Ticks deadline_of(const exec::Scheduler& scheduler, const LARGE_INTEGER* timeout)
{
    if (timeout == nullptr)
        return base::k_never;
    const LONGLONG value = timeout->QuadPart;
    if (value == 0)
        return k_poll;
    const base::Ticks now = scheduler.interrupt_time();
    // An absolute time in the past still makes this a wait, not a poll, for the IRQL rule.
    const LONGLONG distance = value < 0 ? (value == INT64_MIN ? INT64_MAX : -value)
                                        : std::max<LONGLONG>(value - scheduler.system_time(), 0);
    return distance > base::k_never - now ? base::k_never
                                          : std::max<base::Ticks>(now + distance, 1);
}

} // namespace openwdf::nt::ke
