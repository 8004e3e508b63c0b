// WDFREQUEST: an IRP that a queue received and presents, or one the driver makes to send.
#pragma once

#include "wdf/device/device.hpp"
#include "wdf/target/packet.hpp"

namespace openwdf::wdf {

class Memory;
class Queue;

enum class RequestOrigin : std::uint8_t { received, driver_created };

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

    bool deletable_by_driver() const override { return origin_ == RequestOrigin::driver_created; }

    RequestOrigin origin() const { return origin_; }
    bool received() const { return origin_ == RequestOrigin::received; }
    Device* device() const { return device_; }
    // nullptr once the request was completed.
    IRP* irp() const { return packet.irp(); }

    Queue* queue() const { return queue_; }
    void set_queue(Queue* queue) { queue_ = queue; }

    // Ends a received request: cleanup callbacks, then the IRP, then the queue presents the next
    // one (facts 41, 109, 110). Misuse is reported or stops the machine (section 6).
    void complete(NTSTATUS status, ULONG_PTR information);
    void complete_keeping_information(NTSTATUS status);

    // WdfRequestRetrieve*: facts 54. Input of a write or ioctl, output of a read or ioctl.
    enum class Side : std::uint8_t { input, output };
    NTSTATUS retrieve_buffer(Side side, std::size_t minimum, void*& buffer, std::size_t& length);
    NTSTATUS retrieve_memory(Side side, Memory*& memory);

    void get_parameters(WDF_REQUEST_PARAMETERS& parameters) const;

    base::Link queue_link; // waiting in, or presented by, queue_
    Packet packet;

private:
    void dispose() override;
    void abandon() override;
    void check_memory_references();

    RequestOrigin origin_;
    Device* device_;
    Queue* queue_ = nullptr;
    Memory* input_memory_ = nullptr;
    Memory* output_memory_ = nullptr;
};

// The request of a handle that must still have its received IRP: bug check 0x10D P1 6 P2 2 when it
// was completed, or never was received.
Request& received_request(gate::ThreadContext& context, WDFREQUEST handle);
// A request that may be sent: driver-created, or received and not yet completed.
Request& sendable_request(gate::ThreadContext& context, WDFREQUEST handle);

} // namespace openwdf::wdf
