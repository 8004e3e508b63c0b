#include "nt/io/irp_note.hpp"

#include "nt/io/device.hpp"
#include "nt/io/driver.hpp"
#include "nt/io/stack.hpp"
#include "nt/io/trace.hpp"

#include <fmt/format.h>

namespace openwdf::nt::io {

std::string IrpNote::what() const
{
    if (!has_current_location(irp_) || current_location(irp_).DeviceObject == nullptr)
        return "the end of a request";
    DEVICE_OBJECT& device = *current_location(irp_).DeviceObject;
    return fmt::format("the end of {}, which driver '{}' has at device {} and does not complete",
                       major_name(current_location(irp_).MajorFunction),
                       record_of(*device.DriverObject).identity.name, describe(device));
}

} // namespace openwdf::nt::io
