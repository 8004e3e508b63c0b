// WdfObjectAcquireLock, WdfObjectReleaseLock, WdfSpinLock*, WdfWaitLock*.
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/sync/serialization.hpp"
#include "wdf/sync/spin_lock.hpp"
#include "wdf/sync/wait_lock.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID owdf_WdfObjectAcquireLock(PWDF_DRIVER_GLOBALS, WDFOBJECT Object)
{
    gate::enter<Ddi::WdfObjectAcquireLock>([&](ThreadContext& context) {
        wdf::acquire_object_lock(context, wdf::any_object(context, Object));
    });
}

VOID owdf_WdfObjectReleaseLock(PWDF_DRIVER_GLOBALS, WDFOBJECT Object)
{
    gate::enter<Ddi::WdfObjectReleaseLock>([&](ThreadContext& context) {
        wdf::release_object_lock(context, wdf::any_object(context, Object));
    });
}

NTSTATUS owdf_WdfSpinLockCreate(PWDF_DRIVER_GLOBALS globals,
                                PWDF_OBJECT_ATTRIBUTES SpinLockAttributes, WDFSPINLOCK* SpinLock)
{
    return gate::enter<Ddi::WdfSpinLockCreate>([&](ThreadContext& context) {
        gate::require(context, SpinLock, "SpinLock");
        return wdf::SpinLock::create(context, *wdf::globals_of(globals).driver, SpinLockAttributes,
                                     SpinLock);
    });
}

VOID owdf_WdfSpinLockAcquire(PWDF_DRIVER_GLOBALS, WDFSPINLOCK SpinLock)
{
    gate::enter<Ddi::WdfSpinLockAcquire>([&](ThreadContext& context) {
        wdf::object<wdf::SpinLock>(context, SpinLock).acquire(context);
    });
}

VOID owdf_WdfSpinLockRelease(PWDF_DRIVER_GLOBALS, WDFSPINLOCK SpinLock)
{
    gate::enter<Ddi::WdfSpinLockRelease>([&](ThreadContext& context) {
        wdf::object<wdf::SpinLock>(context, SpinLock).release(context);
    });
}

NTSTATUS owdf_WdfWaitLockCreate(PWDF_DRIVER_GLOBALS globals, PWDF_OBJECT_ATTRIBUTES LockAttributes,
                                WDFWAITLOCK* Lock)
{
    return gate::enter<Ddi::WdfWaitLockCreate>([&](ThreadContext& context) {
        gate::require(context, Lock, "Lock");
        return wdf::WaitLock::create(context, *wdf::globals_of(globals).driver, LockAttributes,
                                     Lock);
    });
}

NTSTATUS owdf_WdfWaitLockAcquire(PWDF_DRIVER_GLOBALS, WDFWAITLOCK Lock, PLONGLONG Timeout)
{
    return gate::enter<Ddi::WdfWaitLockAcquire>([&](ThreadContext& context) {
        return wdf::object<wdf::WaitLock>(context, Lock).acquire(context, Timeout);
    });
}

VOID owdf_WdfWaitLockRelease(PWDF_DRIVER_GLOBALS, WDFWAITLOCK Lock)
{
    gate::enter<Ddi::WdfWaitLockRelease>([&](ThreadContext& context) {
        wdf::object<wdf::WaitLock>(context, Lock).release(context);
    });
}

} // extern "C"
