#include "nt/ke/dpc.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"

#include <cstddef>
#include <mutex>
#include <new>

namespace openwdf::nt::ke {

namespace {

constexpr UCHAR k_dpc_object = 0x13;     // KDPC.Type
constexpr USHORT k_first_target = 0x500; // KDPC.Number: a processor's number above this

// In DpcData of a DPC whose routine is the runtime's; a driver's identity has another address.
const gate::DriverIdentity k_runtime_marker{};

} // namespace

// A DPC that was taken out to run: its memory may be gone by the time it does.
struct DpcQueues::Taken {
    KDPC* dpc;
    PKDEFERRED_ROUTINE routine;
    void* context;
    void* argument1;
    void* argument2;
    const gate::DriverIdentity* driver;
};

void initialize_dpc(KDPC& dpc, PKDEFERRED_ROUTINE routine, void* context)
{
    dpc = KDPC{};
    dpc.Type = k_dpc_object;
    dpc.Importance = MediumImportance;
    dpc.DeferredRoutine = routine;
    dpc.DeferredContext = context;
}

void initialize_runtime_dpc(KDPC& dpc, RuntimeDpc routine, void* context)
{
    initialize_dpc(dpc, reinterpret_cast<PKDEFERRED_ROUTINE>(reinterpret_cast<void*>(routine)),
                   context);
}

void set_dpc_importance(KDPC& dpc, KDPC_IMPORTANCE importance)
{
    dpc.Importance = static_cast<UCHAR>(importance);
}

void set_dpc_target(KDPC& dpc, CCHAR processor)
{
    dpc.Number = static_cast<USHORT>(k_first_target + static_cast<UCHAR>(processor));
}

DpcQueues::DpcQueues(exec::Scheduler& scheduler)
    : scheduler_(scheduler), queues_(scheduler.processor_count())
{
    for (unsigned number = 0; number < queues_.size(); ++number) {
        Queue& queue = queues_[number];
        queue.run = drain;
        queue.owner = this;
        queue.processor = &scheduler.processor(number);
        queue.list.next = queue.list.previous = &queue.list;
    }
}

DpcQueues::Entry& DpcQueues::entry_of(KDPC& dpc)
{
    static_assert(offsetof(KDPC, DpcListEntry) + sizeof(Entry) <= offsetof(KDPC, DeferredRoutine));
    return *reinterpret_cast<Entry*>(&dpc.DpcListEntry);
}

KDPC& DpcQueues::dpc_of(Entry& entry)
{
    return *reinterpret_cast<KDPC*>(reinterpret_cast<std::byte*>(&entry) -
                                    offsetof(KDPC, DpcListEntry));
}

exec::Processor& DpcQueues::processor_for(const gate::ThreadContext& context, const KDPC& dpc) const
{
    const unsigned target = dpc.Number < k_first_target ? UINT_MAX : dpc.Number - k_first_target;
    return target < queues_.size() ? scheduler_.processor(target) : *context.processor;
}

bool DpcQueues::insert(gate::ThreadContext& context, KDPC& dpc, const gate::DriverIdentity* driver,
                       void* argument1, void* argument2)
{
    exec::Processor& processor = processor_for(context, dpc);
    const exec::Irql irql = context.irql;
    if (irql >= exec::k_dispatch_level || &processor != context.processor)
        return queue(processor, dpc, driver, argument1, argument2);
    exec::raise_irql(context, exec::k_dispatch_level);
    const bool queued = queue(processor, dpc, driver, argument1, argument2);
    exec::lower_irql(context, irql);
    return queued;
}

// N126: high importance goes in front.
bool DpcQueues::queue(exec::Processor& processor, KDPC& dpc, const gate::DriverIdentity* driver,
                      void* argument1, void* argument2)
{
    std::lock_guard guard(lock_);
    if (entry_of(dpc).next != nullptr)
        return false;
    dpc.SystemArgument1 = argument1;
    dpc.SystemArgument2 = argument2;
    dpc.DpcData = const_cast<gate::DriverIdentity*>(driver == nullptr ? &k_runtime_marker : driver);
    Queue& queue = queues_[processor.number()];
    Entry* before = dpc.Importance == HighImportance ? queue.list.next : &queue.list;
    Entry* entry = new (&entry_of(dpc)) Entry{before, before->previous};
    before->previous->next = entry;
    before->previous = entry;
    if (!std::exchange(queue.draining, true))
        processor.queue_dpc(queue);
    return true;
}

bool DpcQueues::remove(KDPC& dpc)
{
    std::lock_guard guard(lock_);
    Entry& entry = entry_of(dpc);
    if (entry.next == nullptr)
        return false;
    entry.next->previous = entry.previous;
    entry.previous->next = entry.next;
    entry = Entry{};
    return true;
}

// Dequeued before it runs, so that the routine may queue it again or free it (N124).
bool DpcQueues::take_first(Queue& queue, Taken& taken)
{
    std::lock_guard guard(lock_);
    Entry* first = queue.list.next;
    if (first == &queue.list) {
        queue.draining = false;
        return false;
    }
    queue.list.next = first->next;
    first->next->previous = &queue.list;
    *first = Entry{};
    KDPC& dpc = dpc_of(*first);
    taken = {&dpc,
             dpc.DeferredRoutine,
             dpc.DeferredContext,
             dpc.SystemArgument1,
             dpc.SystemArgument2,
             static_cast<const gate::DriverIdentity*>(dpc.DpcData)};
    return true;
}

void DpcQueues::drain(exec::Work& work)
{
    Queue& queue = static_cast<Queue&>(work);
    gate::ThreadContext& context = *gate::current_context();
    Taken taken;
    while (queue.owner->take_first(queue, taken)) {
        if (taken.driver == &k_runtime_marker)
            reinterpret_cast<RuntimeDpc>(reinterpret_cast<void*>(taken.routine))(*taken.dpc,
                                                                                 taken.context);
        else
            gate::call_driver<gate::Callback::KDeferredRoutine>(
                *taken.driver, gate::DriverFn<VOID(KDPC*, void*, void*, void*)>(taken.routine),
                taken.dpc, taken.context, taken.argument1, taken.argument2);
        gate::check_running(context);
    }
}

namespace {

// One DPC behind all others of its processor.
struct Marker {
    KDPC dpc;
    KEVENT passed;
};

void pass_marker(KDPC&, void* marker)
{
    (void)current_executive().dispatcher.set_event(static_cast<Marker*>(marker)->passed);
}

} // namespace

void DpcQueues::flush()
{
    // Not on the stack: a machine that stops unwinds this frame while a marker is still queued.
    struct Markers {
        std::vector<Marker> list;
        DpcQueues& queues;
        ~Markers()
        {
            for (Marker& marker : list)
                (void)queues.remove(marker.dpc);
        }
    } markers{std::vector<Marker>(queues_.size()), *this};
    Dispatcher& dispatcher = current_executive().dispatcher;
    for (unsigned number = 0; number < queues_.size(); ++number) {
        Marker& marker = markers.list[number];
        initialize_event(marker.passed, NotificationEvent, false);
        initialize_runtime_dpc(marker.dpc, pass_marker, &marker);
        (void)queue(scheduler_.processor(number), marker.dpc, nullptr, nullptr, nullptr);
    }
    for (Marker& marker : markers.list)
        (void)dispatcher.wait_until(&marker.passed, base::k_never);
}

bool insert_dpc(gate::ThreadContext& context, KDPC& dpc, void* argument1, void* argument2)
{
    Executive& executive = executive_of(context);
    const gate::DriverIdentity* driver =
        context.driver != nullptr ? context.driver : &executive.nobody;
    return executive.dpcs.insert(context, dpc, driver, argument1, argument2);
}

} // namespace openwdf::nt::ke
