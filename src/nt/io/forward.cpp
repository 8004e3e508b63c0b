#include "nt/io/forward.hpp"

#include "nt/executive.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/stack.hpp"

#include <new>

namespace openwdf::nt::io {

namespace {

constexpr std::uint32_t k_event_tag = 0x74764577; // "wEvt"

// In pool memory: when the machine stops, the sender unwinds and the IRP is still on its way.
KEVENT* make_event(Executive& executive)
{
    void* memory = executive.pool.allocate(sizeof(KEVENT), k_event_tag, ex::Fill::zero, nullptr);
    if (memory == nullptr)
        return nullptr;
    auto* event = new (memory) KEVENT;
    ke::initialize_event(*event, NotificationEvent, false);
    return event;
}

NTSTATUS signal_event(DEVICE_OBJECT*, IRP*, void* context)
{
    (void)current_executive().dispatcher.set_event(*static_cast<KEVENT*>(context));
    return STATUS_MORE_PROCESSING_REQUIRED;
}

} // namespace

NTSTATUS forward_and_wait(DEVICE_OBJECT& below, IRP& irp)
{
    Executive& executive = current_executive();
    KEVENT* back = make_event(executive);
    if (back == nullptr)
        return irp.IoStatus.Status = STATUS_INSUFFICIENT_RESOURCES;
    copy_current_to_next(irp);
    set_runtime_completion(irp, signal_event, back);
    if (call_driver(below, irp) == STATUS_PENDING)
        (void)executive.dispatcher.wait_until(back, base::k_never);
    (void)executive.pool.free(back);
    return irp.IoStatus.Status;
}

} // namespace openwdf::nt::io
