// WDFREQUEST: an IRP that a queue received and presents, one the driver makes to send, or one the
// driver brought from elsewhere.
#pragma once

#include "gate/callback.hpp"
#include "wdf/device/device.hpp"
#include "wdf/target/packet.hpp"

namespace openwdf::wdf {

class Memory;
class Queue;

enum class RequestOrigin : std::uint8_t {
    received,       // by a queue or as a create: the driver completes it
    driver_created, // with an IRP of the framework
    driver_irp,     // with an IRP the driver brought (WdfRequestCreateFromIrp, a reuse)
};

// What the driver said of a request that EvtIoStop was called for.
enum class StopAnswer : std::uint8_t { none, asked, kept, requeue };

class Request final : public Object {
public:
    static constexpr Kind k_kind = Kind::request;

    Request(Driver* driver, RequestOrigin origin, Device* device, IRP* irp);
    ~Request() override;

    // A received IRP; the caller's reference is the framework's, dropped by complete(). nullptr
    // when out of memory.
    static Request* from_irp(Device& device, IRP& irp);
    // WdfRequestCreate. `target` may be nullptr; its stack size sizes the IRP.
    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, IoTarget* target,
                           WDFREQUEST* handle);
    // WdfRequestCreateFromIrp. `frees_irp`: deleting the request frees it.
    static NTSTATUS create_from_irp(gate::ThreadContext& context, Driver& driver,
                                    const WDF_OBJECT_ATTRIBUTES* attributes, IRP& irp,
                                    bool frees_irp, WDFREQUEST* handle);

    bool deletable_by_driver() const override { return !received(); }

    RequestOrigin origin() const { return origin_; }
    bool received() const { return origin_ == RequestOrigin::received; }
    Device* own_device() override { return device_; }
    Device* device() const { return device_; }
    // nullptr once the request was completed.
    IRP* irp() const { return packet.irp(); }

    Queue* queue() const { return queue_; }
    void set_queue(Queue* queue) { queue_ = queue; }

    // Fact 63: the status of the IRP; what a refused send left, where there is no IRP.
    NTSTATUS status() const;
    void set_status(NTSTATUS status);

    // Ends a received request: cleanup callbacks, then the IRP, then the queue presents the next
    // one (facts 41, 109, 110). Misuse is reported or stops the machine (section 6).
    void complete(NTSTATUS status, ULONG_PTR information);
    void complete_keeping_information(NTSTATUS status);

    // --- retrieve.cpp: WdfRequestRetrieve*, fact 54. Input of a write or ioctl, output of a read
    // or ioctl.
    enum class Side : std::uint8_t { input, output };
    NTSTATUS retrieve_buffer(Side side, std::size_t minimum, void*& buffer, std::size_t& length);
    NTSTATUS retrieve_memory(Side side, Memory*& memory);
    NTSTATUS retrieve_mdl(Side side, MDL*& mdl);
    NTSTATUS retrieve_unsafe(Side side, std::size_t minimum, void*& buffer, std::size_t& length);
    NTSTATUS lock_user_buffer(void* buffer, std::size_t length, LOCK_OPERATION operation,
                              Memory*& memory);

    void get_parameters(WDF_REQUEST_PARAMETERS& parameters) const;

    // --- sent.cpp: what a driver says and hears of its sends.
    void set_completion_routine(PFN_WDF_REQUEST_COMPLETION_ROUTINE routine, WDFCONTEXT context);
    bool has_completion_routine() const { return static_cast<bool>(completion_routine_); }
    // Cleared before the call, so that a resend inside it has to set it again (fact 69).
    void call_completion_routine(IoTarget& target);
    void get_completion_params(WDF_REQUEST_COMPLETION_PARAMS& parameters) const;
    // WdfRequestSend: facts 18-27, 33-35, 60-70.
    bool send(IoTarget& target, const WDF_REQUEST_SEND_OPTIONS* options);

    // --- reuse.cpp: facts 71-74, 80.
    NTSTATUS reuse(const WDF_REQUEST_REUSE_PARAMS& parameters);
    NTSTATUS change_target(IoTarget& target);
    void format_using_current_type();
    void format_using_location(const IO_STACK_LOCATION& location);
    // Section 5: what is in flight is not formatted. Reported.
    bool may_format();

    // --- moved.cpp: to another queue, or back to the head of its own. Precondition: received.
    NTSTATUS forward(Queue& destination);
    NTSTATUS requeue();
    // WdfRequestStopAcknowledge.
    void acknowledge_stop(bool requeue);

    // --- cancelable.cpp: fact 114.
    NTSTATUS mark_cancelable(PFN_WDF_REQUEST_CANCEL routine, bool fail_if_cancelled);
    NTSTATUS unmark_cancelable();
    bool is_marked();
    // For a purge of the queue: takes the mark off; true when the cancel routine is the caller's to
    // call. Precondition of the call: nobody else does.
    bool try_take_mark();
    void call_cancel_routine();

    // Guarded by the queue's lock: waiting in line, or with the driver, of queue_.
    base::Link queue_link;
    bool in_line = false;
    StopAnswer stop_answer = StopAnswer::none;
    Packet packet;

private:
    using CompletionRoutine =
        gate::DriverFn<void(WDFREQUEST, WDFIOTARGET, PWDF_REQUEST_COMPLETION_PARAMS, WDFCONTEXT)>;
    using CancelRoutine = gate::DriverFn<void(WDFREQUEST)>;

    void dispose() override;
    void abandon() override;
    void check_memory_references();
    bool may_complete();
    void complete_driver_irp(NTSTATUS status);
    // The request leaves the driver for good: cleanup callbacks, children, then the framework's
    // reference. The IRP is the caller's. The queue that has to dispatch afterwards, referenced, or
    // nullptr.
    Queue* leave_driver();
    void free_own_mdls(); // retrieve.cpp
    // --- sent.cpp
    NTSTATUS check_options(const WDF_REQUEST_SEND_OPTIONS* options);
    NTSTATUS check_formatted(IoTarget& target);
    void format_as_nothing();
    NTSTATUS check_forget(const IoTarget& target);
    void send_and_forget(IoTarget& target);
    NTSTATUS send_formatted(IoTarget& target, const WDF_REQUEST_SEND_OPTIONS* options);
    // --- reuse.cpp
    void set_new_irp(IRP* irp);
    bool may_move();
    NTSTATUS make_completable();
    bool may_format_location();
    // --- cancelable.cpp
    static void on_cancelled(DEVICE_OBJECT* device, IRP* irp);
    static void call_cancel_at_passive(exec::Work& work);
    void cancelled_while_with_driver();

    RequestOrigin origin_;
    bool must_complete_ = false; // fact 73
    Device* device_;
    Queue* queue_ = nullptr;
    Memory* input_memory_ = nullptr;
    Memory* output_memory_ = nullptr;
    MDL* own_mdls_[2] = {};
    NTSTATUS status_without_irp_ = STATUS_SUCCESS;
    CompletionRoutine completion_routine_;
    WDFCONTEXT completion_context_ = nullptr;
    // Whoever takes the mark off decides who gets the request.
    exec::Lock<exec::Rank::request> mark_lock_;
    bool marked_ = false;
    CancelRoutine cancel_routine_;
    struct CancelWork : exec::Work {
        Request* request = nullptr;
    } cancel_work_;
};

// The request of a handle that must still have its received IRP: bug check 0x10D P1 6 P2 2 when it
// was completed, or never was received.
Request& received_request(gate::ThreadContext& context, WDFREQUEST handle);
// A request that may be sent: driver-created, or received and not yet completed.
Request& sendable_request(gate::ThreadContext& context, WDFREQUEST handle);

} // namespace openwdf::wdf
