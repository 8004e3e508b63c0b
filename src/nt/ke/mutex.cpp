#include "nt/ke/mutex.hpp"

#include "gate/lock_use.hpp"
#include "nt/executive.hpp"

namespace openwdf::nt::ke {

namespace {

[[noreturn]] void raise(NTSTATUS status, const void* object, const char* explanation)
{
    gate::bug_check(KMODE_EXCEPTION_NOT_HANDLED, static_cast<ULONG>(status),
                    reinterpret_cast<std::uint64_t>(object), 0, 0, explanation);
}

} // namespace

LONG release_mutex(gate::ThreadContext& context, KMUTANT& mutex)
{
    bool not_owner = false;
    const LONG previous = executive_of(context).dispatcher.release_mutant(mutex, not_owner);
    if (not_owner)
        raise(STATUS_MUTANT_NOT_OWNED, &mutex,
              "a mutex was released by a thread that does not own "
              "it");
    gate::lock_gave_back(context, &mutex);
    return previous;
}

LONG release_semaphore(gate::ThreadContext& context, KSEMAPHORE& semaphore, LONG adjustment)
{
    bool exceeded = false;
    const LONG previous =
        executive_of(context).dispatcher.release_semaphore(semaphore, adjustment, exceeded);
    if (exceeded)
        raise(STATUS_SEMAPHORE_LIMIT_EXCEEDED, &semaphore,
              "a semaphore was released past its limit, or by nothing");
    return previous;
}

void leave_critical_region(gate::ThreadContext& context)
{
    if (context.critical_regions == 0)
        context.border->report("critical-region-not-entered",
                               "a critical or guarded region was left more often than entered");
    else
        --context.critical_regions;
}

} // namespace openwdf::nt::ke
