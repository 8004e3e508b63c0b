#include "nt/ex/rundown.hpp"

#include "nt/executive.hpp"

#include <atomic>

namespace openwdf::nt::ex {

namespace {

constexpr ULONG_PTR k_refused = 1;
constexpr ULONG_PTR k_one_user = 2;

// On the waiting thread's stack.
struct Waiter {
    std::atomic<ULONG_PTR> users{0};
    KEVENT gone{};
};

bool replace(EX_RUNDOWN_REF& rundown, ULONG_PTR& seen, ULONG_PTR by)
{
    return __atomic_compare_exchange_n(&rundown.Count, &seen, by, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE);
}

} // namespace

bool acquire_rundown(EX_RUNDOWN_REF& rundown)
{
    ULONG_PTR seen = __atomic_load_n(&rundown.Count, __ATOMIC_ACQUIRE);
    while ((seen & k_refused) == 0)
        if (replace(rundown, seen, seen + k_one_user))
            return true;
    return false;
}

void release_rundown(gate::ThreadContext& context, EX_RUNDOWN_REF& rundown)
{
    ULONG_PTR seen = __atomic_load_n(&rundown.Count, __ATOMIC_ACQUIRE);
    while ((seen & k_refused) == 0) {
        if (seen == 0) {
            context.border->report("rundown-not-acquired",
                                   "rundown protection was released more often than acquired");
            return;
        }
        if (replace(rundown, seen, seen - k_one_user))
            return;
    }
    auto* waiter = reinterpret_cast<Waiter*>(seen & ~k_refused);
    if (waiter != nullptr && waiter->users.fetch_sub(1, std::memory_order_acq_rel) == 1)
        (void)executive_of(context).dispatcher.set_event(waiter->gone);
}

void wait_for_rundown(gate::ThreadContext& context, EX_RUNDOWN_REF& rundown)
{
    Waiter waiter;
    ke::initialize_event(waiter.gone, NotificationEvent, false);
    ULONG_PTR seen = __atomic_load_n(&rundown.Count, __ATOMIC_ACQUIRE);
    for (;;) {
        if ((seen & k_refused) != 0)
            return;
        waiter.users.store(seen / k_one_user, std::memory_order_relaxed);
        const ULONG_PTR refused = seen == 0 ? 0 : reinterpret_cast<ULONG_PTR>(&waiter);
        if (replace(rundown, seen, refused | k_refused))
            break;
    }
    if (seen != 0)
        (void)executive_of(context).dispatcher.wait_until(&waiter.gone, base::k_never);
    complete_rundown(rundown);
}

} // namespace openwdf::nt::ex
