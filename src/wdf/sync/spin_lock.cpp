#include "wdf/sync/spin_lock.hpp"

#include "nt/ke/spin_lock.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"

namespace openwdf::wdf {

NTSTATUS SpinLock::create(gate::ThreadContext& context, Driver& driver,
                          const WDF_OBJECT_ATTRIBUTES* attributes, WDFSPINLOCK* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    *handle = nullptr;
    auto lock = published(create_object<SpinLock>(&driver, attributes), parent);
    if (lock.ok())
        *handle = static_cast<WDFSPINLOCK>(lock.value()->handle());
    return lock.status();
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
