// IOCTL_STORAGE_QUERY_PROPERTY.
#pragma once

#include "backend/disk.hpp"

namespace openwdf::backend {

// A descriptor is cut to the buffer it is asked into; its header says how long it is. Properties
// that a disk of ours does not have are STATUS_NOT_SUPPORTED.
NTSTATUS query_property(const Disk& disk, IRP& irp, const nt::io::ControlRequest& control);

} // namespace openwdf::backend
