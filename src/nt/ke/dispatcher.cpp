#include "nt/ke/dispatcher.hpp"

#include "gate/border.hpp"
#include "gate/lock_use.hpp"
#include "gate/point.hpp"
#include "gate/stop.hpp"
#include "gate/wait_note.hpp"
#include "nt/ke/timeout.hpp"

#include <fmt/format.h>

#include <memory>
#include <mutex>

namespace openwdf::nt::ke {

namespace {

constexpr std::uint64_t k_wait_at_raised_irql = 0x3B; // P1 of bug check 0xC4

_KTHREAD* kthread(gate::ThreadContext* thread)
{
    return reinterpret_cast<_KTHREAD*>(thread);
}

void store_state(DISPATCHER_HEADER& header, LONG state)
{
    __atomic_store_n(&header.SignalState, state, __ATOMIC_RELAXED);
}

KMUTANT& mutant_of(DISPATCHER_HEADER& header)
{
    return *reinterpret_cast<KMUTANT*>(&header);
}

// A mutex counts as signalled for its owner (N113).
bool signalled_for(DISPATCHER_HEADER& header, gate::ThreadContext* thread)
{
    if (header.SignalState > 0)
        return true;
    return header.Type == k_mutant && mutant_of(header).OwnerThread == kthread(thread);
}

// N100, N104: above APC_LEVEL only a poll is allowed.
void require_wait_level(const gate::ThreadContext& context, const void* object,
                        base::Ticks deadline)
{
    if (context.irql < exec::k_dispatch_level || deadline == k_poll) [[likely]]
        return;
    gate::bug_check(gate::k_driver_verifier_detected_violation, k_wait_at_raised_irql, context.irql,
                    reinterpret_cast<std::uint64_t>(object), 0,
                    fmt::format("a wait with a nonzero timeout at IRQL {}: at DISPATCH_LEVEL and "
                                "above a thread cannot block; poll with a zero timeout, or wait "
                                "at a lower level",
                                context.irql));
}

const char* name_of_object(const DISPATCHER_HEADER& header)
{
    switch (header.Type) {
    case k_notification_event: return "a notification event";
    case k_synchronization_event: return "a synchronization event";
    case k_mutant: return "a mutex";
    case k_semaphore: return "a semaphore";
    case k_thread: return "the end of a thread";
    case k_notification_timer:
    case k_synchronization_timer: return "a timer";
    default: return "a dispatcher object";
    }
}

} // namespace

struct Dispatcher::Waiter {
    gate::ThreadContext* thread;
    WAIT_TYPE type;
    std::span<WaitBlock> blocks;
    bool satisfied = false;
    NTSTATUS result = STATUS_SUCCESS;

    bool all_signalled() const
    {
        for (const WaitBlock& block : blocks)
            if (!signalled_for(*block.object, thread))
                return false;
        return true;
    }

    void unlink_all()
    {
        for (WaitBlock& block : blocks)
            if (block.link.listed())
                block.link.unlink();
    }
};

// What a blocked wait tells of itself: its first object, and how many there are.
class Dispatcher::Note final : public gate::WaitNote {
public:
    Note(gate::ThreadContext& context, const Waiter& waiter) : WaitNote(context), waiter_(waiter) {}

    std::string what() const override
    {
        const char* name = name_of_object(*waiter_.blocks.front().object);
        if (waiter_.blocks.size() == 1)
            return name;
        return fmt::format("{} of {} objects, the first {}",
                           waiter_.type == WaitAll ? "all" : "one", waiter_.blocks.size(), name);
    }
    const exec::Thread* owner() const override
    {
        DISPATCHER_HEADER& header = *waiter_.blocks.front().object;
        if (header.Type != k_mutant)
            return nullptr;
        return reinterpret_cast<gate::ThreadContext*>(mutant_of(header).OwnerThread);
    }

private:
    const Waiter& waiter_;
};

// The blocks of a wait are listed at most as long as this lives: also when the machine stops and
// the wait ends by an exception.
class Dispatcher::Registration {
public:
    Registration(Dispatcher& dispatcher, Waiter& waiter) : dispatcher_(dispatcher), waiter_(waiter)
    {
    }
    ~Registration()
    {
        if (waiter_.satisfied)
            return;
        std::lock_guard guard(dispatcher_.lock_);
        waiter_.unlink_all();
    }
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;

private:
    Dispatcher& dispatcher_;
    Waiter& waiter_;
};

void Dispatcher::own_locked(const void* mutex, const gate::ThreadContext* thread)
{
    std::erase_if(owned_, [&](const Owned& owned) { return owned.mutex == mutex; });
    if (thread != nullptr)
        owned_.push_back({mutex, thread});
}

void Dispatcher::disown_all(const gate::ThreadContext& thread)
{
    std::lock_guard guard(lock_);
    std::erase_if(owned_, [&](const Owned& owned) { return owned.thread == &thread; });
}

const void* Dispatcher::mutex_of(const gate::ThreadContext& thread)
{
    std::lock_guard guard(lock_);
    for (const Owned& owned : owned_)
        if (owned.thread == &thread)
            return owned.mutex;
    return nullptr;
}

// What a satisfied wait takes from the object (N109, N112, N113).
void Dispatcher::consume_locked(DISPATCHER_HEADER& header, gate::ThreadContext* thread)
{
    switch (header.Type) {
    case k_synchronization_event:
    case k_synchronization_timer: store_state(header, 0); break;
    case k_semaphore: store_state(header, header.SignalState - 1); break;
    case k_mutant:
        if (header.SignalState > 0)
            own_locked(&header, thread);
        store_state(header, header.SignalState - 1);
        mutant_of(header).OwnerThread = kthread(thread);
        break;
    default: break;
    }
}

void Dispatcher::consume_all_locked(Waiter& waiter)
{
    for (const WaitBlock& block : waiter.blocks)
        consume_locked(*block.object, waiter.thread);
}

Dispatcher::Bucket& Dispatcher::bucket_of(const void* object)
{
    const auto address = reinterpret_cast<std::uintptr_t>(object);
    return buckets_[(address >> 4) * 0x9E3779B97F4A7C15U >> 58];
}

NTSTATUS Dispatcher::wait(std::span<void* const> objects, WAIT_TYPE type,
                          const LARGE_INTEGER* timeout)
{
    exec::Scheduler& scheduler = gate::current_context()->border->scheduler();
    return wait_before(objects, type, deadline_of(scheduler, timeout));
}

NTSTATUS Dispatcher::wait_until(void* object, base::Ticks deadline)
{
    return wait_before(std::span(&object, 1), WaitAny, deadline);
}

NTSTATUS Dispatcher::delay(const LARGE_INTEGER& interval)
{
    gate::ThreadContext& context = *gate::current_context();
    exec::Scheduler& scheduler = context.border->scheduler();
    const base::Ticks deadline = deadline_of(scheduler, &interval);
    if (deadline == k_poll) {
        scheduler.yield();
        return STATUS_SUCCESS;
    }
    require_wait_level(context, nullptr, deadline);
    for (;;) {
        const exec::Wake wake = scheduler.park(deadline);
        if (wake == exec::Wake::timed_out)
            return STATUS_SUCCESS;
        if (wake == exec::Wake::stopped)
            gate::throw_stopped(context);
    }
}

// A wait for one mutex takes it.
NTSTATUS Dispatcher::wait_before(std::span<void* const> objects, WAIT_TYPE type,
                                 base::Ticks deadline)
{
    gate::ThreadContext& context = *gate::current_context();
    void* object = objects.front();
    const bool takes_mutex = gate::locks_watched(*context.border) && objects.size() == 1 &&
                             static_cast<DISPATCHER_HEADER*>(object)->Type == k_mutant;
    if (!takes_mutex) [[likely]]
        return wait_unseen(objects, type, deadline);
    // With a limit nobody waits for ever.
    if (deadline == base::k_never)
        gate::lock_taking(context, object, "a mutex");
    const NTSTATUS status = wait_unseen(objects, type, deadline);
    if (deadline != base::k_never && status == STATUS_SUCCESS)
        gate::lock_took(context, object, "a mutex");
    return status;
}

NTSTATUS Dispatcher::wait_unseen(std::span<void* const> objects, WAIT_TYPE type,
                                 base::Ticks deadline)
{
    static_assert(k_buckets == 1U << (64 - 58));
    CHECK(!objects.empty() && objects.size() <= MAXIMUM_WAIT_OBJECTS);
    gate::ThreadContext& context = *gate::current_context();
    gate::check_running(context);
    require_wait_level(context, objects.front(), deadline);
    gate::scheduling_point(context, exec::Point::wait, "");

    WaitBlock few[THREAD_WAIT_OBJECTS];
    std::unique_ptr<WaitBlock[]> many;
    if (objects.size() > std::size(few))
        many = std::make_unique<WaitBlock[]>(objects.size());
    Waiter waiter{&context, type, {many ? many.get() : few, objects.size()}};
    for (std::size_t index = 0; index < objects.size(); ++index) {
        waiter.blocks[index].object = static_cast<DISPATCHER_HEADER*>(objects[index]);
        waiter.blocks[index].waiter = &waiter;
        waiter.blocks[index].result = static_cast<NTSTATUS>(STATUS_WAIT_0 + index);
    }
    Registration registration(*this, waiter);
    {
        std::lock_guard guard(lock_);
        if (try_satisfy_locked(waiter))
            return waiter.result;
        if (deadline == k_poll)
            return STATUS_TIMEOUT;
        for (WaitBlock& block : waiter.blocks)
            bucket_of(block.object).push_back(block);
    }
    return park_until_satisfied(waiter, deadline);
}

// N107: the lowest signalled object of a WaitAny; a WaitAll takes all or nothing.
bool Dispatcher::try_satisfy_locked(Waiter& waiter)
{
    if (waiter.type == WaitAll) {
        if (!waiter.all_signalled())
            return false;
        consume_all_locked(waiter);
        waiter.satisfied = true;
        return true;
    }
    for (WaitBlock& block : waiter.blocks) {
        if (!signalled_for(*block.object, waiter.thread))
            continue;
        consume_locked(*block.object, waiter.thread);
        waiter.result = block.result;
        waiter.satisfied = true;
        return true;
    }
    return false;
}

NTSTATUS Dispatcher::park_until_satisfied(Waiter& waiter, base::Ticks deadline)
{
    gate::ThreadContext& context = *waiter.thread;
    const Note note(context, waiter);
    for (;;) {
        const exec::Wake wake = context.border->scheduler().park(deadline);
        {
            std::lock_guard guard(lock_);
            if (waiter.satisfied)
                return waiter.result;
            if (wake == exec::Wake::timed_out) {
                waiter.unlink_all();
                return STATUS_TIMEOUT;
            }
        }
        if (wake == exec::Wake::stopped)
            gate::throw_stopped(context);
    }
}

// The oldest waiter that the object, as it stands, satisfies.
Dispatcher::WaitBlock* Dispatcher::eligible_locked(DISPATCHER_HEADER& object)
{
    Bucket& bucket = bucket_of(&object);
    for (WaitBlock* block = bucket.front(); block != nullptr; block = bucket.after(*block)) {
        if (block->object != &object || !signalled_for(object, block->waiter->thread))
            continue;
        if (block->waiter->type != WaitAll || block->waiter->all_signalled())
            return block;
    }
    return nullptr;
}

void Dispatcher::satisfy_locked(WaitBlock& block)
{
    Waiter& waiter = *block.waiter;
    if (waiter.type == WaitAll) {
        consume_all_locked(waiter);
    } else {
        consume_locked(*block.object, waiter.thread);
        waiter.result = block.result;
    }
    waiter.unlink_all();
    waiter.satisfied = true;
    waiter.thread->border->scheduler().unpark(*waiter.thread);
}

void Dispatcher::release_waiters_locked(DISPATCHER_HEADER& object)
{
    while (WaitBlock* block = eligible_locked(object))
        satisfy_locked(*block);
}

LONG Dispatcher::signal(DISPATCHER_HEADER& object)
{
    std::lock_guard guard(lock_);
    const LONG previous = object.SignalState;
    if (previous == 0) {
        store_state(object, 1);
        release_waiters_locked(object);
    }
    return previous;
}

LONG Dispatcher::clear(DISPATCHER_HEADER& object)
{
    std::lock_guard guard(lock_);
    const LONG previous = object.SignalState;
    store_state(object, 0);
    return previous;
}

LONG Dispatcher::set_event(KEVENT& event)
{
    return signal(event.Header);
}

LONG Dispatcher::reset_event(KEVENT& event)
{
    return clear(event.Header);
}

LONG Dispatcher::release_semaphore(KSEMAPHORE& semaphore, LONG adjustment, bool& exceeded)
{
    std::lock_guard guard(lock_);
    const LONG previous = semaphore.Header.SignalState;
    exceeded = adjustment <= 0 || adjustment > semaphore.Limit - previous;
    if (!exceeded) {
        store_state(semaphore.Header, previous + adjustment);
        release_waiters_locked(semaphore.Header);
    }
    return previous;
}

LONG Dispatcher::release_mutant(KMUTANT& mutant, bool& not_owner)
{
    std::lock_guard guard(lock_);
    const LONG previous = mutant.Header.SignalState;
    not_owner = mutant.OwnerThread != kthread(gate::current_context());
    if (not_owner)
        return previous;
    store_state(mutant.Header, previous + 1);
    if (previous + 1 > 0) {
        mutant.OwnerThread = nullptr;
        own_locked(&mutant, nullptr);
        release_waiters_locked(mutant.Header);
    }
    return previous;
}

void initialize_header(DISPATCHER_HEADER& header, UCHAR type, std::size_t size_bytes, LONG state)
{
    header = DISPATCHER_HEADER{};
    header.Type = type;
    header.Size = static_cast<UCHAR>(size_bytes / sizeof(LONG));
    header.SignalState = state;
    header.WaitListHead.Flink = header.WaitListHead.Blink = &header.WaitListHead;
}

void initialize_event(KEVENT& event, EVENT_TYPE type, bool signalled)
{
    initialize_header(event.Header,
                      type == NotificationEvent ? k_notification_event : k_synchronization_event,
                      sizeof event, signalled ? 1 : 0);
}

void initialize_semaphore(KSEMAPHORE& semaphore, LONG count, LONG limit)
{
    initialize_header(semaphore.Header, k_semaphore, sizeof semaphore, count);
    semaphore.Limit = limit;
}

void initialize_mutant(KMUTANT& mutant)
{
    mutant = KMUTANT{};
    initialize_header(mutant.Header, k_mutant, sizeof mutant, 1);
}

void require_wait_count(ULONG count, bool has_wait_blocks)
{
    const ULONG most = has_wait_blocks ? MAXIMUM_WAIT_OBJECTS : THREAD_WAIT_OBJECTS;
    if (count >= 1 && count <= most) [[likely]]
        return;
    gate::bug_check(MAXIMUM_WAIT_OBJECTS_EXCEEDED, count, most, 0, 0,
                    fmt::format("a wait for {} objects; the most is {} here (a wait block array "
                                "allows {})",
                                count, most, MAXIMUM_WAIT_OBJECTS));
}

LONG read_state(const DISPATCHER_HEADER& header)
{
    return __atomic_load_n(&header.SignalState, __ATOMIC_ACQUIRE);
}

} // namespace openwdf::nt::ke
