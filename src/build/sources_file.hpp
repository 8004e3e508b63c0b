// `sources` files of the older kits' build utility: NAME = VALUE lines, continued with a backslash.
#pragma once

#include "build/driver_project.hpp"

#include <openwdf/result.hpp>

namespace openwdf::build {

Outcome<DriverProject> load_sources_file(const std::filesystem::path& file);

} // namespace openwdf::build
