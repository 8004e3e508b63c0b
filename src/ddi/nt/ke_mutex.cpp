// Mutexes, semaphores, critical and guarded regions, guarded mutexes.
#include "gate/entry.hpp"
#include "nt/ex/fast_mutex.hpp"
#include "nt/executive.hpp"
#include "nt/ke/mutex.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID KeInitializeMutex(PRKMUTEX Mutex, ULONG)
{
    gate::enter<Ddi::KeInitializeMutex>([&](ThreadContext& context) {
        gate::require(context, Mutex, "Mutex");
        nt::ke::initialize_mutant(*Mutex);
    });
}

LONG KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN)
{
    return gate::enter<Ddi::KeReleaseMutex>([&](ThreadContext& context) -> LONG {
        gate::require(context, Mutex, "Mutex");
        return nt::ke::release_mutex(context, *Mutex);
    });
}

LONG KeReadStateMutex(PRKMUTEX Mutex)
{
    return gate::enter<Ddi::KeReadStateMutex>([&](ThreadContext& context) -> LONG {
        gate::require(context, Mutex, "Mutex");
        return nt::ke::read_state(Mutex->Header);
    });
}

VOID KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
    gate::enter<Ddi::KeInitializeSemaphore>([&](ThreadContext& context) {
        gate::require(context, Semaphore, "Semaphore");
        nt::ke::initialize_semaphore(*Semaphore, Count, Limit);
    });
}

LONG KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY, LONG Adjustment, BOOLEAN)
{
    return gate::enter<Ddi::KeReleaseSemaphore>([&](ThreadContext& context) -> LONG {
        gate::require(context, Semaphore, "Semaphore");
        return nt::ke::release_semaphore(context, *Semaphore, Adjustment);
    });
}

LONG KeReadStateSemaphore(PRKSEMAPHORE Semaphore)
{
    return gate::enter<Ddi::KeReadStateSemaphore>([&](ThreadContext& context) -> LONG {
        gate::require(context, Semaphore, "Semaphore");
        return nt::ke::read_state(Semaphore->Header);
    });
}

VOID KeEnterCriticalRegion(VOID)
{
    gate::enter<Ddi::KeEnterCriticalRegion>(
        [&](ThreadContext& context) { ++context.critical_regions; });
}

VOID KeLeaveCriticalRegion(VOID)
{
    gate::enter<Ddi::KeLeaveCriticalRegion>(
        [&](ThreadContext& context) { nt::ke::leave_critical_region(context); });
}

VOID KeEnterGuardedRegion(VOID)
{
    gate::enter<Ddi::KeEnterGuardedRegion>(
        [&](ThreadContext& context) { ++context.critical_regions; });
}

VOID KeLeaveGuardedRegion(VOID)
{
    gate::enter<Ddi::KeLeaveGuardedRegion>(
        [&](ThreadContext& context) { nt::ke::leave_critical_region(context); });
}

BOOLEAN KeAreApcsDisabled(VOID)
{
    return gate::enter<Ddi::KeAreApcsDisabled>([&](ThreadContext& context) -> BOOLEAN {
        return context.critical_regions != 0 || context.irql != exec::k_passive_level;
    });
}

BOOLEAN KeAreAllApcsDisabled(VOID)
{
    return gate::enter<Ddi::KeAreAllApcsDisabled>(
        [&](ThreadContext& context) -> BOOLEAN { return context.irql != exec::k_passive_level; });
}

VOID KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    gate::enter<Ddi::KeInitializeGuardedMutex>([&](ThreadContext& context) {
        gate::require(context, Mutex, "Mutex");
        nt::ex::initialize_fast_mutex(*Mutex);
    });
}

VOID KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    gate::enter<Ddi::KeAcquireGuardedMutex>([&](ThreadContext& context) {
        gate::require(context, Mutex, "Mutex");
        ++context.critical_regions;
        nt::ex::acquire_fast_mutex(context, *Mutex);
    });
}

BOOLEAN KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    return gate::enter<Ddi::KeTryToAcquireGuardedMutex>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Mutex, "Mutex");
        const bool acquired = nt::ex::try_acquire_fast_mutex(context, *Mutex);
        context.critical_regions += acquired ? 1 : 0;
        return acquired;
    });
}

VOID KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    gate::enter<Ddi::KeReleaseGuardedMutex>([&](ThreadContext& context) {
        gate::require(context, Mutex, "Mutex");
        if (nt::ex::release_fast_mutex(context, *Mutex))
            nt::ke::leave_critical_region(context);
    });
}

} // extern "C"
