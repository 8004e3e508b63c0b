#include "backend/disk.hpp"

#include <cstring>

namespace openwdf::backend {

NTSTATUS Disk::check(const TransferParameters& transfer, bool is_write) const
{
    if (is_write && read_only)
        return STATUS_MEDIA_WRITE_PROTECTED; // N155
    if (transfer.offset < 0)
        return STATUS_INVALID_PARAMETER;
    const auto offset = static_cast<std::uint64_t>(transfer.offset);
    if (offset % sector_bytes != 0 || transfer.length % sector_bytes != 0)
        return STATUS_INVALID_PARAMETER; // N153
    if (offset > size_bytes || transfer.length > size_bytes - offset)
        return STATUS_INVALID_PARAMETER; // N154
    return STATUS_SUCCESS;
}

NTSTATUS Disk::device_control(IRP& irp) const
{
    const auto& parameters = nt::io::current_location(irp).Parameters.DeviceIoControl;
    if (parameters.IoControlCode != k_ioctl_disk_get_length_info)
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    const auto length = static_cast<LONGLONG>(size_bytes);
    if (parameters.OutputBufferLength < sizeof length)
        return nt::io::provider_complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    std::memcpy(irp.AssociatedIrp.SystemBuffer, &length, sizeof length);
    return nt::io::provider_complete(irp, STATUS_SUCCESS, sizeof length);
}

} // namespace openwdf::backend
