// ExAllocateTimer, ExSetTimer, ExCancelTimer, ExDeleteTimer.
#include "nt/ex/ex_timer.hpp"
#include "gate/entry.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PEX_TIMER ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG)
{
    return gate::enter<Ddi::ExAllocateTimer>([&](ThreadContext& context) -> PEX_TIMER {
        return nt::ex::allocate_timer(context, Callback, CallbackContext);
    });
}

BOOLEAN ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period, PEXT_SET_PARAMETERS)
{
    return gate::enter<Ddi::ExSetTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::ex::set_timer(context, *Timer, DueTime, Period);
    });
}

BOOLEAN ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS)
{
    return gate::enter<Ddi::ExCancelTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::ex::cancel_timer(context, *Timer);
    });
}

BOOLEAN ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
                      PEXT_DELETE_PARAMETERS Parameters)
{
    return gate::enter<Ddi::ExDeleteTimer>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Timer, "Timer");
        return nt::ex::delete_timer(context, *Timer, Cancel != FALSE, Wait != FALSE, Parameters);
    });
}

} // extern "C"
