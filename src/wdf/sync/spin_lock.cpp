#include "wdf/sync/spin_lock.hpp"

#include "nt/ke/spin_lock.hpp"
#include "wdf/object/create.hpp"

namespace openwdf::wdf {

NTSTATUS SpinLock::create(gate::ThreadContext& context, Driver& driver,
                          const WDF_OBJECT_ATTRIBUTES* attributes, WDFSPINLOCK* handle)
{
    return create_from_attributes<SpinLock>(context, driver, attributes, handle);
}

void SpinLock::acquire(gate::ThreadContext& context)
{
    const KIRQL old_irql = nt::ke::acquire_spin_lock_raise(context, word_);
    old_irql_ = old_irql;
}

void SpinLock::release(gate::ThreadContext& context)
{
    if (!nt::ke::holds_spin_lock(context, word_))
        gate::wdf_violation(gate::WdfViolation::lock_operation,
                            reinterpret_cast<std::uint64_t>(handle()), 1,
                            "a thread releases a WDFSPINLOCK that it does not hold");
    nt::ke::release_spin_lock_lower(context, word_, old_irql_);
}

} // namespace openwdf::wdf
