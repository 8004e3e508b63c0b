#include "nt/ex/shared_spin_lock.hpp"

#include "gate/border.hpp"
#include "gate/stop.hpp"

namespace openwdf::nt::ex {

namespace {

constexpr LONG k_writer = static_cast<LONG>(0x80000000U);

bool replace(EX_SPIN_LOCK& lock, LONG seen, LONG by)
{
    return __atomic_compare_exchange_n(&lock, &seen, by, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

// The holder may have died with the machine, so a stopped machine ends the spinning.
template <class Try> void spin(gate::ThreadContext& context, Try try_once)
{
    while (!try_once()) {
        gate::check_running(context);
        context.border->scheduler().yield();
    }
}

} // namespace

void acquire_exclusive(gate::ThreadContext& context, EX_SPIN_LOCK& lock)
{
    spin(context, [&] { return replace(lock, 0, k_writer); });
}

void release_exclusive(EX_SPIN_LOCK& lock)
{
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
}

void acquire_shared(gate::ThreadContext& context, EX_SPIN_LOCK& lock)
{
    spin(context, [&] {
        const LONG seen = __atomic_load_n(&lock, __ATOMIC_RELAXED);
        return seen >= 0 && replace(lock, seen, seen + 1);
    });
}

void release_shared(EX_SPIN_LOCK& lock)
{
    __atomic_sub_fetch(&lock, 1, __ATOMIC_RELEASE);
}

bool try_make_exclusive(EX_SPIN_LOCK& lock)
{
    return replace(lock, 1, k_writer);
}

} // namespace openwdf::nt::ex
