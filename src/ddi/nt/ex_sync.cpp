// Fast mutexes, rundown protection, shared spin locks.
#include "gate/entry.hpp"
#include "nt/ex/fast_mutex.hpp"
#include "nt/ex/rundown.hpp"
#include "nt/ex/shared_spin_lock.hpp"
#include "nt/ke/irql.hpp"
#include "nt/ke/mutex.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    gate::enter<Ddi::ExAcquireFastMutex>([&](ThreadContext& context) {
        gate::require(context, FastMutex, "FastMutex");
        nt::ex::acquire_fast_mutex_raise(context, *FastMutex);
    });
}

BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    return gate::enter<Ddi::ExTryToAcquireFastMutex>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, FastMutex, "FastMutex");
        return nt::ex::try_acquire_fast_mutex_raise(context, *FastMutex);
    });
}

VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
    gate::enter<Ddi::ExReleaseFastMutex>([&](ThreadContext& context) {
        gate::require(context, FastMutex, "FastMutex");
        nt::ex::release_fast_mutex_lower(context, *FastMutex);
    });
}

VOID ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    gate::enter<Ddi::ExAcquireFastMutexUnsafe>([&](ThreadContext& context) {
        gate::require(context, FastMutex, "FastMutex");
        nt::ex::acquire_fast_mutex(context, *FastMutex);
    });
}

VOID ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    gate::enter<Ddi::ExReleaseFastMutexUnsafe>([&](ThreadContext& context) {
        gate::require(context, FastMutex, "FastMutex");
        (void)nt::ex::release_fast_mutex(context, *FastMutex);
    });
}

VOID ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    gate::enter<Ddi::ExInitializeRundownProtection>([&](ThreadContext& context) {
        gate::require(context, RunRef, "RunRef");
        nt::ex::initialize_rundown(*RunRef);
    });
}

VOID ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    gate::enter<Ddi::ExReInitializeRundownProtection>([&](ThreadContext& context) {
        gate::require(context, RunRef, "RunRef");
        nt::ex::initialize_rundown(*RunRef);
    });
}

BOOLEAN ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    return gate::enter<Ddi::ExAcquireRundownProtection>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, RunRef, "RunRef");
        return nt::ex::acquire_rundown(*RunRef);
    });
}

VOID ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    gate::enter<Ddi::ExReleaseRundownProtection>([&](ThreadContext& context) {
        gate::require(context, RunRef, "RunRef");
        nt::ex::release_rundown(context, *RunRef);
    });
}

VOID ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
    gate::enter<Ddi::ExWaitForRundownProtectionRelease>([&](ThreadContext& context) {
        gate::require(context, RunRef, "RunRef");
        nt::ex::wait_for_rundown(context, *RunRef);
    });
}

VOID ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
    gate::enter<Ddi::ExRundownCompleted>([&](ThreadContext& context) {
        gate::require(context, RunRef, "RunRef");
        nt::ex::complete_rundown(*RunRef);
    });
}

KIRQL ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
    return gate::enter<Ddi::ExAcquireSpinLockExclusive>([&](ThreadContext& context) -> KIRQL {
        gate::require(context, SpinLock, "SpinLock");
        const KIRQL irql = nt::ke::raise_irql(context, DISPATCH_LEVEL);
        nt::ex::acquire_exclusive(context, *SpinLock);
        return irql;
    });
}

VOID ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
    gate::enter<Ddi::ExReleaseSpinLockExclusive>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::release_exclusive(*SpinLock);
        nt::ke::lower_irql(context, OldIrql);
    });
}

KIRQL ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock)
{
    return gate::enter<Ddi::ExAcquireSpinLockShared>([&](ThreadContext& context) -> KIRQL {
        gate::require(context, SpinLock, "SpinLock");
        const KIRQL irql = nt::ke::raise_irql(context, DISPATCH_LEVEL);
        nt::ex::acquire_shared(context, *SpinLock);
        return irql;
    });
}

VOID ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
    gate::enter<Ddi::ExReleaseSpinLockShared>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::release_shared(*SpinLock);
        nt::ke::lower_irql(context, OldIrql);
    });
}

VOID ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    gate::enter<Ddi::ExAcquireSpinLockExclusiveAtDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::acquire_exclusive(context, *SpinLock);
    });
}

VOID ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    gate::enter<Ddi::ExReleaseSpinLockExclusiveFromDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::release_exclusive(*SpinLock);
    });
}

VOID ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    gate::enter<Ddi::ExAcquireSpinLockSharedAtDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::acquire_shared(context, *SpinLock);
    });
}

VOID ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    gate::enter<Ddi::ExReleaseSpinLockSharedFromDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ex::release_shared(*SpinLock);
    });
}

LOGICAL ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
    return gate::enter<Ddi::ExTryConvertSharedSpinLockExclusive>(
        [&](ThreadContext& context) -> LOGICAL {
            gate::require(context, SpinLock, "SpinLock");
            return nt::ex::try_make_exclusive(*SpinLock) ? 1 : 0;
        });
}

} // extern "C"
