// KeInitializeEvent, KeSetEvent ..., KeWaitFor*.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
#include "nt/ke/dispatcher.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
    gate::enter<Ddi::KeInitializeEvent>([&](ThreadContext& context) {
        gate::require(context, Event, "Event");
        nt::ke::initialize_event(*Event, Type, State != FALSE);
    });
}

// N111: with Wait, Windows returns at a raised level to the wait that must follow; the wait works
// the same without that.
LONG KeSetEvent(PRKEVENT Event, KPRIORITY, BOOLEAN)
{
    return gate::enter<Ddi::KeSetEvent>([&](ThreadContext& context) {
        gate::require(context, Event, "Event");
        return nt::executive_of(context).dispatcher.set_event(*Event);
    });
}

LONG KeResetEvent(PRKEVENT Event)
{
    return gate::enter<Ddi::KeResetEvent>([&](ThreadContext& context) {
        gate::require(context, Event, "Event");
        return nt::executive_of(context).dispatcher.reset_event(*Event);
    });
}

VOID KeClearEvent(PRKEVENT Event)
{
    gate::enter<Ddi::KeClearEvent>([&](ThreadContext& context) {
        gate::require(context, Event, "Event");
        (void)nt::executive_of(context).dispatcher.reset_event(*Event);
    });
}

LONG KeReadStateEvent(PRKEVENT Event)
{
    return gate::enter<Ddi::KeReadStateEvent>([&](ThreadContext& context) {
        gate::require(context, Event, "Event");
        return nt::ke::read_state(Event->Header);
    });
}

// N106: there are no alerts and no APCs, so nothing ends an alertable wait early.
NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON, KPROCESSOR_MODE, BOOLEAN,
                               PLARGE_INTEGER Timeout)
{
    return gate::enter<Ddi::KeWaitForSingleObject>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return nt::executive_of(context).dispatcher.wait({&Object, 1}, WaitAny, Timeout);
    });
}

NTSTATUS KeWaitForMultipleObjects(ULONG Count, PVOID Object[], WAIT_TYPE WaitType, KWAIT_REASON,
                                  KPROCESSOR_MODE, BOOLEAN, PLARGE_INTEGER Timeout,
                                  PKWAIT_BLOCK WaitBlockArray)
{
    return gate::enter<Ddi::KeWaitForMultipleObjects>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        nt::ke::require_wait_count(Count, WaitBlockArray != nullptr);
        return nt::executive_of(context).dispatcher.wait({Object, Count}, WaitType, Timeout);
    });
}

NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE, BOOLEAN, PLARGE_INTEGER Interval)
{
    return gate::enter<Ddi::KeDelayExecutionThread>([&](ThreadContext& context) {
        gate::require(context, Interval, "Interval");
        return nt::executive_of(context).dispatcher.delay(*Interval);
    });
}

} // extern "C"
