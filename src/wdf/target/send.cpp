// Sending: a formatted packet goes down the target's stack; a synchronous sender waits for it.
#include "gate/stop.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/stack.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

NTSTATUS IoTarget::prepare(Packet& packet)
{
    packet.format.release();
    if (stack_size() == 0)
        return STATUS_INVALID_DEVICE_STATE;
    if (packet.irp() == nullptr || packet.owns_irp())
        return packet.ensure_irp(stack_size()) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
    // A received IRP needs one location for every device of the target's stack.
    if (packet.irp()->CurrentLocation <= stack_size())
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

// The one place that decides by target state whether a request may go (section 2, fact 23).
NTSTATUS IoTarget::admit(Packet& packet, bool ignore_state)
{
    std::lock_guard guard(lock_);
    const bool draining = io_state_ == WdfIoTargetClosed && !sent_.empty();
    if (io_state_ != WdfIoTargetStarted && !(ignore_state && draining))
        return STATUS_INVALID_DEVICE_STATE;
    packet.target = this;
    packet.holds.store(1, std::memory_order_relaxed);
    sent_.push_back(packet);
    return STATUS_SUCCESS;
}

namespace {

NTSTATUS on_irp_completed(DEVICE_OBJECT*, IRP*, void* context)
{
    let_go(*static_cast<Packet*>(context));
    // The IRP stays ours, or its request's owner's, whatever its status.
    return STATUS_MORE_PROCESSING_REQUIRED;
}

void fill_file_object(const IoTarget& target, IRP& irp, bool received)
{
    // Fact 53.
    auto& next = nt::io::next_location(irp);
    next.FileObject = target.file();
    next.Flags = 0;
    if (received) {
        const auto& current = nt::io::current_location(irp);
        next.Flags = current.Flags;
        if (!target.is_remote())
            next.FileObject = current.FileObject;
    }
}

// Fact 22: negative relative, positive absolute since 1601, zero none.
exec::Ticks deadline_of(exec::Scheduler& scheduler, LONGLONG timeout)
{
    if (timeout == 0)
        return base::k_never;
    const exec::Ticks now = scheduler.interrupt_time();
    if (timeout < 0)
        return timeout < now - base::k_never ? base::k_never : now - timeout;
    return now + (timeout - scheduler.system_time());
}

} // namespace

NTSTATUS IoTarget::send_and_wait(Packet& packet, bool ignore_state, LONGLONG timeout)
{
    IRP& irp = *packet.irp();
    NTSTATUS status = admit(packet, ignore_state);
    if (!NT_SUCCESS(status))
        return status;
    packet.timed_out = false;
    packet.ended = false;
    packet.sending = true;
    packet.sender = exec::current_thread();
    nt::ke::initialize_event(packet.ended_event, NotificationEvent, false);
    fill_file_object(*this, irp, !packet.owns_irp());
    nt::io::set_runtime_completion(irp, on_irp_completed, &packet);
    (void)nt::io::call_driver(*target_device_, irp);
    packet.sending = false;
    if (!packet.ended) {
        auto& dispatcher = driver().executive().dispatcher;
        // Fact 36: the timeout is the wait's own, so it starts here; what completed in the call
        // never looks at a clock.
        const exec::Ticks deadline = deadline_of(driver().border().scheduler(), timeout);
        // On expiry the IRP is cancelled, and then waited for without limit.
        if (dispatcher.wait_until(&packet.ended_event, deadline) == STATUS_TIMEOUT) {
            packet.timed_out = true;
            cancel_packet(packet);
            (void)dispatcher.wait_until(&packet.ended_event, base::k_never);
        }
    }
    status = irp.IoStatus.Status;
    if (packet.timed_out && status == STATUS_CANCELLED)
        status = irp.IoStatus.Status = STATUS_IO_TIMEOUT; // fact 37
    return status;
}

} // namespace openwdf::wdf
