// Ingress: a read, write or ioctl IRP becomes a request of a queue.
#pragma once

#include "wdf/device/device.hpp"

namespace openwdf::wdf {

NTSTATUS ingress(Device& device, Queue& queue, IRP& irp);

} // namespace openwdf::wdf
