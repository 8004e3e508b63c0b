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

ULONG64 KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
    return gate::enter<Ddi::KeQueryInterruptTimePrecise>([&](ThreadContext& context) {
        const auto now = static_cast<ULONG64>(context.border->scheduler().interrupt_time());
        if (QpcTimeStamp != nullptr)
            *QpcTimeStamp = now; // the performance counter counts the same units
        return now;
    });
}

VOID KeStallExecutionProcessor(ULONG MicroSeconds)
{
    gate::enter<Ddi::KeStallExecutionProcessor>(
        [&](ThreadContext& context) { nt::ke::stall(context, MicroSeconds); });
}

ULONG KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
    return gate::enter<Ddi::KeQueryActiveProcessorCount>([&](ThreadContext& context) -> ULONG {
        const unsigned count = context.border->scheduler().processor_count();
        if (ActiveProcessors != nullptr)
            *ActiveProcessors = (KAFFINITY{1} << count) - 1;
        return count;
    });
}

ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
    return gate::enter<Ddi::KeQueryActiveProcessorCountEx>([&](ThreadContext& context) -> ULONG {
        const bool known = GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS;
        return known ? context.border->scheduler().processor_count() : 0;
    });
}

// The machine's clock runs in universal time.
VOID ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime)
{
    gate::enter<Ddi::ExSystemTimeToLocalTime>([&](ThreadContext& context) {
        gate::require(context, SystemTime, "SystemTime");
        gate::require(context, LocalTime, "LocalTime");
        *LocalTime = *SystemTime;
    });
}

VOID ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime)
{
    gate::enter<Ddi::ExLocalTimeToSystemTime>([&](ThreadContext& context) {
        gate::require(context, LocalTime, "LocalTime");
        gate::require(context, SystemTime, "SystemTime");
        *SystemTime = *LocalTime;
    });
}

} // extern "C"
