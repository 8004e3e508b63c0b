// The timeout of an asynchronous send (facts 64-66): a timer of the machine's queue. It expires as
// a DPC, because cancelling runs driver code.
#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

namespace {

void time_out(exec::Work& work)
{
    Packet& packet = *static_cast<Packet::Timer&>(work).packet;
    packet.timed_out.store(true, std::memory_order_release);
    (void)cancel_trip(packet);
    let_go(packet);
}

base::Ticks expire(nt::ke::QueuedTimer& timer, exec::Processor& processor, base::Ticks)
{
    processor.queue_dpc(static_cast<Packet::Timer&>(timer));
    return base::k_never;
}

} // namespace

void arm_timer(Packet& packet, base::Ticks deadline)
{
    packet.timer.expire = expire;
    packet.timer.run = time_out;
    (void)packet.executive().timers.set(packet.timer, deadline);
}

bool disarm_timer(Packet& packet)
{
    return packet.executive().timers.cancel(packet.timer);
}

} // namespace openwdf::wdf
