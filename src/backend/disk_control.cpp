// The control codes of disks and storage devices that have a meaning here. A disk of ours has one
// whole-disk partition that nobody formatted, its medium never changes, and its geometry is made up
// as disk drivers have done since disks stopped telling.
#include "backend/control.hpp"
#include "backend/disk.hpp"
#include "backend/disk_property.hpp"

#include <ntdddisk.h>

namespace openwdf::backend {

namespace {

using Control = nt::io::ControlRequest;

DISK_GEOMETRY geometry_of(const Disk& disk)
{
    constexpr std::uint32_t k_tracks = 255;
    constexpr std::uint32_t k_sectors = 63;
    DISK_GEOMETRY geometry{};
    geometry.MediaType = FixedMedia;
    geometry.BytesPerSector = disk.shown_sector_bytes();
    const std::uint64_t sectors = disk.size_bytes / geometry.BytesPerSector;
    // A disk below one cylinder of the usual size gets cylinders of one sector.
    const bool is_small = sectors < k_tracks * k_sectors;
    geometry.TracksPerCylinder = is_small ? 1 : k_tracks;
    geometry.SectorsPerTrack = is_small ? 1 : k_sectors;
    geometry.Cylinders.QuadPart =
        static_cast<LONGLONG>(sectors / (geometry.TracksPerCylinder * geometry.SectorsPerTrack));
    return geometry;
}

LARGE_INTEGER length_of(const Disk& disk)
{
    LARGE_INTEGER length;
    length.QuadPart = static_cast<LONGLONG>(disk.size_bytes);
    return length;
}

NTSTATUS get_geometry(const Disk& disk, IRP& irp, const Control&)
{
    return answer_with(irp, geometry_of(disk));
}

// Data, the last member, is where partition and detection records would begin: there are none.
NTSTATUS get_geometry_ex(const Disk& disk, IRP& irp, const Control&)
{
    DISK_GEOMETRY_EX geometry{};
    geometry.Geometry = geometry_of(disk);
    geometry.DiskSize = length_of(disk);
    return answer_bytes(irp, &geometry, offsetof(DISK_GEOMETRY_EX, Data), STATUS_BUFFER_TOO_SMALL);
}

NTSTATUS get_length(const Disk& disk, IRP& irp, const Control&)
{
    return answer_with(irp, GET_LENGTH_INFORMATION{length_of(disk)});
}

NTSTATUS get_partition(const Disk& disk, IRP& irp, const Control&)
{
    PARTITION_INFORMATION partition{};
    partition.PartitionLength = length_of(disk);
    partition.PartitionType = PARTITION_ENTRY_UNUSED;
    return answer_with(irp, partition);
}

NTSTATUS get_partition_ex(const Disk& disk, IRP& irp, const Control&)
{
    PARTITION_INFORMATION_EX partition{};
    partition.PartitionStyle = PARTITION_STYLE_RAW;
    partition.PartitionLength = length_of(disk);
    return answer_with(irp, partition);
}

NTSTATUS get_attributes(const Disk& disk, IRP& irp, const Control&)
{
    GET_DISK_ATTRIBUTES attributes{};
    attributes.Version = sizeof attributes;
    attributes.Attributes = disk.read_only ? DISK_ATTRIBUTE_READ_ONLY : 0;
    return answer_with(irp, attributes);
}

NTSTATUS is_writable(const Disk& disk, IRP& irp, const Control&)
{
    const NTSTATUS status = disk.read_only ? STATUS_MEDIA_WRITE_PROTECTED : STATUS_SUCCESS;
    return nt::io::provider_complete(irp, status, 0);
}

// Nothing is read: what memory and files hold does not rot.
NTSTATUS verify(const Disk& disk, IRP& irp, const Control& control)
{
    VERIFY_INFORMATION extent{};
    if (!take_input(control, extent))
        return nt::io::provider_complete(irp, STATUS_INFO_LENGTH_MISMATCH, 0);
    const TransferParameters transfer{extent.Length, extent.StartingOffset.QuadPart};
    return nt::io::provider_complete(irp, disk.check(transfer, false), 0);
}

// The medium is there and has not changed. The count of its changes is optional.
NTSTATUS check_verify(const Disk&, IRP& irp, const Control& control)
{
    constexpr ULONG k_changes = 0;
    if (control.output_length == 0)
        return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
    return answer_with(irp, k_changes);
}

NTSTATUS get_number(const Disk& disk, IRP& irp, const Control&)
{
    STORAGE_DEVICE_NUMBER number{};
    number.DeviceType = FILE_DEVICE_DISK;
    number.DeviceNumber = disk.number;
    return answer_with(irp, number);
}

NTSTATUS get_hotplug(const Disk&, IRP& irp, const Control&)
{
    STORAGE_HOTPLUG_INFO hotplug{};
    hotplug.Size = sizeof hotplug;
    return answer_with(irp, hotplug);
}

NTSTATUS read_capacity(const Disk& disk, IRP& irp, const Control&)
{
    STORAGE_READ_CAPACITY capacity{};
    capacity.Version = sizeof capacity;
    capacity.Size = sizeof capacity;
    capacity.BlockLength = disk.shown_sector_bytes();
    capacity.NumberOfBlocks.QuadPart =
        static_cast<LONGLONG>(disk.size_bytes / capacity.BlockLength);
    capacity.DiskLength = length_of(disk);
    return answer_with(irp, capacity);
}

struct ControlRow {
    ULONG code;
    NTSTATUS (*handler)(const Disk& disk, IRP& irp, const Control& control);
};

constexpr ControlRow k_controls[] = {
    {IOCTL_DISK_GET_DRIVE_GEOMETRY, get_geometry},
    {IOCTL_DISK_GET_MEDIA_TYPES, get_geometry}, // an array of the one medium it takes
    {IOCTL_STORAGE_GET_MEDIA_TYPES, get_geometry},
    {IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, get_geometry_ex},
    {IOCTL_DISK_GET_LENGTH_INFO, get_length},
    {IOCTL_DISK_GET_PARTITION_INFO, get_partition},
    {IOCTL_DISK_GET_PARTITION_INFO_EX, get_partition_ex},
    {IOCTL_DISK_GET_DISK_ATTRIBUTES, get_attributes},
    {IOCTL_DISK_IS_WRITABLE, is_writable},
    {IOCTL_DISK_VERIFY, verify},
    {IOCTL_DISK_CHECK_VERIFY, check_verify},
    {IOCTL_STORAGE_CHECK_VERIFY, check_verify},
    {IOCTL_STORAGE_CHECK_VERIFY2, check_verify},
    {IOCTL_STORAGE_GET_DEVICE_NUMBER, get_number},
    {IOCTL_STORAGE_GET_HOTPLUG_INFO, get_hotplug},
    {IOCTL_STORAGE_READ_CAPACITY, read_capacity},
    {IOCTL_STORAGE_QUERY_PROPERTY, query_property},
};

} // namespace

NTSTATUS Disk::device_control(IRP& irp) const
{
    const Control control = nt::io::control_request(irp);
    for (const ControlRow& row : k_controls) {
        if (row.code == control.code && !control.is_internal)
            return row.handler(*this, irp, control);
    }
    return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0); // N168
}

} // namespace openwdf::backend
