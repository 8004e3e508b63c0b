// KeInitializeTimer, KeSetTimer, KeCancelTimer ...
#include "gate/entry.hpp"
#include "nt/executive.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID KeInitializeTimer(PKTIMER Timer)
{
    gate::enter<Ddi::KeInitializeTimer>([&](ThreadContext& context) {
        gate::require(context, Timer, "Timer");
        nt::ke::initialize_timer(*Timer, false);
    });
}

VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
    gate::enter<Ddi::KeInitializeTimerEx>([&](ThreadContext& context) {
        gate::require(context, Timer, "Timer");
        nt::ke::initialize_timer(*Timer, Type == SynchronizationTimer);
    });
}

BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
    return gate::enter<Ddi::KeSetTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::executive_of(context).driver_timers.set(context, *Timer, DueTime, 0, Dpc);
    });
}

BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
    return gate::enter<Ddi::KeSetTimerEx>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::executive_of(context).driver_timers.set(context, *Timer, DueTime, Period, Dpc);
    });
}

// No timer here is late on purpose, so a tolerable delay changes nothing.
BOOLEAN KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period, ULONG, PKDPC Dpc)
{
    return gate::enter<Ddi::KeSetCoalescableTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::executive_of(context).driver_timers.set(context, *Timer, DueTime,
                                                           static_cast<LONG>(Period), Dpc);
    });
}

BOOLEAN KeCancelTimer(PKTIMER Timer)
{
    return gate::enter<Ddi::KeCancelTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::executive_of(context).driver_timers.cancel(*Timer);
    });
}

BOOLEAN KeReadStateTimer(PKTIMER Timer)
{
    return gate::enter<Ddi::KeReadStateTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::ke::read_state(Timer->Header) != 0;
    });
}

} // extern "C"
