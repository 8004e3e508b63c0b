// PnP and power IRPs of framework devices: start brings a device to D0, remove takes it down and
// out of the stack.
#pragma once

#include "wdf/device/device.hpp"

namespace openwdf::wdf {

NTSTATUS pnp_dispatch(Device& device, IRP& irp);
NTSTATUS power_dispatch(Device& device, IRP& irp);

} // namespace openwdf::wdf
