// Up: the IRP of a trip is back.
#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

void irp_is_back(Packet& packet)
{
    let_go(packet, packet.timed && disarm_timer(packet) ? 2 : 1);
}

void end_unsent(Packet& packet, NTSTATUS status)
{
    packet.irp()->IoStatus.Status = status;
    packet.irp()->IoStatus.Information = 0;
    irp_is_back(packet);
}

namespace {

// The last touch of the packet, unless its sender waits already.
void wake_sender(Packet& packet)
{
    const bool inside_send = packet.sender == exec::current_thread() &&
                             packet.wait.load(std::memory_order_relaxed) == Packet::Wait::sending;
    if (inside_send) // of this thread: nobody else looks
        packet.wait.store(Packet::Wait::ended, std::memory_order_relaxed);
    else if (packet.wait.exchange(Packet::Wait::ended, std::memory_order_acq_rel) ==
             Packet::Wait::waiting)
        (void)packet.executive().dispatcher.set_event(packet.ended_event);
}

} // namespace

// The packet is off its list from here on; its trip is counted until its end was told.
void IoTarget::unlist(Packet& packet, bool told)
{
    std::lock_guard guard(lock_);
    if (packet.target_link.listed())
        packet.target_link.unlink();
    if (told)
        trip_over_locked(packet.place);
}

// The completion routine may send, complete or delete the request. Who waits for the target waits
// for the routine, too.
void IoTarget::tell_driver(Packet& packet, Request& request)
{
    const TripPlace place = packet.place;
    unlist(packet, false);
    packet.end_trip();
    request.call_completion_routine(*this);
    std::lock_guard guard(lock_);
    trip_over_locked(place);
}

void IoTarget::trip_ended(Packet& packet)
{
    IRP& irp = *packet.irp();
    // Facts 37, 65: only what came back cancelled timed out.
    if (packet.timed_out.load(std::memory_order_acquire) && irp.IoStatus.Status == STATUS_CANCELLED)
        irp.IoStatus.Status = STATUS_IO_TIMEOUT;
    packet.format.copy_back();
    Request* request = packet.request();
    const bool awaited = packet.awaited;
    if (request != nullptr && request->has_completion_routine()) {
        tell_driver(packet, *request);
    } else {
        unlist(packet, true);
        // A sender that waits for nothing but this ends the trip itself.
        if (!awaited)
            packet.end_trip();
    }
    // An awaited packet is its sender's from here on.
    if (awaited)
        wake_sender(packet);
    if (request != nullptr)
        request->dereference();
}

} // namespace openwdf::wdf
