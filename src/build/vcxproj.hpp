// Visual Studio's .vcxproj files, as far as they decide what is compiled and how.
#pragma once

#include "build/driver_project.hpp"

#include <openwdf/result.hpp>

namespace openwdf::build {

// Release|x64 where there is such a configuration, else another x64 one. Property sheets inside the
// tree are followed; those of the kit are not there, their effect is the driver compile contract.
Outcome<DriverProject> load_vcxproj(const std::filesystem::path& file);

} // namespace openwdf::build
