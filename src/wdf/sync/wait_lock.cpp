#include "wdf/sync/wait_lock.hpp"

#include "gate/lock_use.hpp"
#include "gate/wait_note.hpp"
#include "wdf/object/create.hpp"
#include "wdf/verifier.hpp"

namespace openwdf::wdf {

namespace {

constexpr const char* k_lock_kind = "a WDFWAITLOCK";

} // namespace

WaitLock::WaitLock(Driver* driver) : Object(k_kind, driver)
{
    nt::ke::initialize_event(free_, SynchronizationEvent, true);
}

NTSTATUS WaitLock::create(gate::ThreadContext& context, Driver& driver,
                          const WDF_OBJECT_ATTRIBUTES* attributes, WDFWAITLOCK* handle)
{
    return create_from_attributes<WaitLock>(context, driver, attributes, handle);
}

NTSTATUS WaitLock::acquire(gate::ThreadContext& context, const LONGLONG* timeout)
{
    const bool may_wait = timeout == nullptr || *timeout != 0;
    if (may_wait && !passive_enough(context, "WdfWaitLockAcquire with a timeout other than zero"))
        return STATUS_INVALID_DEVICE_REQUEST;
    if (may_wait && owner_.load(std::memory_order_relaxed) == &context)
        context.border->report("wait-lock-taken-twice",
                               "a thread waits for a WDFWAITLOCK that it holds itself; wait locks "
                               "are not recursive");
    LARGE_INTEGER limit;
    limit.QuadPart = timeout == nullptr ? 0 : *timeout;
    // With a limit nobody waits for ever.
    if (timeout == nullptr)
        gate::lock_taking(context, this, k_lock_kind);
    void* object = &free_;
    const gate::HeldByNote note(context, k_lock_kind,
                                [this] { return owner_.load(std::memory_order_relaxed); });
    const NTSTATUS status = driver().executive().dispatcher.wait(
        {&object, 1}, WaitAny, timeout == nullptr ? nullptr : &limit);
    if (status == STATUS_TIMEOUT)
        return status;
    if (timeout != nullptr)
        gate::lock_took(context, this, k_lock_kind);
    ++context.critical_regions;
    owner_.store(&context, std::memory_order_relaxed);
    return status;
}

void WaitLock::release(gate::ThreadContext& context)
{
    if (owner_.load(std::memory_order_relaxed) != &context) {
        context.border->report("wait-lock-not-held",
                               "WdfWaitLockRelease on a thread that does not hold the lock");
        if (nt::ke::read_state(free_.Header) != 0)
            return;
    } else {
        --context.critical_regions;
    }
    owner_.store(nullptr, std::memory_order_relaxed);
    (void)driver().executive().dispatcher.set_event(free_);
    gate::lock_gave_back(context, this);
}

} // namespace openwdf::wdf
