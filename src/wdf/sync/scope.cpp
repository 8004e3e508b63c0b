#include "wdf/sync/scope.hpp"

#include "gate/lock_use.hpp"
#include "gate/point.hpp"
#include "gate/wait_note.hpp"
#include "nt/ke/spin_lock.hpp"

namespace openwdf::wdf {

namespace {

constexpr const char* k_kind = "the lock of a synchronization scope";

} // namespace

Constraints inherit(const Constraints& parent, const WDF_OBJECT_ATTRIBUTES* attributes)
{
    Constraints own = parent;
    if (attributes == nullptr)
        return own;
    if (attributes->SynchronizationScope != WdfSynchronizationScopeInheritFromParent)
        own.scope = attributes->SynchronizationScope;
    if (attributes->ExecutionLevel != WdfExecutionLevelInheritFromParent)
        own.level = attributes->ExecutionLevel;
    return own;
}

ScopeLock::ScopeLock(bool passive) : passive_(passive)
{
    nt::ke::initialize_event(free_, SynchronizationEvent, true);
}

void ScopeLock::acquire(gate::ThreadContext& context)
{
    if (owner_.load(std::memory_order_relaxed) == &context) {
        ++depth_;
        return;
    }
    if (passive_) {
        gate::lock_taking(context, this, k_kind);
        const gate::HeldByNote note(context, k_kind,
                                    [this] { return owner_.load(std::memory_order_relaxed); });
        (void)nt::executive_of(context).dispatcher.wait_until(&free_, base::k_never);
    } else {
        const KIRQL irql = nt::ke::acquire_spin_lock_raise(context, word_);
        old_irql_ = irql;
    }
    owner_.store(&context, std::memory_order_relaxed);
    depth_ = 1;
}

void ScopeLock::release(gate::ThreadContext& context)
{
    CHECK(owner_.load(std::memory_order_relaxed) == &context);
    if (--depth_ != 0)
        return;
    owner_.store(nullptr, std::memory_order_relaxed);
    if (passive_) {
        (void)nt::executive_of(context).dispatcher.set_event(free_);
        gate::lock_gave_back(context, this);
    } else {
        nt::ke::release_spin_lock_lower(context, word_, old_irql_);
    }
    gate::let_others_run(context, exec::Point::unlock, "synchronization scope");
}

// The lock dies with the machine, so a frozen one is left as it is; its waiters unwind by
// themselves.
ScopeGuard::~ScopeGuard()
{
    CHECK(lock_ == nullptr || context_.border->stopped());
}

} // namespace openwdf::wdf
