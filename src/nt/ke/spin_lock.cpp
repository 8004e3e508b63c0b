#include "nt/ke/spin_lock.hpp"

#include "gate/border.hpp"
#include "gate/lock_use.hpp"
#include "gate/stop.hpp"
#include "gate/wait_note.hpp"
#include "nt/ke/irql.hpp"

namespace openwdf::nt::ke {

namespace {

constexpr int k_spins_before_yield = 64;
constexpr const char* k_kind = "a spin lock";

// The word of a held lock: the owner, never a pointer anybody follows.
KSPIN_LOCK word_of(const gate::ThreadContext& context)
{
    return reinterpret_cast<KSPIN_LOCK>(&context);
}

bool try_acquire(KSPIN_LOCK& lock, KSPIN_LOCK own)
{
    KSPIN_LOCK expected = 0;
    return __atomic_compare_exchange_n(&lock, &expected, own, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

// The holder may have died with the machine, so a stopped machine ends the spinning.
void acquire_contended(gate::ThreadContext& context, KSPIN_LOCK& lock)
{
    const bool simulated = context.border->scheduler().simulated();
    const gate::HeldByNote note(context, k_kind, [&lock] {
        return reinterpret_cast<const gate::ThreadContext*>(
            __atomic_load_n(&lock, __ATOMIC_RELAXED));
    });
    for (int spin = 1; !try_acquire(lock, word_of(context)); ++spin) {
        if (!simulated && spin % k_spins_before_yield != 0) {
            __builtin_ia32_pause();
            continue;
        }
        gate::check_running(context);
        context.border->scheduler().yield();
    }
}

} // namespace

bool holds_spin_lock(const gate::ThreadContext& context, const KSPIN_LOCK& lock)
{
    return __atomic_load_n(&lock, __ATOMIC_RELAXED) == word_of(context);
}

bool try_acquire_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock)
{
    const bool taken = try_acquire(lock, word_of(context));
    if (taken)
        gate::lock_took(context, &lock, k_kind);
    return taken;
}

void acquire_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock)
{
    gate::lock_taking(context, &lock, k_kind);
    if (try_acquire(lock, word_of(context))) [[likely]]
        return;
    if (holds_spin_lock(context, lock))
        gate::bug_check(SPIN_LOCK_ALREADY_OWNED, reinterpret_cast<std::uint64_t>(&lock), 0, 0, 0,
                        "a thread takes a spin lock that it holds already");
    acquire_contended(context, lock);
}

void release_spin_lock(gate::ThreadContext& context, KSPIN_LOCK& lock)
{
    if (!holds_spin_lock(context, lock)) [[unlikely]]
        gate::bug_check(SPIN_LOCK_NOT_OWNED, reinterpret_cast<std::uint64_t>(&lock), 0, 0, 0,
                        "a thread releases a spin lock that it does not hold");
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    gate::lock_gave_back(context, &lock);
}

KIRQL acquire_spin_lock_raise(gate::ThreadContext& context, KSPIN_LOCK& lock)
{
    const KIRQL previous = raise_irql(context, exec::k_dispatch_level);
    acquire_spin_lock(context, lock);
    return previous;
}

void release_spin_lock_lower(gate::ThreadContext& context, KSPIN_LOCK& lock, KIRQL irql)
{
    release_spin_lock(context, lock);
    lower_irql(context, irql);
}

} // namespace openwdf::nt::ke
