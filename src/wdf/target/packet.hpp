// What a target sends: an IRP with its format, and the bookkeeping of one trip down and up.
//
// A trip is in exactly one place: in the list of sent or ignored packets from before the IRP goes
// down until it is back, or pended in a stopped target. It ends when nobody holds the packet any
// more: the IRP is one hold, an armed timer another, and whoever cancels the IRP meanwhile a third,
// so the IRP cannot go while IoCancelIrp works on it (fact 65). The last one to let go ends the
// trip, exactly once.
#pragma once

#include "base/list.hpp"
#include "nt/ke/timer_queue.hpp"
#include "wdf/target/format.hpp"

#include <atomic>

namespace openwdf::wdf {

class IoTarget;
class Request;

// Where a trip is (section 2 of io-target-semantics).
enum class TripPlace : std::uint8_t {
    sent,    // on the list that Stop and Purge cancel and wait for
    ignored, // sent with IGNORE_TARGET_STATE: only Close and delete look at it
    pended,  // parked in the target until it is started
};

// What a send was asked for.
struct SendWish {
    bool ignore_state = false;
    base::Ticks deadline = base::k_never; // of the request's own timer
};

class Packet {
public:
    Packet(nt::Executive& executive, Request* request);
    ~Packet();
    Packet(const Packet&) = delete;
    Packet& operator=(const Packet&) = delete;

    nt::Executive& executive() const { return executive_; }
    // Who hears of the end of a trip; nullptr for a packet of a target's cache.
    Request* request() const { return request_; }

    IRP* irp() const { return irp_; }
    bool owns_irp() const { return owns_irp_; }
    // An IRP of somebody else: a received request's, or one the driver brought.
    void borrow_irp(IRP& irp);
    void release_borrowed_irp();
    // Frees an IRP of our own. Precondition: no format is active.
    void drop_irp();
    // Takes over an IRP of the machine's cache. Precondition: no IRP yet.
    void adopt_irp(IRP& irp);
    // An IRP of our own with at least `stack_size` locations. One that a request has already keeps
    // its status and flags until the request is reused (fact 71); a cached packet's is fresh. False
    // when out of memory. Precondition: no borrowed IRP.
    bool ensure_irp(CCHAR stack_size);

    // The machine stopped: whatever is in flight stays where it is, and what the format holds is
    // freed by its owner.
    void abandon();

    // Sent or pended. While it is, nobody but the target and the drivers below touch format and
    // IRP.
    bool in_flight() const { return in_flight_.load(std::memory_order_acquire); }
    // False when it is in flight already.
    bool try_begin_trip() { return !in_flight_.exchange(true, std::memory_order_acq_rel); }
    void end_trip() { in_flight_.store(false, std::memory_order_release); }

    // Fact 76: a cancel is remembered until the request is reused.
    bool cancelled() const { return cancelled_.load(std::memory_order_seq_cst); }
    void forget_cancel() { cancelled_.store(false, std::memory_order_relaxed); }
    void remember_cancel() { cancelled_.store(true, std::memory_order_seq_cst); }

    // The next location is filled in for one send.
    bool formatted = false;
    Format format;

    // --- One trip. Guarded by the target's lock: link, place. The rest is written before the
    // packet is listed, and then belongs to whoever ends the trip.
    base::Link target_link;
    TripPlace place = TripPlace::sent;
    IoTarget* target = nullptr;
    std::atomic<std::uint32_t> holds{0};
    std::atomic<bool> timed_out{false};
    bool timed = false; // the timer has a hold

    // The work is the expiry, as a DPC.
    struct Timer : nt::ke::QueuedTimer, exec::Work {
        Packet* packet = nullptr;
    } timer;

    // --- A sender that waits: send_and_wait(). What ends before the call down is back wakes none.
    enum class Wait : std::uint8_t { sending, waiting, ended };
    bool awaited = false;
    const exec::Thread* sender = nullptr;
    std::atomic<Wait> wait{Wait::sending};
    KEVENT ended_event; // from Wait::waiting on

    // In the target's cache.
    Packet* next = nullptr;
    Packet* next_free = nullptr;

private:
    nt::Executive& executive_;
    Request* request_;
    IRP* irp_ = nullptr;
    bool owns_irp_ = false;
    std::atomic<bool> in_flight_{false};
    std::atomic<bool> cancelled_{false};
};

// --- cancel.cpp
// One more hold on a packet's trip; false when there is no trip, or it is about to end.
bool try_hold(Packet& packet);
// Gives up `count` holds on a packet's trip; the last one ends it.
void let_go(Packet& packet, std::uint32_t count = 1);
// WdfRequestCancelSentRequest and every other cancel of a trip: remembered, and true when a cancel
// routine existed and ran (facts 75, 76). Precondition: something keeps the packet alive.
bool cancel_trip(Packet& packet);

// --- timer.cpp
// Precondition: the timer has a hold.
void arm_timer(Packet& packet, base::Ticks deadline);
// True when the timer will not expire any more: then its hold is the caller's to give up.
// Precondition: armed in this trip.
bool disarm_timer(Packet& packet);

// --- complete.cpp: the drivers below are done with the IRP, or never saw it.
void irp_is_back(Packet& packet);
void end_unsent(Packet& packet, NTSTATUS status);

} // namespace openwdf::wdf
