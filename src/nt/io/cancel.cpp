#include "nt/io/cancel.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"
#include "nt/io/driver.hpp"
#include "nt/io/identity.hpp"
#include "nt/io/stack.hpp"
#include "nt/ke/spin_lock.hpp"

namespace openwdf::nt::io {

namespace {

// A routine of ours carries the top bit, which no address of user space has: the mark and the
// pointer change in one exchange, and a driver's exchange clears both.
constexpr std::uint64_t k_runtime_mark = std::uint64_t{1} << 63;

PDRIVER_CANCEL marked(PDRIVER_CANCEL routine)
{
    const auto address = reinterpret_cast<std::uint64_t>(routine);
    return reinterpret_cast<PDRIVER_CANCEL>(address == 0 ? 0 : address | k_runtime_mark);
}

PDRIVER_CANCEL unmarked(PDRIVER_CANCEL routine)
{
    return reinterpret_cast<PDRIVER_CANCEL>(reinterpret_cast<std::uint64_t>(routine) &
                                            ~k_runtime_mark);
}

bool is_marked(PDRIVER_CANCEL routine)
{
    return (reinterpret_cast<std::uint64_t>(routine) & k_runtime_mark) != 0;
}

PDRIVER_CANCEL exchange(IRP& irp, PDRIVER_CANCEL routine)
{
    return __atomic_exchange_n(&irp.CancelRoutine, routine, __ATOMIC_SEQ_CST);
}

// Called with the cancel lock held; the routine releases it (N53).
void run_cancel_routine(gate::ThreadContext& context, IRP& irp, PDRIVER_CANCEL routine)
{
    DEVICE_OBJECT* device =
        has_current_location(irp) ? current_location(irp).DeviceObject : nullptr;
    if (is_marked(routine)) {
        unmarked(routine)(device, &irp);
        return;
    }
    const gate::DriverIdentity& driver = owner_of_routine(context, device, irp);
    const KIRQL irql = irp.CancelIrql;
    gate::call_driver<gate::Callback::DriverCancel>(
        driver, gate::DriverFn<VOID(DEVICE_OBJECT*, IRP*)>(routine), device, &irp);
    if (ke::holds_spin_lock(context, executive_of(context).cancel_lock))
        gate::bug_check(DRIVER_RETURNED_HOLDING_CANCEL_LOCK, reinterpret_cast<std::uint64_t>(&irp),
                        reinterpret_cast<std::uint64_t>(routine), 0, 0,
                        "a cancel routine returned without releasing the cancel spin lock");
    if (context.irql != irql)
        gate::bug_check(IRQL_UNEXPECTED_VALUE, context.irql, irql, 0, 0,
                        "a cancel routine returned at another IRQL than Irp->CancelIrql");
}

} // namespace

const gate::DriverIdentity& owner_of_routine(const gate::ThreadContext& context,
                                             DEVICE_OBJECT* device, IRP& irp)
{
    if (device != nullptr)
        return record_of(*device->DriverObject).identity;
    if ((irp.AllocationFlags & k_irp_of_cache) != 0 && block_of(irp).creator != nullptr)
        return *block_of(irp).creator;
    return context.driver != nullptr ? *context.driver : executive_of(context).nobody;
}

PDRIVER_CANCEL set_cancel_routine(IRP& irp, PDRIVER_CANCEL routine)
{
    return unmarked(exchange(irp, routine));
}

PDRIVER_CANCEL set_runtime_cancel_routine(IRP& irp, PDRIVER_CANCEL routine)
{
    return unmarked(exchange(irp, marked(routine)));
}

bool cancel_irp(IRP& irp)
{
    gate::ThreadContext& context = *gate::current_context();
    KIRQL irql = 0;
    acquire_cancel_lock(irql);
    __atomic_store_n(&irp.Cancel, TRUE, __ATOMIC_SEQ_CST);
    PDRIVER_CANCEL routine = exchange(irp, nullptr);
    if (routine == nullptr) {
        release_cancel_lock(irql);
        return false;
    }
    irp.CancelIrql = irql;
    run_cancel_routine(context, irp, routine);
    return true;
}

void acquire_cancel_lock(KIRQL& irql)
{
    gate::ThreadContext& context = *gate::current_context();
    irql = ke::acquire_spin_lock_raise(context, executive_of(context).cancel_lock);
}

void release_cancel_lock(KIRQL irql)
{
    gate::ThreadContext& context = *gate::current_context();
    ke::release_spin_lock_lower(context, executive_of(context).cancel_lock, irql);
}

} // namespace openwdf::nt::io
