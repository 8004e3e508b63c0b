// In-stack queued spin locks: here they are spin locks, without the order of arrival.
#include "gate/entry.hpp"
#include "nt/ke/spin_lock.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    gate::enter<Ddi::KeAcquireInStackQueuedSpinLock>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        gate::require(context, LockHandle, "LockHandle");
        LockHandle->LockQueue.Lock = SpinLock;
        LockHandle->OldIrql = nt::ke::acquire_spin_lock_raise(context, *SpinLock);
    });
}

VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
    gate::enter<Ddi::KeReleaseInStackQueuedSpinLock>([&](ThreadContext& context) {
        gate::require(context, LockHandle, "LockHandle");
        nt::ke::release_spin_lock_lower(context, *LockHandle->LockQueue.Lock, LockHandle->OldIrql);
    });
}

VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    gate::enter<Ddi::KeAcquireInStackQueuedSpinLockAtDpcLevel>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        gate::require(context, LockHandle, "LockHandle");
        LockHandle->LockQueue.Lock = SpinLock;
        nt::ke::acquire_spin_lock(context, *SpinLock);
    });
}

VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
    gate::enter<Ddi::KeReleaseInStackQueuedSpinLockFromDpcLevel>([&](ThreadContext& context) {
        gate::require(context, LockHandle, "LockHandle");
        nt::ke::release_spin_lock(context, *LockHandle->LockQueue.Lock);
    });
}

BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    return gate::enter<Ddi::KeTryToAcquireSpinLockAtDpcLevel>(
        [&](ThreadContext& context) -> BOOLEAN {
            gate::require(context, SpinLock, "SpinLock");
            return nt::ke::try_acquire_spin_lock(context, *SpinLock);
        });
}

} // extern "C"
