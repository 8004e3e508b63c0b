// Cancel of sent and pended packets.
#include "nt/io/cancel.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

bool try_hold(Packet& packet)
{
    std::uint32_t holds = packet.holds.load(std::memory_order_seq_cst);
    while (holds != 0) {
        if (packet.holds.compare_exchange_weak(holds, holds + 1, std::memory_order_acq_rel))
            return true;
    }
    return false;
}

void let_go(Packet& packet, std::uint32_t count)
{
    if (packet.holds.fetch_sub(count, std::memory_order_acq_rel) == count)
        packet.target->trip_ended(packet);
}

bool cancel_trip(Packet& packet)
{
    packet.remember_cancel();
    if (!try_hold(packet))
        return false;
    const bool had_routine = nt::io::cancel_irp(*packet.irp());
    let_go(packet);
    return had_routine;
}

Packet* IoTarget::hold_uncancelled_locked(TripList& trips)
{
    for (Packet* packet = trips.front(); packet != nullptr; packet = trips.after(*packet)) {
        if (!packet->cancelled() && try_hold(*packet))
            return packet;
    }
    return nullptr;
}

void IoTarget::cancel_all(TripList& trips)
{
    for (;;) {
        Packet* packet = nullptr;
        {
            std::lock_guard guard(lock_);
            packet = hold_uncancelled_locked(trips);
        }
        if (packet == nullptr)
            return;
        (void)cancel_trip(*packet);
        let_go(*packet);
    }
}

} // namespace openwdf::wdf
