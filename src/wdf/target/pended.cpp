// Requests parked in a stopped target. Like a request that waits in a queue, a pended one stays
// cancelable, and whoever takes its cancel routine out ends it or sends it: Start, Purge, Close, or
// IoCancelIrp (N55, facts 66, 67, 78).
#include "nt/io/cancel.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

namespace {

// The framework's word of an IRP that is pended: nobody below has it.
void*& pended_packet(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

bool claim(Packet& packet)
{
    return nt::io::set_cancel_routine(*packet.irp(), nullptr) != nullptr;
}

} // namespace

// Called with the cancel lock held (N52, N53).
void IoTarget::on_pended_cancelled(DEVICE_OBJECT*, IRP* irp)
{
    auto& packet = *static_cast<Packet*>(pended_packet(*irp));
    IoTarget& target = *packet.target;
    nt::io::release_cancel_lock(irp->CancelIrql);
    {
        std::lock_guard guard(target.lock_);
        if (packet.target_link.listed())
            packet.target_link.unlink();
    }
    end_unsent(packet, STATUS_CANCELLED);
}

// False when the IRP was cancelled on the way in: then it was never pended.
bool IoTarget::pend_locked(Packet& packet)
{
    IRP& irp = *packet.irp();
    pended_packet(irp) = &packet;
    pended_.push_back(packet);
    nt::io::set_runtime_cancel_routine(irp, on_pended_cancelled);
    // N56: set and claimed back means nobody else will cancel it.
    return !nt::io::is_cancelled(irp) || !take_back_locked(packet);
}

bool IoTarget::take_back_locked(Packet& packet)
{
    if (!claim(packet))
        return false;
    packet.target_link.unlink();
    return true;
}

Packet* IoTarget::take_pended_locked()
{
    while (Packet* packet = pended_.pop_front()) {
        if (claim(*packet))
            return packet;
        // Its cancel routine finds it unlisted and ends it.
    }
    return nullptr;
}

Packet* IoTarget::take_pended_to_send()
{
    std::lock_guard guard(lock_);
    Packet* packet = io_state_ == WdfIoTargetStarted ? take_pended_locked() : nullptr;
    if (packet == nullptr)
        return nullptr;
    list_sent_locked(*packet, TripPlace::sent);
    trip_over_locked(TripPlace::pended);
    return packet;
}

// In order of arrival (fact 67). The timer does not go along (fact 66).
void IoTarget::resend_pended()
{
    while (Packet* packet = take_pended_to_send()) {
        if (packet->timed && disarm_timer(*packet)) {
            driver().border().report("timeout-lost",
                                     "a request with a timeout was parked in a stopped target; "
                                     "Start sends it without one (fact 66)");
            packet->timed = false;
            let_go(*packet);
        }
        hand_down(*packet);
    }
}

void IoTarget::fail_pended()
{
    for (;;) {
        Packet* packet = nullptr;
        {
            std::lock_guard guard(lock_);
            packet = take_pended_locked();
        }
        if (packet == nullptr)
            return;
        end_unsent(*packet, STATUS_WDF_DEVICE_REMOVED_NOT_SENT); // fact 10
    }
}

} // namespace openwdf::wdf
