// Time and processors.
#include "gate/entry.hpp"
#include "nt/ke/clock.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
    gate::enter<Ddi::KeQuerySystemTime>([&](ThreadContext& context) {
        gate::require(context, CurrentTime, "CurrentTime");
        CurrentTime->QuadPart = context.border->scheduler().system_time();
    });
}

VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
    gate::enter<Ddi::KeQuerySystemTimePrecise>([&](ThreadContext& context) {
        gate::require(context, CurrentTime, "CurrentTime");
        CurrentTime->QuadPart = context.border->scheduler().system_time();
    });
}

ULONGLONG KeQueryInterruptTime(VOID)
{
    return gate::enter<Ddi::KeQueryInterruptTime>([&](ThreadContext& context) {
        return static_cast<ULONGLONG>(context.border->scheduler().interrupt_time());
    });
}

LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
    return gate::enter<Ddi::KeQueryPerformanceCounter>([&](ThreadContext& context) {
        return nt::ke::performance_counter(context, PerformanceFrequency);
    });
}

VOID KeQueryTickCount(PLARGE_INTEGER CurrentCount)
{
    gate::enter<Ddi::KeQueryTickCount>([&](ThreadContext& context) {
        gate::require(context, CurrentCount, "CurrentCount");
        CurrentCount->QuadPart = nt::ke::tick_count(context);
    });
}

ULONG KeQueryTimeIncrement(VOID)
{
    return gate::enter<Ddi::KeQueryTimeIncrement>(
        [&](ThreadContext&) { return static_cast<ULONG>(nt::ke::k_ticks_per_clock_tick); });
}

ULONG KeGetCurrentProcessorNumber(VOID)
{
    return gate::enter<Ddi::KeGetCurrentProcessorNumber>(
        [&](ThreadContext& context) { return static_cast<ULONG>(context.processor->number()); });
}

ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
    return gate::enter<Ddi::KeGetCurrentProcessorNumberEx>(
        [&](ThreadContext& context) { return nt::ke::processor_number(context, ProcNumber); });
}

} // extern "C"
