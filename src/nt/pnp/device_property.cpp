#include "nt/pnp/device_property.hpp"

#include "nt/executive.hpp"
#include "nt/io/device.hpp"

#include <cstring>
#include <string_view>

namespace openwdf::nt::pnp {

namespace {

// Physical devices are those of the runtime: the root bus and the backends.
bool is_physical(DEVICE_OBJECT& device)
{
    Executive& executive = io::record_of(device).header.executive;
    return device.DriverObject == &executive.runtime_driver().object;
}

NTSTATUS copy(const void* value, std::size_t bytes, ULONG length, void* buffer, ULONG& needed)
{
    needed = static_cast<ULONG>(bytes);
    if (length < bytes)
        return STATUS_BUFFER_TOO_SMALL;
    if (bytes != 0)
        std::memcpy(buffer, value, bytes);
    return STATUS_SUCCESS;
}

// With its terminating zero. An empty string is no value at all.
NTSTATUS copy_text(const std::u16string& text, ULONG length, void* buffer, ULONG& needed)
{
    const std::size_t characters = text.empty() ? 0 : text.size() + 1;
    return copy(text.c_str(), characters * sizeof(char16_t), length, buffer, needed);
}

} // namespace

NTSTATUS device_property(DEVICE_OBJECT& pdo, DEVICE_REGISTRY_PROPERTY property, ULONG length,
                         void* buffer, ULONG& needed)
{
    needed = 0;
    if (!is_physical(pdo))
        return STATUS_INVALID_DEVICE_REQUEST;
    constexpr ULONG k_installed = 0; // InstallStateInstalled
    switch (property) {
    case DevicePropertyPhysicalDeviceObjectName:
        return copy_text(io::record_of(pdo).header.name, length, buffer, needed);
    case DevicePropertyEnumeratorName: return copy_text(u"ROOT", length, buffer, needed);
    case DevicePropertyInstallState:
        return copy(&k_installed, sizeof k_installed, length, buffer, needed);
    default:
        return property >= DevicePropertyDeviceDescription && property <= DevicePropertyContainerID
                   ? STATUS_OBJECT_NAME_NOT_FOUND
                   : STATUS_INVALID_PARAMETER_2;
    }
}

} // namespace openwdf::nt::pnp
