// Synchronization scope and execution level (facts 111, 112): which lock is held around a driver's
// queue handlers and file callbacks, and at which IRQL they run. Completion routines and I/O target
// callbacks are never covered.
#pragma once

#include "gate/context.hpp"
#include "nt/executive.hpp"

#include <wdf.h>

namespace openwdf::wdf {

// What a driver, device or queue settled on after inheritance.
struct Constraints {
    WDF_SYNCHRONIZATION_SCOPE scope = WdfSynchronizationScopeNone; // fact 111: the driver's default
    WDF_EXECUTION_LEVEL level = WdfExecutionLevelDispatch;         // fact 112: KMDF's default
};

// The attributes' own wishes over what the parent has.
Constraints inherit(const Constraints& parent, const WDF_OBJECT_ATTRIBUTES* attributes);

// The lock of a scope. A thread that holds it may come back (a handler that completes a request may
// be presented the next one), so it counts. With passive level a mutex, else a spin lock.
class ScopeLock {
public:
    explicit ScopeLock(bool passive);

    void acquire(gate::ThreadContext& context);
    void release(gate::ThreadContext& context);
    bool passive() const { return passive_; }
    bool held_by(const gate::ThreadContext& context) const
    {
        return owner_.load(std::memory_order_relaxed) == &context;
    }

private:
    const bool passive_;
    KEVENT free_{}; // synchronization event: signalled while nobody holds a passive lock
    KSPIN_LOCK word_ = 0;
    KIRQL old_irql_ = 0;
    std::atomic<const gate::ThreadContext*> owner_{nullptr};
    std::uint32_t depth_ = 0;
};

// Holds a lock (or none) around one callback; leave() gives it back. When the freeze unwinds
// through the callback nobody gives it back: it dies with the machine.
class ScopeGuard {
public:
    ScopeGuard(gate::ThreadContext& context, ScopeLock* lock) : context_(context), lock_(lock)
    {
        if (lock_ != nullptr)
            lock_->acquire(context_);
    }
    ~ScopeGuard();
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

    // Runs DPCs that waited for the level to fall, so it may unwind like any gate.
    void leave()
    {
        if (ScopeLock* lock = std::exchange(lock_, nullptr); lock != nullptr)
            lock->release(context_);
    }

private:
    gate::ThreadContext& context_;
    ScopeLock* lock_;
};

} // namespace openwdf::wdf
