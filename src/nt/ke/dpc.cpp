#include "nt/ke/dpc.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"

#include <cstddef>
#include <new>

namespace openwdf::nt::ke {

namespace {

constexpr UCHAR k_dpc_object = 0x13; // KDPC.Type

static_assert(offsetof(KDPC, DpcListEntry) + sizeof(exec::Work) <= offsetof(KDPC, DeferredRoutine));

void* place_of_work(KDPC& dpc)
{
    return reinterpret_cast<std::byte*>(&dpc) + offsetof(KDPC, DpcListEntry);
}

KDPC& dpc_of(exec::Work& work)
{
    return *reinterpret_cast<KDPC*>(reinterpret_cast<std::byte*>(&work) -
                                    offsetof(KDPC, DpcListEntry));
}

// Dequeued before it runs, so that the routine may queue it again or free it (N124).
void run_dpc(exec::Work& work)
{
    KDPC& dpc = dpc_of(work);
    PKDEFERRED_ROUTINE routine = dpc.DeferredRoutine;
    void* context = dpc.DeferredContext;
    void* argument1 = dpc.SystemArgument1;
    void* argument2 = dpc.SystemArgument2;
    const auto* driver = static_cast<const gate::DriverIdentity*>(
        __atomic_exchange_n(&dpc.DpcData, nullptr, __ATOMIC_ACQ_REL));
    gate::call_driver<gate::Callback::KDeferredRoutine>(
        *driver, gate::DriverFn<VOID(KDPC*, void*, void*, void*)>(routine), &dpc, context,
        argument1, argument2);
}

} // namespace

void initialize_dpc(KDPC& dpc, PKDEFERRED_ROUTINE routine, void* context)
{
    dpc = KDPC{};
    dpc.Type = k_dpc_object;
    dpc.Importance = MediumImportance;
    dpc.DeferredRoutine = routine;
    dpc.DeferredContext = context;
}

bool insert_dpc(gate::ThreadContext& context, KDPC& dpc, void* argument1, void* argument2)
{
    const gate::DriverIdentity* driver =
        context.driver != nullptr ? context.driver : &executive_of(context).nobody;
    void* idle = nullptr;
    void* queued = const_cast<gate::DriverIdentity*>(driver);
    if (!__atomic_compare_exchange_n(&dpc.DpcData, &idle, queued, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_RELAXED))
        return false;
    dpc.SystemArgument1 = argument1;
    dpc.SystemArgument2 = argument2;
    auto* work = new (place_of_work(dpc)) exec::Work{nullptr, run_dpc};
    const exec::Irql irql = context.irql;
    if (irql >= exec::k_dispatch_level) {
        context.processor->queue_dpc(*work);
        return true;
    }
    exec::raise_irql(context, exec::k_dispatch_level);
    context.processor->queue_dpc(*work);
    exec::lower_irql(context, irql);
    return true;
}

} // namespace openwdf::nt::ke
