#include "backend/disk_property.hpp"

#include "backend/control.hpp"

#include <ntddstor.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace openwdf::backend {

namespace {

using Descriptor = std::vector<std::byte>;

template <class Fixed> Descriptor descriptor_of(Fixed fixed)
{
    fixed.Version = fixed.Size = sizeof fixed;
    Descriptor descriptor(sizeof fixed);
    std::memcpy(descriptor.data(), &fixed, sizeof fixed);
    return descriptor;
}

// Strings follow the fixed part, which says where each begins.
ULONG append_text(Descriptor& descriptor, std::string_view text)
{
    const auto at = static_cast<ULONG>(descriptor.size());
    for (const char c : text)
        descriptor.push_back(static_cast<std::byte>(c));
    descriptor.push_back(std::byte{0});
    return at;
}

Descriptor device(const Disk& disk)
{
    STORAGE_DEVICE_DESCRIPTOR fixed{};
    fixed.Version = sizeof fixed;
    fixed.BusType = BusTypeVirtual;
    Descriptor descriptor(sizeof fixed);
    fixed.VendorIdOffset = append_text(descriptor, "OpenWDF");
    fixed.ProductIdOffset = append_text(descriptor, disk.product);
    fixed.Size = static_cast<ULONG>(descriptor.size());
    std::memcpy(descriptor.data(), &fixed, sizeof fixed);
    return descriptor;
}

Descriptor adapter(const Disk&)
{
    constexpr ULONG k_transfer_bytes_max = 0x7FFFF000; // what Linux moves in one call
    constexpr ULONG k_page_bytes = 4096;
    STORAGE_ADAPTER_DESCRIPTOR fixed{};
    fixed.MaximumTransferLength = k_transfer_bytes_max;
    fixed.MaximumPhysicalPages = k_transfer_bytes_max / k_page_bytes + 1;
    fixed.CommandQueueing = TRUE;
    fixed.BusType = BusTypeVirtual;
    return descriptor_of(fixed);
}

Descriptor alignment(const Disk& disk)
{
    STORAGE_ACCESS_ALIGNMENT_DESCRIPTOR fixed{};
    fixed.BytesPerLogicalSector = disk.shown_sector_bytes();
    fixed.BytesPerPhysicalSector = disk.shown_sector_bytes();
    return descriptor_of(fixed);
}

Descriptor seek_penalty(const Disk&)
{
    return descriptor_of(DEVICE_SEEK_PENALTY_DESCRIPTOR{});
}

Descriptor trim(const Disk&)
{
    return descriptor_of(DEVICE_TRIM_DESCRIPTOR{});
}

struct PropertyRow {
    STORAGE_PROPERTY_ID id;
    Descriptor (*make)(const Disk& disk);
};

constexpr PropertyRow k_properties[] = {
    {StorageDeviceProperty, device},
    {StorageAdapterProperty, adapter},
    {StorageAccessAlignmentProperty, alignment},
    {StorageDeviceSeekPenaltyProperty, seek_penalty},
    {StorageDeviceTrimProperty, trim},
};

} // namespace

NTSTATUS query_property(const Disk& disk, IRP& irp, const nt::io::ControlRequest& control)
{
    STORAGE_PROPERTY_QUERY query{};
    if (!take_input(control, query))
        return nt::io::provider_complete(irp, STATUS_INVALID_PARAMETER, 0);
    const auto row = std::ranges::find(k_properties, query.PropertyId, &PropertyRow::id);
    const bool is_known = row != std::end(k_properties);
    if (!is_known || query.QueryType > PropertyExistsQuery)
        return nt::io::provider_complete(irp, STATUS_NOT_SUPPORTED, 0);
    if (query.QueryType == PropertyExistsQuery || control.output_length == 0)
        return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
    if (control.output_length < sizeof(STORAGE_DESCRIPTOR_HEADER))
        return nt::io::provider_complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    const Descriptor descriptor = row->make(disk);
    const std::size_t bytes = std::min<std::size_t>(control.output_length, descriptor.size());
    return answer_bytes(irp, descriptor.data(), bytes, STATUS_BUFFER_TOO_SMALL);
}

} // namespace openwdf::backend
