// WDFQUEUE: requests wait here, are presented to the driver by the dispatch type's rule, and stay
// listed until they leave the driver (fact 110).
//
// Lock order: lock_ (Rank::queue) guards both lists and the counters; released before any callback.
#pragma once

#include "wdf/device/device.hpp"
#include "wdf/request/request.hpp"

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

    Device& device() const { return device_; }
    bool takes(UCHAR major) const;
    bool allows_zero_length() const { return config_.AllowZeroLengthRequests != FALSE; }

    // Takes over a request whose IRP is marked pending.
    void accept(Request& request);
    // Presents what may be presented now. Nested calls from inside a presentation of the same
    // thread return at once: the outer call goes on, so completing inside a handler never recurses.
    void dispatch();
    // The request leaves the driver. True: the caller dispatches afterwards; false: this thread
    // presents already, and will go on with what waits.
    [[nodiscard]] bool forget(Request& request);

    // WdfIoQueueRetrieveNextRequest: STATUS_NO_MORE_ENTRIES, STATUS_WDF_PAUSED, or
    // STATUS_INVALID_DEVICE_STATE for a parallel queue.
    NTSTATUS retrieve_next(WDFREQUEST* handle);

    // Ends the waiting requests of one file object (N65); nullptr ends all.
    void cancel_waiting(const FILE_OBJECT* file);

    // What covers the handlers; nullptr without a scope.
    ScopeLock* scope_lock() const { return scope_lock_; }
    // True when the handlers need PASSIVE_LEVEL and the caller is above.
    bool needs_passive() const;

private:
    struct Presenter;

    void dispose() override;
    void abandon() override;
    bool may_present_locked() const;
    bool presents_locked(const exec::Thread& thread) const;
    void give_to_driver_locked(Request& request);
    bool try_present_at_once(Request& request);
    Request* next_to_present(Presenter& presenter);
    void run_presentation(Presenter& presenter, Request& first);
    // --- waiting.cpp: requests that wait are cancelable (fact 110, N55, N56).
    bool wait(Request& request);
    Request* take_waiting_locked();
    static void cancel_routine(DEVICE_OBJECT* device, IRP* irp);
    void cancelled_while_waiting(Request& request);
    void present(Request& request);
    bool call_handler(Request& request);
    // True when the handlers need PASSIVE_LEVEL and the caller is above: dispatch goes on later.
    bool moved_to_passive();
    static void dispatch_at_passive(exec::Work& work);
    Request* take_waiting_of(const FILE_OBJECT* file);

    Device& device_;
    WDF_IO_QUEUE_CONFIG config_;
    bool default_queue_;
    bool power_managed_;
    bool closing_ = false;
    Constraints constraints_;
    ScopeLock own_lock_;
    ScopeLock* scope_lock_; // of the handlers; nullptr without a scope
    struct PassiveDispatch {
        exec::Work work;
        Queue* queue;
        std::atomic<bool> posted{false};
    } passive_dispatch_;
    exec::Lock<exec::Rank::queue> lock_;
    base::List<Request, &Request::queue_link> waiting_;
    base::List<Request, &Request::queue_link> with_driver_;
    std::uint32_t presented_ = 0;
    std::uint32_t presented_max_;
    Presenter* presenters_ = nullptr; // threads inside a presentation
};

} // namespace openwdf::wdf
