// Completion and cancel of sent packets.
#include "nt/io/cancel.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

void let_go(Packet& packet)
{
    if (packet.holds.fetch_sub(1, std::memory_order_acq_rel) == 1)
        packet.target->packet_ended(packet);
}

void IoTarget::packet_ended(Packet& packet)
{
    bool drained = false;
    {
        std::lock_guard guard(lock_);
        packet.target_link.unlink();
        drained = sent_.empty();
    }
    packet.format.copy_back();
    auto& dispatcher = driver().executive().dispatcher;
    if (drained)
        (void)dispatcher.set_event(drained_);
    // From here on the sender may take the packet back. It looks at `ended` only when this is its
    // own thread; the event is the last touch of another thread.
    if (packet.sender == exec::current_thread())
        packet.ended = true;
    else
        (void)dispatcher.set_event(packet.ended_event);
}

void IoTarget::cancel_packet(Packet& packet)
{
    {
        std::lock_guard guard(lock_);
        // holds == 0: the completion routine has let go, the trip is about to end.
        if (!packet.target_link.listed() || packet.target != this)
            return;
        std::uint32_t holds = packet.holds.load(std::memory_order_relaxed);
        do {
            if (holds == 0)
                return;
        } while (!packet.holds.compare_exchange_weak(holds, holds + 1, std::memory_order_acq_rel));
    }
    (void)nt::io::cancel_irp(*packet.irp());
    let_go(packet);
}

} // namespace openwdf::wdf
