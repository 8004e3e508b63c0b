// Completion and cancel of sent packets.
#include "nt/io/cancel.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>
#include <utility>

namespace openwdf::wdf {

bool try_hold(Packet& packet)
{
    std::uint32_t holds = packet.holds.load(std::memory_order_relaxed);
    while (holds != 0) {
        if (packet.holds.compare_exchange_weak(holds, holds + 1, std::memory_order_acq_rel))
            return true;
    }
    return false;
}

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
        drained = sent_.empty() && std::exchange(drain_awaited_, false);
    }
    packet.format.copy_back();
    auto& dispatcher = driver().executive().dispatcher;
    if (drained)
        (void)dispatcher.set_event(drained_);
    // From here on the sender may take the packet back; the event is the last touch. Inside its own
    // call down the sender needs none: it looks at `ended` when it comes back. Later it may be this
    // very thread too, in a DPC on the way into its wait.
    if (packet.sender == exec::current_thread() && packet.sending)
        packet.ended = true;
    else
        (void)dispatcher.set_event(packet.ended_event);
}

void IoTarget::cancel_packet(Packet& packet)
{
    {
        std::lock_guard guard(lock_);
        if (!packet.target_link.listed() || packet.target != this)
            return;
        if (!try_hold(packet))
            return;
    }
    (void)nt::io::cancel_irp(*packet.irp());
    let_go(packet);
}

} // namespace openwdf::wdf
