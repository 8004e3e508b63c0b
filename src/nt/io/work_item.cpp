#include "nt/io/work_item.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"

#include <new>
#include <type_traits>

struct _IO_WORKITEM : openwdf::exec::Work {
    void* object = nullptr; // a device or driver object
    const openwdf::gate::DriverIdentity* driver = nullptr;
    PIO_WORKITEM_ROUTINE routine = nullptr;
    PIO_WORKITEM_ROUTINE_EX routine_ex = nullptr;
    void* parameter = nullptr;
    bool queued = false; // atomic
};

namespace openwdf::nt::io {

namespace {

static_assert(std::is_trivially_destructible_v<_IO_WORKITEM>);

constexpr std::uint32_t k_tag = 0x6B726F57; // "Work"

void require_idle(const _IO_WORKITEM& item, const char* what)
{
    if (__atomic_load_n(&item.queued, __ATOMIC_ACQUIRE))
        gate::bug_check(INVALID_WORK_QUEUE_ITEM, reinterpret_cast<std::uint64_t>(&item), 0, 0, 0,
                        what);
}

void run(exec::Work& work)
{
    auto& item = static_cast<_IO_WORKITEM&>(work);
    const _IO_WORKITEM taken = item;
    __atomic_store_n(&item.queued, false, __ATOMIC_RELEASE);
    if (taken.routine_ex != nullptr)
        gate::call_driver<gate::Callback::WorkItemRoutineEx>(
            *taken.driver, gate::DriverFn<void(void*, void*, PIO_WORKITEM)>(taken.routine_ex),
            taken.object, taken.parameter, &item);
    else
        gate::call_driver<gate::Callback::WorkItemRoutine>(
            *taken.driver, gate::DriverFn<void(DEVICE_OBJECT*, void*)>(taken.routine),
            static_cast<DEVICE_OBJECT*>(taken.object), taken.parameter);
    (void)ob::dereference(taken.object);
}

void queue(gate::ThreadContext& context, _IO_WORKITEM& item)
{
    Executive& executive = executive_of(context);
    item.driver = context.driver != nullptr ? context.driver : &executive.nobody;
    (void)ob::reference(item.object);
    executive.workers.queue(item);
}

void claim(_IO_WORKITEM& item)
{
    if (__atomic_exchange_n(&item.queued, true, __ATOMIC_ACQ_REL))
        gate::bug_check(INVALID_WORK_QUEUE_ITEM, reinterpret_cast<std::uint64_t>(&item), 0, 0, 0,
                        "a work item was queued that is queued already");
}

} // namespace

PIO_WORKITEM allocate_work_item(gate::ThreadContext& context, DEVICE_OBJECT& device)
{
    void* memory = executive_of(context).pool.allocate(sizeof(_IO_WORKITEM), k_tag, ex::Fill::zero,
                                                       context.history.newest(0).address);
    if (memory == nullptr)
        return nullptr;
    auto* item = static_cast<PIO_WORKITEM>(memory);
    initialize_work_item(*item, &device);
    return item;
}

ULONG work_item_size()
{
    return sizeof(_IO_WORKITEM);
}

void initialize_work_item(_IO_WORKITEM& item, void* io_object)
{
    new (&item) _IO_WORKITEM;
    item.run = run;
    item.object = io_object;
}

void free_work_item(gate::ThreadContext& context, _IO_WORKITEM& item)
{
    uninitialize_work_item(item);
    (void)executive_of(context).pool.free(&item);
}

void uninitialize_work_item(_IO_WORKITEM& item)
{
    require_idle(item, "a work item was freed while it is queued");
}

void queue_work_item(gate::ThreadContext& context, _IO_WORKITEM& item, PIO_WORKITEM_ROUTINE routine,
                     void* parameter)
{
    claim(item);
    item.routine = routine;
    item.routine_ex = nullptr;
    item.parameter = parameter;
    queue(context, item);
}

void queue_work_item_ex(gate::ThreadContext& context, _IO_WORKITEM& item,
                        PIO_WORKITEM_ROUTINE_EX routine, void* parameter)
{
    claim(item);
    item.routine_ex = routine;
    item.parameter = parameter;
    queue(context, item);
}

namespace {

constexpr std::uint32_t k_old_item_tag = 0x6B726F57; // 'Work'

// A WORK_QUEUE_ITEM's list entry has room for the worker's, but not for whose routine it is. In
// pool memory: one that a machine which stops never runs goes with the pool.
struct OldWorkItem : exec::Work {
    WORK_QUEUE_ITEM* item = nullptr;
    const gate::DriverIdentity* driver = nullptr;
};

void run_old(exec::Work& work)
{
    auto* own = static_cast<OldWorkItem*>(&work);
    const OldWorkItem taken = *own;
    (void)current_executive().pool.free(own);
    PWORKER_THREAD_ROUTINE routine = taken.item->WorkerRoutine;
    void* parameter = taken.item->Parameter;
    __atomic_store_n(&taken.item->List.Flink, nullptr, __ATOMIC_RELEASE);
    gate::call_driver<gate::Callback::WorkerThreadRoutine>(
        *taken.driver, gate::DriverFn<void(void*)>(routine), parameter);
}

} // namespace

void queue_work_item(gate::ThreadContext& context, WORK_QUEUE_ITEM& item)
{
    Executive& executive = executive_of(context);
    if (__atomic_exchange_n(&item.List.Flink, &item.List, __ATOMIC_ACQ_REL) != nullptr)
        gate::bug_check(INVALID_WORK_QUEUE_ITEM, reinterpret_cast<std::uint64_t>(&item), 0, 0, 0,
                        "a work item was queued that is queued already, or never initialized");
    void* memory =
        executive.pool.allocate(sizeof(OldWorkItem), k_old_item_tag, ex::Fill::zero, nullptr);
    CHECK(memory != nullptr);
    auto* work = new (memory) OldWorkItem;
    work->run = run_old;
    work->item = &item;
    work->driver = context.driver != nullptr ? context.driver : &executive.nobody;
    executive.workers.queue(*work);
}

} // namespace openwdf::nt::io
