// Binding a driver image to the framework: what the loader stub of a WDF driver asks for on
// Windows. Fills the image's WdfFunctions and WdfDriverGlobals before DriverEntry runs.
#pragma once

#include "base/result.hpp"

#include "openwdf/image.h"

namespace openwdf::nt::io {
struct DriverRecord;
}

namespace openwdf::wdf {

// STATUS_REVISION_MISMATCH when the image asks for a framework version newer than the tables.
base::Result<void> bind(nt::io::DriverRecord& driver, const openwdf_image& image);

// After a failed DriverEntry, and after the driver's devices are gone: deletes the WDFDRIVER with
// everything below it. Driver cleanup callbacks run here (EvtDriverUnload ran before, as the
// driver object's Unload). Never pretends: leaked objects are reported.
void unbind(nt::io::DriverRecord& driver);

} // namespace openwdf::wdf
