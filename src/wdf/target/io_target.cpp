#include "wdf/target/io_target.hpp"

#include "wdf/object/attributes.hpp"

#include <mutex>

namespace openwdf::wdf {

IoTarget::IoTarget(Driver* driver, Kind kind, Device& device)
    : Object(kind, driver), device_(device)
{
}

IoTarget::~IoTarget()
{
    while (packets_ != nullptr)
        delete std::exchange(packets_, packets_->next);
}

IoTarget* IoTarget::create_local(Device& device, DEVICE_OBJECT& below)
{
    auto* target = create_object<IoTarget>(&device.driver(), nullptr, Kind::io_target, device);
    if (target == nullptr)
        return nullptr;
    target->target_device_ = &below;
    target->open_state_ = OpenState::open;
    auto made = published(target, device);
    return made.ok() ? made.value() : nullptr;
}

NTSTATUS IoTarget::create_remote(gate::ThreadContext& context, Device& device,
                                 const WDF_OBJECT_ATTRIBUTES* attributes, WDFIOTARGET* handle)
{
    Object& parent = parent_from(context, attributes, device);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    // Section 5: the parent chain has to lead to the device.
    for (Object* above = &parent; above != &device; above = above->parent()) {
        if (above == nullptr)
            return STATUS_INVALID_DEVICE_REQUEST;
    }
    auto target = published(
        create_object<IoTarget>(&device.driver(), attributes, Kind::remote_io_target, device),
        parent);
    if (target.ok())
        *handle = static_cast<WDFIOTARGET>(target.value()->handle());
    return target.status();
}

TargetIoType IoTarget::io_type() const
{
    return target_device_ == nullptr ? TargetIoType::undefined : io_type_of(*target_device_);
}

Packet* IoTarget::take_packet()
{
    {
        std::lock_guard guard(lock_);
        if (free_packets_ != nullptr) {
            Packet* packet = free_packets_;
            free_packets_ = packet->next_free;
            packet->forget_cancel();
            return packet;
        }
    }
    auto* made = new (std::nothrow) Packet(driver().executive(), nullptr);
    if (made != nullptr) {
        std::lock_guard guard(lock_);
        made->next = packets_;
        packets_ = made;
    }
    return made;
}

void IoTarget::give_packet(Packet& packet)
{
    std::lock_guard guard(lock_);
    packet.next_free = free_packets_;
    free_packets_ = &packet;
}

IoTarget& remote_target(gate::ThreadContext& context, WDFIOTARGET handle)
{
    IoTarget& target = object<IoTarget>(context, handle);
    if (!target.is_remote())
        invalid_handle(context, handle, Kind::remote_io_target);
    return target;
}

void IoTarget::dispose()
{
    close(WdfIoTargetDeleted);
}

void IoTarget::abandon()
{
    for (TripList* trips : {&sent_, &ignored_, &pended_}) {
        while (trips->pop_front() != nullptr) {
        }
    }
    for (Packet* packet = packets_; packet != nullptr; packet = packet->next)
        packet->abandon();
}

} // namespace openwdf::wdf
