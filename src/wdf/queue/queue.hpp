// WDFQUEUE: requests wait here, are presented to the driver by the dispatch type's rule, and stay
// listed until they leave the driver (fact 110).
//
// Lock order: lock_ (Rank::queue) guards both lists and the counters; released before any callback.
#pragma once

#include "gate/callback.hpp"
#include "wdf/device/device.hpp"
#include "wdf/request/request.hpp"
#include "wdf/sync/activity.hpp"
#include "wdf/sync/stack_waiters.hpp"

namespace openwdf::wdf {

class Queue final : public Object {
public:
    static constexpr Kind k_kind = Kind::queue;

    Queue(Driver* driver, Device& device, const WDF_IO_QUEUE_CONFIG& config,
          const Constraints& constraints);

    // WdfIoQueueCreate.
    static NTSTATUS create(gate::ThreadContext& context, Device& device,
                           const WDF_IO_QUEUE_CONFIG& config,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFQUEUE* handle);

    bool deletable_by_driver() const override { return !default_queue_; } // fact 43

    bool needs_passive_dispose() const override { return true; }
    Device* own_device() override { return &device_; }
    const Constraints* own_constraints() const override { return &constraints_; }
    ScopeLock* callback_lock() override
    {
        return constraints_.scope == WdfSynchronizationScopeDevice ? &device_.scope_lock()
                                                                   : &own_lock_;
    }

    Device& device() const { return device_; }
    bool takes(UCHAR major) const;
    bool allows_zero_length() const { return config_.AllowZeroLengthRequests != FALSE; }

    // Takes over a request whose IRP is marked pending; ends it when the queue does not accept.
    void accept(Request& request);
    // Presents what may be presented now, and tells who waits for the queue. Nested calls from
    // inside a presentation of the same thread return at once: the outer call goes on, so
    // completing inside a handler never recurses.
    void dispatch();
    // The request leaves the driver. True: the caller dispatches afterwards; false: this thread
    // presents already, and will go on with what waits.
    [[nodiscard]] bool forget(Request& request);

    // --- find.cpp. WdfIoQueueRetrieveNextRequest, ...ByFileObject, ...FoundRequest:
    // STATUS_NO_MORE_ENTRIES, STATUS_WDF_PAUSED, STATUS_NOT_FOUND (the found request is gone), or
    // STATUS_INVALID_DEVICE_STATE for a parallel queue. nullptr: any file, any request.
    NTSTATUS retrieve(const FILE_OBJECT* file, Request* found, WDFREQUEST* handle);
    // WdfIoQueueFindRequest: the next one behind `after`, which stays in the queue; referenced for
    // the driver.
    NTSTATUS find(Request* after, const FILE_OBJECT* file, WDF_REQUEST_PARAMETERS* parameters,
                  WDFREQUEST* handle);

    // --- forward.cpp: the driver gives a request to another queue, or back to its own.
    NTSTATUS forward(Request& request, Queue& destination);
    NTSTATUS requeue(Request& request);

    // --- control.cpp. The callbacks may be nullptr.
    void start();
    void stop(bool cancels, PFN_WDF_IO_QUEUE_STATE complete, WDFCONTEXT context);
    // With `cancels` WdfIoQueuePurge, without it WdfIoQueueDrain.
    void purge(bool cancels, PFN_WDF_IO_QUEUE_STATE complete, WDFCONTEXT context);
    void stop_and_wait(bool cancels);
    void purge_and_wait(bool cancels);
    // Until no other thread is inside a handler. At once for a caller who is inside one.
    void wait_for_handlers();
    WDF_IO_QUEUE_STATE state(ULONG* waiting, ULONG* with_driver);
    NTSTATUS ready_notify(PFN_WDF_IO_QUEUE_STATE routine, WDFCONTEXT context);
    // What the driver owns is cancelled too: a purge is under way.
    bool cancels_dispatched();

    // --- power.cpp. The device leaves D0: EvtIoStop for each request that the driver has. Returns
    // when all of them were acknowledged or ended (hold), or ended (purge).
    bool power_managed() const { return power_managed_; }
    void hold_for_power();
    void purge_for_power();
    // WdfRequestStopAcknowledge.
    void acknowledge_stop(Request& request, bool requeue);

    // Ends the waiting requests of one file object (N65); nullptr ends all.
    void cancel_waiting(const FILE_OBJECT* file);

    // What covers the handlers; nullptr without a scope.
    ScopeLock* scope_lock() const { return scope_lock_; }
    // True when the handlers need PASSIVE_LEVEL and the caller is above.
    bool needs_passive() const;

private:
    friend struct Presentation;

    void dispose() override;
    void abandon() override;
    bool may_present_locked() const;
    void give_to_driver_locked(Request& request);
    void dispatch_ready();
    bool try_present_at_once(Request& request);
    Presentation* presentation_of(const gate::ThreadContext& thread) const;
    // True when this thread presents already: it goes on with what `waits`.
    bool left_to_presentation(bool waits) const;
    Request* next_to_present(Presentation& presentation);
    void run_presentation(Presentation& presentation, Request& first);
    // --- waiting.cpp: requests that wait are cancelable (fact 110, N55, N56).
    NTSTATUS wait(Request& request, bool& cancelled);
    Request* take_waiting_locked();
    static void cancel_routine(DEVICE_OBJECT* device, IRP* irp);
    void cancelled_while_waiting(Request& request);
    // In the handler's hands or in line (STATUS_SUCCESS), or nowhere: STATUS_DELETE_PENDING,
    // STATUS_INVALID_DEVICE_STATE. Precondition: the request's queue is this one.
    NTSTATUS enter(Request& request);
    NTSTATUS refusal_locked() const;
    NTSTATUS may_retrieve_locked() const;
    bool put_in_line_locked(Request& request, bool at_head);
    void leave_line_locked(Request& request);
    void take_from_driver_locked(Request& request);
    Request* take_waiting_locked(const FILE_OBJECT* file, const Request* wanted);
    // --- control.cpp
    struct Notification {
        gate::DriverFn<void(WDFQUEUE, WDFCONTEXT)> routine;
        WDFCONTEXT context = nullptr;
    };
    enum class Goal : std::uint8_t {
        idle,         // nothing with the driver
        empty,        // nothing at all
        acknowledged, // nothing with the driver that EvtIoStop got no answer for
        quiet,        // nobody presents
    };
    using QueueLock = exec::Lock<exec::Rank::queue>;
    bool reached_locked(Goal goal);
    // For who waits, in the hold in which it is listed.
    bool reached_or_watch_locked(Goal goal);
    bool is_watched_locked() const;
    bool set_notification_locked(Notification& which, PFN_WDF_IO_QUEUE_STATE routine,
                                 WDFCONTEXT context);
    bool take_due_locked(Notification& due);
    void wait_for(Goal goal);
    void settle();
    void cancel_dispatched();
    // --- power.cpp
    Request* next_to_stop_locked();
    bool any_asked_locked();
    void ask_to_stop(ULONG action);
    void take_answers();
    void wait_for_power(Goal goal);
    // The rest of a stop or purge; `done`: the queue took it on.
    void finish_change(bool done, bool cancels);
    Request* take_marked();
    void present(Request& request);
    bool call_handler(Request& request);
    // True when the handlers need PASSIVE_LEVEL and the caller is above: dispatch goes on later.
    bool moved_to_passive();
    bool wants_dispatch();
    static void dispatch_at_passive(exec::Work& work);
    Request* take_waiting_of(const FILE_OBJECT* file);

    Device& device_;
    WDF_IO_QUEUE_CONFIG config_;
    bool default_queue_;
    bool power_managed_;
    bool closing_ = false;
    bool accepting_ = true;
    bool dispatching_ = true;
    bool cancels_dispatched_ = false;
    bool holds_device_ = false; // longer than anybody waits for it (power.cpp)
    bool filled_ = false;       // a request came into the empty line and nobody was told
    // Somebody waits for the queue: settle() looks at the rest below. Changes under the lock.
    std::atomic<bool> watched_{false};
    Notification stopped_;
    Notification purged_;
    Notification ready_;
    Constraints constraints_;
    ScopeLock own_lock_;
    ScopeLock* scope_lock_; // of the handlers; nullptr without a scope
    struct PassiveDispatch {
        exec::Work work;
        Queue* queue;
        std::atomic<bool> posted{false};
    } passive_dispatch_;
    Activity passive_dispatches_;
    QueueLock lock_;
    StackWaiters<QueueLock, Goal> waiters_{lock_};
    base::List<Request, &Request::queue_link> waiting_;
    base::List<Request, &Request::queue_link> with_driver_;
    std::uint32_t presented_ = 0;
    std::atomic<std::uint32_t> handlers_{0}; // presentations under way
    std::uint32_t waiting_count_ = 0;
    std::uint32_t presented_max_;
};

} // namespace openwdf::wdf
