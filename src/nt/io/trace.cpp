#include "nt/io/trace.hpp"

#include "gate/point.hpp"
#include "nt/io/device.hpp"
#include "nt/io/stack.hpp"

#include <iterator>

namespace openwdf::nt::io {

namespace {

constexpr const char* k_major_names[] = {
    "IRP_MJ_CREATE",
    "IRP_MJ_CREATE_NAMED_PIPE",
    "IRP_MJ_CLOSE",
    "IRP_MJ_READ",
    "IRP_MJ_WRITE",
    "IRP_MJ_QUERY_INFORMATION",
    "IRP_MJ_SET_INFORMATION",
    "IRP_MJ_QUERY_EA",
    "IRP_MJ_SET_EA",
    "IRP_MJ_FLUSH_BUFFERS",
    "IRP_MJ_QUERY_VOLUME_INFORMATION",
    "IRP_MJ_SET_VOLUME_INFORMATION",
    "IRP_MJ_DIRECTORY_CONTROL",
    "IRP_MJ_FILE_SYSTEM_CONTROL",
    "IRP_MJ_DEVICE_CONTROL",
    "IRP_MJ_INTERNAL_DEVICE_CONTROL",
    "IRP_MJ_SHUTDOWN",
    "IRP_MJ_LOCK_CONTROL",
    "IRP_MJ_CLEANUP",
    "IRP_MJ_CREATE_MAILSLOT",
    "IRP_MJ_QUERY_SECURITY",
    "IRP_MJ_SET_SECURITY",
    "IRP_MJ_POWER",
    "IRP_MJ_SYSTEM_CONTROL",
    "IRP_MJ_DEVICE_CHANGE",
    "IRP_MJ_QUERY_QUOTA",
    "IRP_MJ_SET_QUOTA",
    "IRP_MJ_PNP",
};
static_assert(std::size(k_major_names) == IRP_MJ_MAXIMUM_FUNCTION + 1);

gate::Event irp_event(const gate::ThreadContext& context, gate::EventKind kind, IRP& irp)
{
    gate::Event event{};
    event.kind = kind;
    event.name = major_name(current_location(irp).MajorFunction);
    event.driver = context.driver == nullptr ? "" : context.driver->name.c_str();
    event.thread = context.id;
    event.irql = context.irql;
    event.time = context.border->scheduler().interrupt_time();
    event.irp = &irp;
    event.location = static_cast<std::uint8_t>(irp.CurrentLocation);
    event.location_count = static_cast<std::uint8_t>(irp.StackCount);
    return event;
}

void notify(gate::ThreadContext& context, IRP& irp, gate::Event& event)
{
    DEVICE_OBJECT* device = current_location(irp).DeviceObject;
    const std::string name = device == nullptr ? std::string() : describe(*device);
    event.device = name.c_str();
    context.border->notify(event);
}

} // namespace

const char* major_name(UCHAR major)
{
    return major < std::size(k_major_names) ? k_major_names[major] : "IRP_MJ_?";
}

void watch_sent(gate::ThreadContext& context, IRP& irp)
{
    if (context.border->observed()) {
        gate::Event event = irp_event(context, gate::EventKind::irp_sent, irp);
        notify(context, irp, event);
    }
    gate::scheduling_point(context, exec::Point::send,
                           major_name(current_location(irp).MajorFunction));
}

void observe_completed(gate::ThreadContext& context, IRP& irp)
{
    gate::Event event = irp_event(context, gate::EventKind::irp_completed, irp);
    event.has_status = true;
    event.status = irp.IoStatus.Status;
    // An answer to a PnP request is an address, which must not reach a trace.
    event.information =
        current_location(irp).MajorFunction == IRP_MJ_PNP ? 0 : irp.IoStatus.Information;
    notify(context, irp, event);
}

} // namespace openwdf::nt::io
