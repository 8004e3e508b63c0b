// Up: the IRP of a trip is back.
#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

void irp_is_back(Packet& packet)
{
    let_go(packet, disarm_timer(packet) ? 2 : 1);
}

void end_unsent(Packet& packet, NTSTATUS status)
{
    packet.irp()->IoStatus.Status = status;
    packet.irp()->IoStatus.Information = 0;
    irp_is_back(packet);
}

namespace {

// The last touch of the packet. Inside its own call down the sender needs no event: it looks at
// `ended` when it comes back. Later it may be this very thread too, in a DPC on the way into its
// wait.
void wake_sender(Packet& packet)
{
    if (packet.sender == exec::current_thread() && packet.sending)
        packet.ended = true;
    else
        (void)packet.executive().dispatcher.set_event(packet.ended_event);
}

} // namespace

void IoTarget::trip_ended(Packet& packet)
{
    IRP& irp = *packet.irp();
    // Facts 37, 65: only what came back cancelled timed out.
    if (packet.timed_out.load(std::memory_order_acquire) && irp.IoStatus.Status == STATUS_CANCELLED)
        irp.IoStatus.Status = STATUS_IO_TIMEOUT;
    Request* request = packet.request();
    const bool tells = request != nullptr && request->has_completion_routine();
    const bool awaited = packet.awaited;
    const TripPlace place = packet.place;
    packet.format.copy_back();
    {
        std::lock_guard guard(lock_);
        if (packet.target_link.listed())
            packet.target_link.unlink();
        if (!tells)
            trip_over_locked(place);
    }
    // A sender that waits for nothing but this ends the trip itself.
    if (tells || !awaited)
        packet.end_trip();
    // From here on the completion routine may send, complete or delete the request, and the sender
    // may take the packet back. Who waits for the target waits for the routine, too.
    if (tells) {
        request->call_completion_routine(*this);
        std::lock_guard guard(lock_);
        trip_over_locked(place);
    }
    if (awaited)
        wake_sender(packet);
    if (request != nullptr)
        request->dereference();
}

} // namespace openwdf::wdf
