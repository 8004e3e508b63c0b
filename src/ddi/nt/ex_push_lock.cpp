// Push locks. The flags of the Ex forms have one value, the default.
#include "gate/entry.hpp"
#include "nt/executive.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID ExInitializePushLock(PEX_PUSH_LOCK PushLock)
{
    gate::enter<Ddi::ExInitializePushLock>([&](ThreadContext& context) {
        gate::require(context, PushLock, "PushLock");
        *PushLock = 0;
    });
}

VOID ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG)
{
    gate::enter<Ddi::ExAcquirePushLockExclusiveEx>([&](ThreadContext& context) {
        gate::require(context, PushLock, "PushLock");
        nt::executive_of(context).push_locks.acquire_exclusive(context, *PushLock);
    });
}

VOID ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG)
{
    gate::enter<Ddi::ExAcquirePushLockSharedEx>([&](ThreadContext& context) {
        gate::require(context, PushLock, "PushLock");
        nt::executive_of(context).push_locks.acquire_shared(context, *PushLock);
    });
}

VOID ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG)
{
    gate::enter<Ddi::ExReleasePushLockExclusiveEx>([&](ThreadContext& context) {
        gate::require(context, PushLock, "PushLock");
        nt::executive_of(context).push_locks.release_exclusive(context, *PushLock);
    });
}

VOID ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG)
{
    gate::enter<Ddi::ExReleasePushLockSharedEx>([&](ThreadContext& context) {
        gate::require(context, PushLock, "PushLock");
        nt::executive_of(context).push_locks.release_shared(context, *PushLock);
    });
}

} // extern "C"
