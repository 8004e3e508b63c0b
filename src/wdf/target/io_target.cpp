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
    target->reached_.set(&below);
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

Packet* IoTarget::take_packet()
{
    Packet* packet = spare_packet_.exchange(nullptr, std::memory_order_acquire);
    if (packet == nullptr) [[unlikely]]
        packet = take_free_packet();
    if (packet != nullptr)
        packet->forget_cancel();
    return packet;
}

Packet* IoTarget::take_free_packet()
{
    {
        std::lock_guard guard(lock_);
        if (Packet* packet = free_packets_; packet != nullptr) {
            free_packets_ = packet->next_free;
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
    Packet* displaced = spare_packet_.exchange(&packet, std::memory_order_acq_rel);
    if (displaced == nullptr) [[likely]]
        return;
    std::lock_guard guard(lock_);
    displaced->next_free = free_packets_;
    free_packets_ = displaced;
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
