// The one place that decides by target state whether a request may go (section 2, fact 23).
#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

namespace {

enum class Admission : std::uint8_t { refuse, send, pend, send_while_draining };

struct AdmissionRow {
    Admission plain;
    Admission ignoring_state;
};

// By WDF_IO_TARGET_STATE.
constexpr AdmissionRow k_admission[] = {
    {Admission::refuse, Admission::refuse},              // undefined
    {Admission::send, Admission::send},                  // Started
    {Admission::pend, Admission::send},                  // Stopped
    {Admission::refuse, Admission::send_while_draining}, // ClosedForQueryRemove
    {Admission::refuse, Admission::send_while_draining}, // Closed
    {Admission::refuse, Admission::send_while_draining}, // Deleted
    {Admission::refuse, Admission::send},                // Purged
};

} // namespace

void IoTarget::list_sent_locked(Packet& packet, TripPlace place)
{
    packet.place = place;
    (place == TripPlace::ignored ? ignored_ : sent_).push_back(packet);
    ++trip_count(place);
}

// What is pended and cancelled at once is the caller's to end.
IoTarget::Admitted IoTarget::admit(Packet& packet, const SendWish& wish)
{
    std::lock_guard guard(lock_);
    const AdmissionRow& row = k_admission[io_state_];
    const Admission admission = wish.ignore_state ? row.ignoring_state : row.plain;
    if (admission == Admission::refuse ||
        (admission == Admission::send_while_draining && !draining_) || target_device() == nullptr)
        return {STATUS_INVALID_DEVICE_STATE};
    if (packet.cancelled())
        return {STATUS_CANCELLED}; // fact 76
    packet.target = this;
    packet.timed = wish.deadline != base::k_never;
    packet.timed_out.store(false, std::memory_order_relaxed);
    Admitted admitted{STATUS_SUCCESS};
    if (admission == Admission::pend) {
        admitted.place = packet.place = TripPlace::pended;
        if (!pend_locked(packet))
            return {STATUS_CANCELLED};
        ++trip_count(TripPlace::pended);
    } else {
        admitted.place = wish.ignore_state ? TripPlace::ignored : TripPlace::sent;
        list_sent_locked(packet, admitted.place);
    }
    packet.formatted = false;
    if (packet.request() != nullptr)
        packet.request()->reference();
    packet.holds.store(packet.timed ? 2 : 1, std::memory_order_seq_cst);
    // A cancel that came before the holds were there did not find the trip.
    admitted.cancelled =
        admission == Admission::pend && packet.cancelled() && take_back_locked(packet);
    // Fact 64: listed, and not yet handed down.
    if (packet.timed)
        arm_timer(packet, wish.deadline);
    return admitted;
}

} // namespace openwdf::wdf
