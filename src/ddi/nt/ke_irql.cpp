// IRQL, spin locks, DPCs.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
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

BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc)
{
    return gate::enter<Ddi::KeRemoveQueueDpc>([&](ThreadContext& context) -> BOOLEAN {
        gate::require(context, Dpc, "Dpc");
        return nt::executive_of(context).dpcs.remove(*Dpc);
    });
}

VOID KeFlushQueuedDpcs(VOID)
{
    gate::enter<Ddi::KeFlushQueuedDpcs>(
        [&](ThreadContext& context) { nt::executive_of(context).dpcs.flush(); });
}

VOID KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
    gate::enter<Ddi::KeSetImportanceDpc>([&](ThreadContext& context) {
        gate::require(context, Dpc, "Dpc");
        nt::ke::set_dpc_importance(*Dpc, Importance);
    });
}

VOID KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
    gate::enter<Ddi::KeSetTargetProcessorDpc>([&](ThreadContext& context) {
        gate::require(context, Dpc, "Dpc");
        nt::ke::set_dpc_target(*Dpc, Number);
    });
}

NTSTATUS KeSetTargetProcessorDpcEx(PKDPC Dpc, PPROCESSOR_NUMBER ProcNumber)
{
    return gate::enter<Ddi::KeSetTargetProcessorDpcEx>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, Dpc, "Dpc");
        gate::require(context, ProcNumber, "ProcNumber");
        if (ProcNumber->Group != 0 ||
            ProcNumber->Number >= context.border->scheduler().processor_count())
            return STATUS_INVALID_PARAMETER;
        nt::ke::set_dpc_target(*Dpc, static_cast<CCHAR>(ProcNumber->Number));
        return STATUS_SUCCESS;
    });
}

} // extern "C"
