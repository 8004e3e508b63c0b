#include "nt/io/forward.hpp"

#include "nt/executive.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/stack.hpp"

namespace openwdf::nt::io {

namespace {

NTSTATUS signal_event(DEVICE_OBJECT*, IRP* irp, void* context)
{
    // A sender that saw the IRP complete inside its call does not wait.
    if (irp->PendingReturned)
        (void)current_executive().dispatcher.set_event(*static_cast<KEVENT*>(context));
    return STATUS_MORE_PROCESSING_REQUIRED;
}

} // namespace

NTSTATUS forward_and_wait(DEVICE_OBJECT& below, IRP& irp)
{
    KEVENT back;
    ke::initialize_event(back, NotificationEvent, false);
    copy_current_to_next(irp);
    set_runtime_completion(irp, signal_event, &back);
    if (call_driver(below, irp) == STATUS_PENDING)
        (void)current_executive().dispatcher.wait_until(&back, base::k_never);
    return irp.IoStatus.Status;
}

} // namespace openwdf::nt::io
