// What a target's device stack is asked with PnP requests (facts 83, 90).
#include "nt/pnp/request.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

DEVICE_OBJECT* IoTarget::physical_device() const
{
    return is_remote() ? physical_device_ : device_.pdo();
}

// nullptr when nothing is open.
DEVICE_OBJECT* IoTarget::reference_target_device()
{
    std::lock_guard guard(lock_);
    DEVICE_OBJECT* device = target_device();
    if (device != nullptr)
        nt::ob::reference(device);
    return device;
}

// Fact 83: a stack that does not say is no error, unless it had no memory to do so.
NTSTATUS IoTarget::ask_physical_device()
{
    NTSTATUS status = STATUS_SUCCESS;
    physical_device_ = nt::pnp::physical_device(driver().executive(), *target_device(), status);
    return status == STATUS_INSUFFICIENT_RESOURCES ? status : STATUS_SUCCESS;
}

NTSTATUS IoTarget::query_interface(const GUID& type, INTERFACE& interface, USHORT size,
                                   USHORT version, void* specific_data)
{
    DEVICE_OBJECT* device = reference_target_device();
    if (device == nullptr)
        return STATUS_INVALID_DEVICE_STATE; // fact 90: undefined on Windows
    const NTSTATUS status = nt::pnp::query_interface(driver().executive(), *device, type, interface,
                                                     size, version, specific_data);
    nt::ob::dereference(device);
    return status;
}

} // namespace openwdf::wdf
