// Waits on dispatcher objects. The objects live in the driver's own zeroed memory and have no
// constructor or destructor hook, so waiters are kept here, by address of the object.
//
// Lock order: the dispatcher's lock is the only one; threads are unparked under it, because a
// waiter that was satisfied may leave, and its thread end, as soon as it is released.
#pragma once

#include "base/list.hpp"
#include "base/time.hpp"
#include "exec/lock.hpp"
#include "gate/context.hpp"

#include <ntddk.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace openwdf::nt::ke {

class Dispatcher {
public:
    // KeWaitForSingleObject / KeWaitForMultipleObjects (N103-N108). `timeout`: NULL waits for
    // ever, zero polls, negative is relative, positive absolute system time. Throws the gate's
    // MachineStopped when the machine stops. A wait above its IRQL ceiling stops the machine.
    // Precondition: at most MAXIMUM_WAIT_OBJECTS objects.
    NTSTATUS wait(std::span<void* const> objects, WAIT_TYPE type, const LARGE_INTEGER* timeout);

    // The same wait with an absolute interrupt time, for the runtime's own use.
    NTSTATUS wait_until(void* object, base::Ticks deadline);

    // KeDelayExecutionThread: at least `interval`, read as a timeout; zero lets others run.
    NTSTATUS delay(const LARGE_INTEGER& interval);

    // Both return the previous state (N110).
    LONG set_event(KEVENT& event);
    LONG reset_event(KEVENT& event);
    // The same for an object of any kind that does not count.
    LONG signal(DISPATCHER_HEADER& object);
    LONG clear(DISPATCHER_HEADER& object);
    // The previous count. Raises the count by `adjustment`, or sets `exceeded` and changes nothing
    // when that would pass the limit (N112).
    LONG release_semaphore(KSEMAPHORE& semaphore, LONG adjustment, bool& exceeded);
    // For a thread that begins: what another one at its address owned is not its.
    void disown_all(const gate::ThreadContext& thread);
    // A mutex that `thread` owns, nullptr when it owns none.
    const void* mutex_of(const gate::ThreadContext& thread);
    // The previous state, 0 when the mutex became free; `not_owner` when the current thread does
    // not own it (N113).
    LONG release_mutant(KMUTANT& mutant, bool& not_owner);

private:
    struct Waiter;
    // One object of one wait; on the waiter's stack.
    struct WaitBlock {
        base::Link link;
        DISPATCHER_HEADER* object = nullptr;
        Waiter* waiter = nullptr;
        NTSTATUS result = STATUS_SUCCESS; // of a WaitAny that this object ends
    };
    using Bucket = base::List<WaitBlock, &WaitBlock::link>;
    class Registration;
    class Note;

    static constexpr std::size_t k_buckets = 64;

    NTSTATUS wait_before(std::span<void* const> objects, WAIT_TYPE type, base::Ticks deadline);
    NTSTATUS wait_unseen(std::span<void* const> objects, WAIT_TYPE type, base::Ticks deadline);
    bool try_satisfy_locked(Waiter& waiter);
    NTSTATUS park_until_satisfied(Waiter& waiter, base::Ticks deadline);
    Bucket& bucket_of(const void* object);
    // Hands the object's signal to whoever waits, first come first served, while it lasts.
    void release_waiters_locked(DISPATCHER_HEADER& object);
    WaitBlock* eligible_locked(DISPATCHER_HEADER& object);
    void satisfy_locked(WaitBlock& block);
    void consume_locked(DISPATCHER_HEADER& header, gate::ThreadContext* thread);
    void consume_all_locked(Waiter& waiter);
    void own_locked(const void* mutex, const gate::ThreadContext* thread);

    exec::Lock<exec::Rank::dispatcher> lock_;
    std::array<Bucket, k_buckets> buckets_;
    // By address alone: a driver may have given up the memory of a mutex that it never released.
    struct Owned {
        const void* mutex;
        const gate::ThreadContext* thread;
    };
    std::vector<Owned> owned_;
};

// Type codes of a dispatcher header.
inline constexpr UCHAR k_notification_event = 0;
inline constexpr UCHAR k_synchronization_event = 1;
inline constexpr UCHAR k_mutant = 2;
inline constexpr UCHAR k_semaphore = 5;
inline constexpr UCHAR k_thread = 6;
inline constexpr UCHAR k_notification_timer = 8;
inline constexpr UCHAR k_synchronization_timer = 9;

void initialize_header(DISPATCHER_HEADER& header, UCHAR type, std::size_t size_bytes, LONG state);

// N108: how many objects one wait may name. More stop the machine with bug check 0x0C.
void require_wait_count(ULONG count, bool has_wait_blocks);

void initialize_event(KEVENT& event, EVENT_TYPE type, bool signalled);
void initialize_semaphore(KSEMAPHORE& semaphore, LONG count, LONG limit);
void initialize_mutant(KMUTANT& mutant);
// Nonzero when signalled. Any IRQL.
LONG read_state(const DISPATCHER_HEADER& header);

} // namespace openwdf::nt::ke
