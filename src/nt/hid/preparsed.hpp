// Preparsed data: what IOCTL_HID_GET_COLLECTION_DESCRIPTOR answers and the HidP functions read.
// Opaque to drivers, and of our own format: only one runtime ever sees it.
#pragma once

#include "nt/hid/report_descriptor.hpp"

#include <cstddef>
#include <vector>

namespace openwdf::nt::hid {

std::vector<std::byte> make_preparsed(const Collection& collection);

// HidP_GetCaps. `preparsed` is a driver's pointer to a copy of what make_preparsed() made; anything
// else is HIDP_STATUS_INVALID_PREPARSED_DATA.
NTSTATUS get_caps(const void* preparsed, HIDP_CAPS& caps);

} // namespace openwdf::nt::hid
