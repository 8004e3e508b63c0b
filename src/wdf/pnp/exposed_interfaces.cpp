#include "wdf/pnp/exposed_interfaces.hpp"

#include "nt/io/forward.hpp"
#include "nt/io/stack.hpp"
#include "wdf/device/device.hpp"
#include "wdf/device/dispatch.hpp"
#include "wdf/struct_size.hpp"

#include <cstring>
#include <mutex>

namespace openwdf::wdf {

namespace {

NTSTATUS check(const Device& device, const WDF_QUERY_INTERFACE_CONFIG& config)
{
    if (device.is_control())
        return STATUS_INVALID_DEVICE_REQUEST;
    if (!known_size<WDF_QUERY_INTERFACE_CONFIG>(config.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    const bool provided = config.Interface != nullptr || config.ImportInterface != FALSE;
    const bool seen = config.EvtDeviceProcessQueryInterfaceRequest != nullptr;
    if (config.SendQueryToParentStack != FALSE || !provided ||
        (config.ImportInterface != FALSE && !seen))
        return STATUS_INVALID_PARAMETER;
    return config.Interface != nullptr && config.Interface->Size < sizeof(INTERFACE)
               ? STATUS_INVALID_PARAMETER
               : STATUS_SUCCESS;
}

} // namespace

NTSTATUS ExposedInterfaces::add(const Device& device, const WDF_QUERY_INTERFACE_CONFIG& config)
{
    const NTSTATUS status = check(device, config);
    if (!NT_SUCCESS(status))
        return status;
    Offer offer;
    offer.type = *config.InterfaceType;
    offer.imports = config.ImportInterface != FALSE;
    offer.process = config.EvtDeviceProcessQueryInterfaceRequest;
    if (config.Interface != nullptr) {
        offer.size = config.Interface->Size;
        offer.version = config.Interface->Version;
        const auto* bytes = reinterpret_cast<const std::byte*>(config.Interface);
        offer.interface.assign(bytes, bytes + offer.size);
    }
    std::lock_guard guard(lock_);
    offers_.push_back(std::move(offer));
    return STATUS_SUCCESS;
}

NTSTATUS ExposedInterfaces::fill_in(const IO_STACK_LOCATION& location, Process& process)
{
    const auto& asked = location.Parameters.QueryInterface;
    std::lock_guard guard(lock_);
    for (const Offer& offer : offers_) {
        if (std::memcmp(&offer.type, asked.InterfaceType, sizeof(GUID)) != 0)
            continue;
        if (asked.Size < offer.size || asked.Version < offer.version)
            return STATUS_INVALID_BUFFER_SIZE;
        if (!offer.imports)
            std::memcpy(asked.Interface, offer.interface.data(), offer.size);
        process = offer.process;
        return STATUS_SUCCESS;
    }
    return STATUS_NOT_FOUND;
}

NTSTATUS ExposedInterfaces::answer(Device& device, IRP& irp)
{
    const auto& identity = device.driver().identity();
    const auto asked = nt::io::current_location(irp).Parameters.QueryInterface;
    Process process;
    NTSTATUS status = fill_in(nt::io::current_location(irp), process);
    if (status == STATUS_NOT_FOUND)
        return forward_unseen(*device.attached_to(), irp);
    if (NT_SUCCESS(status) && process)
        status = gate::call_driver<gate::Callback::EvtDeviceProcessQueryInterfaceRequest>(
            identity, process, static_cast<WDFDEVICE>(device.handle()),
            const_cast<LPGUID>(asked.InterfaceType), asked.Interface, asked.InterfaceSpecificData);
    if (!NT_SUCCESS(status) && status != STATUS_NOT_SUPPORTED)
        return complete_irp(irp, status, irp.IoStatus.Information);
    // A driver that fills an imported interface may leave this out.
    if (asked.Interface->InterfaceReference != nullptr)
        gate::call_driver<gate::Callback::InterfaceReference>(
            identity, gate::DriverFn<void(PVOID)>(asked.Interface->InterfaceReference),
            asked.Interface->Context);
    irp.IoStatus.Status = status;
    status = nt::io::forward_and_wait(*device.attached_to(), irp);
    return complete_irp(irp, status, irp.IoStatus.Information);
}

} // namespace openwdf::wdf
