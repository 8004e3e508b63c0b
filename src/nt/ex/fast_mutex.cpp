#include "nt/ex/fast_mutex.hpp"

#include "gate/lock_use.hpp"
#include "gate/wait_note.hpp"
#include "nt/executive.hpp"
#include "nt/ke/irql.hpp"

namespace openwdf::nt::ex {

void initialize_fast_mutex(FAST_MUTEX& mutex)
{
    mutex = FAST_MUTEX{};
    mutex.Count = 1;
    ke::initialize_event(mutex.Event, SynchronizationEvent, false);
}

namespace {

constexpr const char* k_kind = "a fast mutex";

void set_owner(FAST_MUTEX& mutex, gate::ThreadContext* owner)
{
    __atomic_store_n(&mutex.Owner, static_cast<void*>(owner), __ATOMIC_RELAXED);
}

const gate::ThreadContext* owner_of(const FAST_MUTEX& mutex)
{
    return static_cast<const gate::ThreadContext*>(__atomic_load_n(&mutex.Owner, __ATOMIC_RELAXED));
}

bool owned_by(const FAST_MUTEX& mutex, const gate::ThreadContext& context)
{
    return owner_of(mutex) == &context;
}

} // namespace

// Count is 1 when free; each waiter takes one more off it, and each release that leaves waiters
// lets one of them through.
void acquire_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    if (owned_by(mutex, context))
        context.border->report("fast-mutex-taken-twice",
                               "a thread waits for a fast mutex that it owns; fast mutexes are "
                               "not recursive");
    gate::lock_taking(context, &mutex, k_kind);
    if (__atomic_sub_fetch(&mutex.Count, 1, __ATOMIC_ACQ_REL) != 0) {
        __atomic_add_fetch(&mutex.Contention, 1, __ATOMIC_RELAXED);
        const gate::HeldByNote note(context, k_kind, [&mutex] { return owner_of(mutex); });
        (void)executive_of(context).dispatcher.wait_until(&mutex.Event, base::k_never);
    }
    set_owner(mutex, &context);
}

bool try_acquire_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    LONG free = 1;
    if (!__atomic_compare_exchange_n(&mutex.Count, &free, 0, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_RELAXED))
        return false;
    gate::lock_took(context, &mutex, k_kind);
    set_owner(mutex, &context);
    return true;
}

bool release_fast_mutex(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    if (!owned_by(mutex, context)) {
        context.border->report("fast-mutex-not-owned",
                               "a fast mutex was released by a thread that does not own it");
        return false;
    }
    set_owner(mutex, nullptr);
    gate::lock_gave_back(context, &mutex);
    if (__atomic_add_fetch(&mutex.Count, 1, __ATOMIC_ACQ_REL) <= 0)
        (void)executive_of(context).dispatcher.set_event(mutex.Event);
    return true;
}

void acquire_fast_mutex_raise(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    const KIRQL irql = ke::raise_irql(context, exec::k_apc_level);
    acquire_fast_mutex(context, mutex);
    mutex.OldIrql = irql;
}

bool try_acquire_fast_mutex_raise(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    const KIRQL irql = ke::raise_irql(context, exec::k_apc_level);
    if (!try_acquire_fast_mutex(context, mutex)) {
        ke::lower_irql(context, irql);
        return false;
    }
    mutex.OldIrql = irql;
    return true;
}

void release_fast_mutex_lower(gate::ThreadContext& context, FAST_MUTEX& mutex)
{
    const auto irql = static_cast<KIRQL>(mutex.OldIrql);
    if (release_fast_mutex(context, mutex))
        ke::lower_irql(context, irql);
}

} // namespace openwdf::nt::ex
