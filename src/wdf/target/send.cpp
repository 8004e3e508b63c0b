// Down: a formatted packet goes to the target's stack; a synchronous sender waits for it.
#include "gate/stop.hpp"
#include "nt/io/cancel.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/irp_note.hpp"
#include "nt/io/stack.hpp"
#include "nt/ke/timeout.hpp"
#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

namespace {

NTSTATUS on_irp_completed(DEVICE_OBJECT*, IRP*, void* context)
{
    irp_is_back(*static_cast<Packet*>(context));
    // The IRP stays ours, or its request's owner's, whatever its status.
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Fact 53.
void fill_file_object(const IoTarget& target, IRP& irp)
{
    auto& next = nt::io::next_location(irp);
    next.FileObject = target.file();
    next.Flags = 0;
    if (nt::io::has_current_location(irp)) {
        const auto& current = nt::io::current_location(irp);
        next.Flags = current.Flags;
        if (!target.is_remote())
            next.FileObject = current.FileObject;
    }
}

} // namespace

bool IoTarget::fits(const Packet& packet) const
{
    // One location for every device of the stack, below the sender's own.
    return packet.irp() != nullptr && packet.irp()->CurrentLocation > stack_size();
}

NTSTATUS IoTarget::accommodate(Packet& packet)
{
    packet.format.release();
    packet.formatted = false;
    if (stack_size() == 0)
        return STATUS_INVALID_DEVICE_STATE;
    if (packet.irp() == nullptr || packet.owns_irp())
        return packet.ensure_irp(stack_size()) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
    return fits(packet) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}

NTSTATUS IoTarget::prepare(Packet& packet)
{
    const NTSTATUS status = accommodate(packet);
    if (NT_SUCCESS(status))
        fill_file_object(*this, *packet.irp());
    return status;
}

base::Ticks deadline_of(nt::Executive& executive, LONGLONG timeout)
{
    if (timeout == 0)
        return base::k_never;
    LARGE_INTEGER value;
    value.QuadPart = timeout;
    return nt::ke::deadline_of(executive.scheduler(), &value);
}

// After the call down the packet may be anywhere.
void IoTarget::hand_down(Packet& packet)
{
    IRP& irp = *packet.irp();
    nt::io::set_runtime_completion(irp, on_irp_completed, &packet);
    // Cancelled before the trip had a hold that the cancel could have taken.
    if (packet.cancelled()) [[unlikely]]
        (void)nt::io::cancel_irp(irp);
    (void)nt::io::call_driver(*target_device(), irp);
}

NTSTATUS IoTarget::submit(Packet& packet, const SendWish& wish)
{
    const Admitted admitted = admit(packet, wish);
    if (!NT_SUCCESS(admitted.status)) {
        packet.irp()->IoStatus.Status = admitted.status;
    } else if (admitted.place != TripPlace::pended) {
        hand_down(packet);
    } else if (admitted.cancelled) {
        end_unsent(packet, STATUS_CANCELLED);
    }
    return admitted.status;
}

NTSTATUS IoTarget::send(Packet& packet, const SendWish& wish)
{
    packet.awaited = false;
    return submit(packet, wish);
}

namespace {

// False when the end was there first.
bool begin_wait(Packet& packet)
{
    if (packet.wait.load(std::memory_order_acquire) == Packet::Wait::ended)
        return false;
    nt::ke::initialize_event(packet.ended_event, NotificationEvent, false);
    return packet.wait.exchange(Packet::Wait::waiting, std::memory_order_acq_rel) !=
           Packet::Wait::ended;
}

} // namespace

NTSTATUS IoTarget::send_and_wait(Packet& packet, bool ignore_state, LONGLONG timeout)
{
    packet.awaited = true;
    packet.sender = exec::current_thread();
    packet.wait.store(Packet::Wait::sending, std::memory_order_relaxed);
    const NTSTATUS status = submit(packet, {ignore_state, base::k_never});
    if (!NT_SUCCESS(status) || !begin_wait(packet))
        return status;
    const nt::io::IrpNote note(*gate::current_context(), *packet.irp());
    auto& dispatcher = packet.executive().dispatcher;
    // Fact 36: the timeout is the wait's own, so it starts here; what completed in the call never
    // looks at a clock.
    const base::Ticks deadline = deadline_of(packet.executive(), timeout);
    // On expiry the IRP is cancelled, and then waited for without limit.
    if (dispatcher.wait_until(&packet.ended_event, deadline) == STATUS_TIMEOUT) {
        packet.timed_out.store(true, std::memory_order_release);
        (void)cancel_trip(packet);
        (void)dispatcher.wait_until(&packet.ended_event, base::k_never);
    }
    return status;
}

} // namespace openwdf::wdf
