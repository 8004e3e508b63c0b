// Binding a driver image to the framework: what the loader stub of a WDF driver asks for on
// Windows. Fills the image's WdfFunctions and WdfDriverGlobals before DriverEntry runs.
#pragma once

#include "base/result.hpp"

#include "openwdf/image.h"

namespace openwdf::nt::io {
struct DriverRecord;
}

namespace openwdf::wdf {

struct Globals;

// The function tables of the exports (src/ddi), which this layer does not know by name.
struct FunctionTables {
    const void* kmdf;
    const void* umdf;
};

// A driver's tie to the framework. The composition root keeps it until the driver is gone.
class Binding {
public:
    // STATUS_REVISION_MISMATCH when the image asks for a framework newer than the tables;
    // STATUS_INVALID_IMAGE_FORMAT when it has no variables to bind.
    static base::Result<Binding> bind(nt::io::DriverRecord& driver, const openwdf_image& image,
                                      const FunctionTables& tables);

    Binding(Binding&& other) noexcept;
    Binding& operator=(Binding&&) = delete;
    ~Binding(); // unbind() must have run

    // Before the driver's Unload runs: until none of its handlers does. Windows keeps a driver
    // loaded as long as a request's issuer or a work item refers to one of its devices.
    void wait_for_handlers();

    // After a failed DriverEntry, and after the driver's devices are gone and its Unload ran:
    // deletes the WDFDRIVER with everything below it, which runs its cleanup callbacks; in a
    // machine that stopped, frees the objects and runs nothing. Objects that the driver still
    // references are reported and freed.
    void unbind();

private:
    Binding() = default;

    Globals* globals_ = nullptr;
    const void** functions_variable_ = nullptr;
    void** globals_variable_ = nullptr;
};

} // namespace openwdf::wdf
