// WDFIOTARGET: where requests are sent. Local (the device below) or remote (opened by name or on an
// existing device).
//
// A request goes through the files of this folder in this order: format, admit, send or pended,
// (cancel, timer), complete. stop.cpp holds what a driver does to the target meanwhile.
//
// Lock order: lock_ (Rank::target) guards the state, the lists and counts of trips, and the packet
// cache. Never held while an IRP is sent, cancelled or completed.
#pragma once

#include "wdf/device/device.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/sync/stack_waiters.hpp"
#include "wdf/target/packet.hpp"
#include "wdf/target/reached_device.hpp"

#include <atomic>
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

    bool needs_passive_dispose() const override { return true; }
    Device* own_device() override { return &device_; }

    bool is_remote() const { return kind() == Kind::remote_io_target; }
    Device& device() const { return device_; }
    DEVICE_OBJECT* target_device() const { return reached_.get(); }
    FILE_OBJECT* file() const { return file_; }
    // 0 while nothing is open (fact 1).
    CCHAR stack_size() const { return reached_.stack_size(); }
    TargetIoType io_type() const { return reached_.io_type(); }
    WDF_IO_TARGET_STATE io_state() const { return io_state_; }
    // The kernel handle of a target that was opened by name; nullptr for others (fact 90).
    HANDLE file_handle() const { return file_handle_; }

    // --- query.cpp: what the target's device is asked.
    // nullptr when it did not say, or nothing is open.
    DEVICE_OBJECT* physical_device() const;
    // WdfIoTargetQueryForInterface (fact 90): STATUS_INVALID_DEVICE_STATE when nothing is open.
    NTSTATUS query_interface(const GUID& type, INTERFACE& interface, USHORT size, USHORT version,
                             void* specific_data);

    // --- remote.cpp: facts 82-90. Precondition: is_remote().
    NTSTATUS open(WDF_IO_TARGET_OPEN_PARAMS& parameters);
    // WdfIoTargetClose and WdfIoTargetCloseForQueryRemove.
    void close(WDF_IO_TARGET_STATE final_state);

    // --- stop.cpp: sections 1 and 2.
    NTSTATUS start();
    void stop(WDF_IO_TARGET_SENT_IO_ACTION action);
    void purge(WDF_IO_TARGET_PURGE_IO_ACTION action);

    // --- send.cpp
    // Gives the packet an IRP that fits this target, with any former format released (fact 80).
    // STATUS_INVALID_DEVICE_STATE when nothing is open, STATUS_REQUEST_NOT_ACCEPTED when a borrowed
    // IRP has no location left (section 5).
    NTSTATUS accommodate(Packet& packet);
    // The same, and the next location gets the file object it has to carry (fact 53).
    NTSTATUS prepare(Packet& packet);
    // Whether a borrowed IRP has a location for each device of this target's stack.
    bool fits(const Packet& packet) const;
    // Sends a formatted packet whose trip has begun. STATUS_SUCCESS: sent or pended; the packet may
    // be gone. Else it stays the caller's, who ends the trip.
    NTSTATUS send(Packet& packet, const SendWish& wish);
    // The same, and waits for the end; the timeout is the wait's own (fact 36). The caller ends the
    // trip, unless a completion routine heard of its end. Precondition: something keeps the packet
    // alive.
    NTSTATUS send_and_wait(Packet& packet, bool ignore_state, LONGLONG timeout);
    // For a send without a request. nullptr when out of memory.
    Packet* take_packet();
    void give_packet(Packet& packet);

    // --- complete.cpp: nobody holds the packet's trip any more.
    void trip_ended(Packet& packet);

private:
    using TripList = base::List<Packet, &Packet::target_link>;
    using TargetLock = exec::Lock<exec::Rank::target>;

    void dispose() override;
    void abandon() override;
    Packet* take_free_packet();
    // --- admit.cpp
    struct Admitted {
        NTSTATUS status;
        TripPlace place = TripPlace::sent;
        bool cancelled = false; // pended, and cancelled before anybody could see that
    };
    Admitted admit(Packet& packet, const SendWish& wish);
    void list_sent_locked(Packet& packet, TripPlace place);
    // --- complete.cpp
    void unlist(Packet& packet, bool told);
    void tell_driver(Packet& packet, Request& request);
    // --- send.cpp
    void hand_down(Packet& packet);
    NTSTATUS submit(Packet& packet, const SendWish& wish);
    // --- pended.cpp
    static void on_pended_cancelled(DEVICE_OBJECT* device, IRP* irp);
    bool pend_locked(Packet& packet);
    static bool take_back_locked(Packet& packet);
    Packet* take_pended_locked();
    Packet* take_pended_to_send();
    void resend_pended();
    void fail_pended();
    // --- cancel.cpp
    Packet* hold_uncancelled_locked(TripList& trips);
    void cancel_all(TripList& trips);
    // --- stop.cpp
    std::uint32_t& trip_count(TripPlace place)
    {
        return place == TripPlace::sent ? sent_count_ : other_count_;
    }
    void trip_over_locked(TripPlace place)
    {
        CHECK(trip_count(place) != 0);
        if (--trip_count(place) == 0 && drain_waiters_.any_locked())
            wake_drained_locked();
    }
    void wake_drained_locked();
    bool drained_locked(bool of_all) const;
    // Until no sent trip is left, or no trip at all.
    void wait_until_drained(bool of_all);
    bool may_wait(const char* ddi) const;
    void finish_waiting_stop();
    void shut_locked();
    NTSTATUS try_start(); // STATUS_PENDING: a waiting stop is not over yet
    void end_all_trips(WDF_IO_TARGET_STATE final_state);
    // --- query.cpp
    DEVICE_OBJECT* reference_target_device();
    NTSTATUS ask_physical_device();
    // --- remote.cpp
    struct Opened {
        FILE_OBJECT* file = nullptr;
        HANDLE handle = nullptr;
        DEVICE_OBJECT* physical_device = nullptr;
        bool owns_handle = false;
    };
    NTSTATUS open_by_name(WDF_IO_TARGET_OPEN_PARAMS& parameters);
    NTSTATUS open_existing(const WDF_IO_TARGET_OPEN_PARAMS& parameters);
    NTSTATUS begin_open();
    NTSTATUS end_open(NTSTATUS status);
    void wait_until_not_opening();
    Opened take_opened_locked();
    void give_back(const Opened& opened);

    Device& device_;
    ReachedDevice reached_;
    std::atomic<FILE_OBJECT*> file_{nullptr}; // under the lock; formatting looks without it
    bool owns_handle_ = false;                // opened by name: cleanup and close are ours to send
    HANDLE file_handle_ = nullptr;
    DEVICE_OBJECT* physical_device_ = nullptr; // of a remote target; referenced
    TargetLock lock_;
    std::atomic<WDF_IO_TARGET_STATE> io_state_{WdfIoTargetStarted}; // fact 1; under the lock
    OpenState open_state_ = OpenState::closed;
    TripList sent_;
    TripList ignored_;
    TripList pended_;
    // Trips whose end was not told yet; longer than they are listed, because who waits for them
    // waits for their completion routines too.
    std::uint32_t sent_count_ = 0;
    std::uint32_t other_count_ = 0;
    // A close waits for the last trips: what ignores the state is still admitted (fact 23).
    bool draining_ = false;
    std::uint32_t stops_waiting_ = 0; // threads inside a waiting Stop or Purge (fact 6)
    StackWaiters<TargetLock, bool> drain_waiters_{lock_}; // true: until no trip at all is left
    struct NotOpening {};
    StackWaiters<TargetLock, NotOpening> open_waiters_{lock_}; // closes (fact 89)
    // For sends without a request: all there are, those in nobody's hands, and the one given back
    // last, so that who sends alone takes no lock for it.
    Packet* packets_ = nullptr;
    Packet* free_packets_ = nullptr;
    std::atomic<Packet*> spare_packet_{nullptr};

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

// When a wait or an asynchronous send with this timeout expires (fact 22).
base::Ticks deadline_of(nt::Executive& executive, LONGLONG timeout);

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
