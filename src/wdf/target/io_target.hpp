// WDFIOTARGET: where requests are sent. Local (the device below) or remote (opened by name or on an
// existing device).
//
// Lock order: lock_ (Rank::target) guards the state, the list of sent packets and the packet cache.
// Never held while an IRP is sent, cancelled or completed.
#pragma once

#include "wdf/device/device.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/target/packet.hpp"

#include <string>

namespace openwdf::wdf {

class Request;

enum class OpenState : std::uint8_t { closed, opening, open }; // fact 3

class IoTarget final : public Object {
public:
    static constexpr Kind k_kind = Kind::io_target;

    IoTarget(Driver* driver, Kind kind, Device& device);
    ~IoTarget() override;

    // The target of the device below; nullptr when out of memory.
    static IoTarget* create_local(Device& device, DEVICE_OBJECT& below);
    // WdfIoTargetCreate.
    static NTSTATUS create_remote(gate::ThreadContext& context, Device& device,
                                  const WDF_OBJECT_ATTRIBUTES* attributes, WDFIOTARGET* handle);

    bool deletable_by_driver() const override { return is_remote(); }

    bool is_remote() const { return kind() == Kind::remote_io_target; }
    Device& device() const { return device_; }
    DEVICE_OBJECT* target_device() const { return target_device_; }
    FILE_OBJECT* file() const { return file_; }
    // 0 while nothing is open (fact 1).
    CCHAR stack_size() const
    {
        return target_device_ == nullptr ? CCHAR{0} : target_device_->StackSize;
    }
    TargetIoType io_type() const;
    WDF_IO_TARGET_STATE io_state() const { return io_state_; }

    // --- remote.cpp: facts 82-89. Precondition: is_remote().
    NTSTATUS open(WDF_IO_TARGET_OPEN_PARAMS& parameters);
    // Refuses new requests, cancels sent ones and waits until all are back.
    void close(WDF_IO_TARGET_STATE final_state);

    // --- send.cpp
    // Gives the packet an IRP that fits this target, with any former format released.
    // STATUS_INVALID_DEVICE_STATE when nothing is open, STATUS_REQUEST_NOT_ACCEPTED when a received
    // IRP has no location left (section 5).
    NTSTATUS prepare(Packet& packet);
    // Sends a formatted packet and waits for it. `timeout` as in WDF_REQUEST_SEND_OPTIONS. Returns
    // the final status.
    NTSTATUS send_and_wait(Packet& packet, bool ignore_state, LONGLONG timeout);

    Packet* take_packet();
    void give_packet(Packet& packet);

    // --- complete.cpp: the packet's trip is over.
    void packet_ended(Packet& packet);
    // Asks for the end of a sent packet's IRP, if it is still under way.
    void cancel_packet(Packet& packet);

private:
    friend void let_go(Packet& packet);

    void dispose() override;
    void abandon() override;
    NTSTATUS admit(Packet& packet, bool ignore_state);
    NTSTATUS open_by_name(WDF_IO_TARGET_OPEN_PARAMS& parameters);
    NTSTATUS open_existing(const WDF_IO_TARGET_OPEN_PARAMS& parameters);
    NTSTATUS begin_open();
    NTSTATUS end_open(NTSTATUS status);
    void cancel_all_sent();
    Packet* hold_uncancelled_locked();

    Device& device_;
    DEVICE_OBJECT* target_device_ = nullptr;
    FILE_OBJECT* file_ = nullptr;
    bool owns_handle_ = false; // opened by name: cleanup and close are ours to send
    exec::Lock<exec::Rank::target> lock_;
    WDF_IO_TARGET_STATE io_state_ = WdfIoTargetStarted; // fact 1
    OpenState open_state_ = OpenState::closed;
    base::List<Packet, &Packet::target_link> sent_;
    // Only a close that waits makes a trip's end signal: not every I/O takes the dispatcher's lock.
    bool drain_awaited_ = false;
    KEVENT drained_{};
    Packet* free_packets_ = nullptr;

    // What Reopen repeats (fact 87).
    struct StoredOpen {
        bool present = false;
        std::u16string name;
        ACCESS_MASK access = 0;
        ULONG share = 0;
        ULONG disposition = 0;
        ULONG options = 0;
    } stored_;
};

// One more hold on a packet's trip; false when the completion routine has let go and the trip is
// about to end. Precondition: the target's lock is held and the packet is on its list.
bool try_hold(Packet& packet);
// Gives up one hold on a packet's trip; the last one ends it.
void let_go(Packet& packet);

// Fact 8: open and close on a local target are a wrong-kind handle.
IoTarget& remote_target(gate::ThreadContext& context, WDFIOTARGET handle);

template <> struct Accepts<IoTarget> {
    static constexpr bool kind(std::uint16_t kind)
    {
        return kind == static_cast<std::uint16_t>(Kind::io_target) ||
               kind == static_cast<std::uint16_t>(Kind::remote_io_target);
    }
};

} // namespace openwdf::wdf
