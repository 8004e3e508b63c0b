// Time as drivers ask for it. Everything derives from the scheduler's clocks, so that a simulated
// machine sees virtual time everywhere.
#pragma once

#include "gate/border.hpp"

#include <ntddk.h>

namespace openwdf::nt::ke {

inline constexpr base::Ticks k_ticks_per_clock_tick = 156'250; // 64 clock ticks a second

inline LONGLONG tick_count(const gate::ThreadContext& context)
{
    return context.border->scheduler().interrupt_time() / k_ticks_per_clock_tick;
}

// Counts 100 ns, as Windows does on most machines.
inline LARGE_INTEGER performance_counter(const gate::ThreadContext& context,
                                         LARGE_INTEGER* frequency)
{
    if (frequency != nullptr)
        frequency->QuadPart = base::k_ticks_per_second;
    LARGE_INTEGER counter;
    counter.QuadPart = context.border->scheduler().interrupt_time();
    return counter;
}

// KeStallExecutionProcessor: busy for at least so long, at any IRQL. Others run meanwhile.
inline void stall(const gate::ThreadContext& context, ULONG microseconds)
{
    exec::Scheduler& scheduler = context.border->scheduler();
    const base::Ticks until =
        scheduler.interrupt_time() + microseconds * base::k_ticks_per_microsecond;
    while (scheduler.interrupt_time() < until && !context.border->stopped())
        scheduler.yield();
}

inline ULONG processor_number(const gate::ThreadContext& context, PROCESSOR_NUMBER* number)
{
    const unsigned processor = context.processor->number();
    if (number != nullptr)
        *number = PROCESSOR_NUMBER{0, static_cast<UCHAR>(processor), 0};
    return processor;
}

} // namespace openwdf::nt::ke
