#include "nt/ex/push_lock.hpp"

#include "nt/executive.hpp"

#include <mutex>

namespace openwdf::nt::ex {

namespace {

constexpr EX_PUSH_LOCK k_writer = 1;
constexpr EX_PUSH_LOCK k_one_reader = 2;

EX_PUSH_LOCK writer(const gate::ThreadContext& context)
{
    return reinterpret_cast<EX_PUSH_LOCK>(&context) | k_writer;
}

// Written under the lock, read by others without it.
EX_PUSH_LOCK word_of(const EX_PUSH_LOCK& lock)
{
    return __atomic_load_n(&lock, __ATOMIC_RELAXED);
}

void store(EX_PUSH_LOCK& lock, EX_PUSH_LOCK word)
{
    __atomic_store_n(&lock, word, __ATOMIC_RELAXED);
}

bool has_readers(EX_PUSH_LOCK word)
{
    return word != 0 && (word & k_writer) == 0;
}

void check_region(gate::ThreadContext& context)
{
    if (context.critical_regions == 0 && context.irql == exec::k_passive_level)
        context.border->report("push-lock-region",
                               "a push lock is taken with normal kernel APCs on; call "
                               "KeEnterCriticalRegion first, and leave it after the release");
}

} // namespace

// On the waiting thread's stack; taken off by whoever hands the lock over, or by a freeze.
struct PushLocks::Waiter {
    Waiter(PushLocks& locks, gate::ThreadContext& waiting, EX_PUSH_LOCK& wanted, bool writes)
        : owner(locks), thread(waiting), lock(wanted), exclusive(writes)
    {
        ke::initialize_event(granted, NotificationEvent, false);
        entry.waiter = this;
    }
    ~Waiter()
    {
        std::lock_guard guard(owner.lock_);
        if (entry.link.listed())
            entry.link.unlink();
    }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    bool fits() const
    {
        const EX_PUSH_LOCK word = word_of(lock);
        return word == 0 || (!exclusive && has_readers(word));
    }
    void take() { store(lock, exclusive ? writer(thread) : word_of(lock) + k_one_reader); }

    PushLocks& owner;
    gate::ThreadContext& thread;
    EX_PUSH_LOCK& lock;
    const bool exclusive;
    KEVENT granted{};
    WaiterLink entry;
};

bool PushLocks::writer_waits_locked(const EX_PUSH_LOCK& lock)
{
    for (WaiterLink* entry = waiters_.front(); entry != nullptr; entry = waiters_.after(*entry))
        if (&entry->waiter->lock == &lock && entry->waiter->exclusive)
            return true;
    return false;
}

// A reader goes in beside others unless a writer waits.
void PushLocks::acquire(gate::ThreadContext& context, EX_PUSH_LOCK& lock, bool exclusive)
{
    Waiter waiter(*this, context, lock, exclusive);
    {
        std::lock_guard guard(lock_);
        if (waiter.fits() && (exclusive || !writer_waits_locked(lock))) {
            waiter.take();
            return;
        }
        waiters_.push_back(waiter.entry);
    }
    (void)executive_of(context).dispatcher.wait_until(&waiter.granted, base::k_never);
}

void PushLocks::acquire_exclusive(gate::ThreadContext& context, EX_PUSH_LOCK& lock)
{
    check_region(context);
    if (word_of(lock) == writer(context))
        context.border->report("push-lock-taken-twice",
                               "a thread waits for a push lock that it holds; push locks are not "
                               "recursive");
    acquire(context, lock, true);
}

void PushLocks::acquire_shared(gate::ThreadContext& context, EX_PUSH_LOCK& lock)
{
    check_region(context);
    if (word_of(lock) == writer(context))
        context.border->report("push-lock-taken-twice",
                               "a thread waits to read what it holds a push lock for writing of; "
                               "push locks are not recursive");
    acquire(context, lock, false);
}

// The first in line, and with a reader all readers before the next writer.
void PushLocks::hand_over_locked(gate::ThreadContext& context, EX_PUSH_LOCK& lock)
{
    for (WaiterLink* entry = waiters_.front(); entry != nullptr;) {
        Waiter& waiter = *entry->waiter;
        WaiterLink* next = waiters_.after(*entry);
        if (&waiter.lock == &lock) {
            if (!waiter.fits())
                return;
            waiter.take();
            waiters_.remove(*entry);
            (void)executive_of(context).dispatcher.set_event(waiter.granted);
        }
        entry = next;
    }
}

void PushLocks::release_exclusive(gate::ThreadContext& context, EX_PUSH_LOCK& lock)
{
    bool held = false;
    {
        std::lock_guard guard(lock_);
        held = word_of(lock) == writer(context);
        if (held) {
            store(lock, 0);
            hand_over_locked(context, lock);
        }
    }
    if (!held)
        context.border->report("push-lock-not-held",
                               "a push lock was released by a thread that does not hold it for "
                               "writing");
}

void PushLocks::release_shared(gate::ThreadContext& context, EX_PUSH_LOCK& lock)
{
    bool held = false;
    {
        std::lock_guard guard(lock_);
        held = has_readers(word_of(lock));
        if (held) {
            store(lock, word_of(lock) - k_one_reader);
            hand_over_locked(context, lock);
        }
    }
    if (!held)
        context.border->report("push-lock-not-held",
                               "a push lock was released that nobody holds for reading");
}

} // namespace openwdf::nt::ex
