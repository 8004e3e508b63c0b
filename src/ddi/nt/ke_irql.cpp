// IRQL, spin locks, DPCs.
#include "gate/entry.hpp"
#include "nt/ke/dpc.hpp"
#include "nt/ke/irql.hpp"
#include "nt/ke/spin_lock.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

KIRQL KeGetCurrentIrql(VOID)
{
    return gate::enter<Ddi::KeGetCurrentIrql>(
        [&](ThreadContext& context) { return static_cast<KIRQL>(context.irql); });
}

KIRQL KfRaiseIrql(KIRQL NewIrql)
{
    return gate::enter<Ddi::KfRaiseIrql>(
        [&](ThreadContext& context) { return nt::ke::raise_irql(context, NewIrql); });
}

VOID KeLowerIrql(KIRQL NewIrql)
{
    gate::enter<Ddi::KeLowerIrql>(
        [&](ThreadContext& context) { nt::ke::lower_irql(context, NewIrql); });
}

VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock)
{
    gate::enter<Ddi::KeInitializeSpinLock>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        *SpinLock = 0;
    });
}

KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
    return gate::enter<Ddi::KeAcquireSpinLockRaiseToDpc>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        return nt::ke::acquire_spin_lock_raise(context, *SpinLock);
    });
}

VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
    gate::enter<Ddi::KeReleaseSpinLock>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ke::release_spin_lock_lower(context, *SpinLock, NewIrql);
    });
}

VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    gate::enter<Ddi::KeAcquireSpinLockAtDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ke::acquire_spin_lock(context, *SpinLock);
    });
}

VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
    gate::enter<Ddi::KeReleaseSpinLockFromDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        nt::ke::release_spin_lock(context, *SpinLock);
    });
}

VOID KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
    gate::enter<Ddi::KeInitializeDpc>([&](ThreadContext& context) {
        gate::require(context, Dpc, "Dpc");
        nt::ke::initialize_dpc(*Dpc, DeferredRoutine, DeferredContext);
    });
}

BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
    return gate::enter<Ddi::KeInsertQueueDpc>([&](ThreadContext& context) {
        gate::require(context, Dpc, "Dpc");
        const bool queued = nt::ke::insert_dpc(context, *Dpc, SystemArgument1, SystemArgument2);
        return static_cast<BOOLEAN>(queued);
    });
}

} // extern "C"
