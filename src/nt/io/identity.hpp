// Whose code a routine stored in an IRP is.
#pragma once

#include "nt/executive.hpp"

namespace openwdf::nt::io {

// The driver of `device`; without one the IRP's creator, else the driver whose code is running.
const gate::DriverIdentity& owner_of_routine(const gate::ThreadContext& context,
                                             DEVICE_OBJECT* device, IRP& irp);

} // namespace openwdf::nt::io
