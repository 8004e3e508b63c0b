#include "wdf/sync/serialization.hpp"

#include "wdf/device/device.hpp"
#include "wdf/driver/driver.hpp"

#include <fmt/format.h>

#include <mutex>

namespace openwdf::wdf {

namespace {

// The nearest object that has rules for its callbacks; a device has, so there is one.
Object& ruling_object(Object& parent, Device& device)
{
    std::lock_guard guard(parent.driver().tree_lock());
    for (Object* above = &parent; above != nullptr; above = above->parent()) {
        if (above->own_constraints() != nullptr)
            return *above;
    }
    return device;
}

bool has_scope(const Constraints& constraints)
{
    return constraints.scope == WdfSynchronizationScopeDevice ||
           constraints.scope == WdfSynchronizationScopeQueue;
}

} // namespace

base::Result<ScopeLock*> serialization_below(Object& parent, bool automatic, bool passive)
{
    Device* device = device_above(parent);
    if (device == nullptr)
        return base::Failure{STATUS_INVALID_DEVICE_REQUEST};
    Object& ruling = ruling_object(parent, *device);
    if (!automatic || !has_scope(*ruling.own_constraints()))
        return static_cast<ScopeLock*>(nullptr);
    if (passive != parent.passive_callbacks())
        return base::Failure{STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL};
    return ruling.callback_lock();
}

namespace {

ScopeLock& lock_of(Object& object)
{
    ScopeLock* lock = object.callback_lock();
    if (lock == nullptr)
        gate::wdf_violation(gate::WdfViolation::lock_operation,
                            reinterpret_cast<std::uint64_t>(object.handle()), 0,
                            fmt::format("a {} has no synchronization lock; devices, queues and "
                                        "file objects have one",
                                        kind_name(object.kind())));
    return *lock;
}

} // namespace

void acquire_object_lock(gate::ThreadContext& context, Object& object)
{
    ScopeLock& lock = lock_of(object);
    if (lock.held_by(context))
        gate::wdf_violation(gate::WdfViolation::recursive_lock,
                            reinterpret_cast<std::uint64_t>(object.handle()),
                            reinterpret_cast<std::uint64_t>(&lock),
                            "a thread takes a synchronization lock that it holds already; a "
                            "callback that the lock covers must not take it again");
    lock.acquire(context);
}

void release_object_lock(gate::ThreadContext& context, Object& object)
{
    ScopeLock& lock = lock_of(object);
    if (lock.held_by(context))
        lock.release(context);
    else
        context.border->report("lock-not-held",
                               "WdfObjectReleaseLock on a thread that does not hold the lock");
}

} // namespace openwdf::wdf
