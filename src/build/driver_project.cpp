#include "build/driver_project.hpp"

#include <fmt/format.h>

namespace openwdf::build {

std::string framework_text(const DriverProject& project)
{
    if (project.framework == Framework::k_wdm)
        return "WDM";
    return fmt::format("{} {}.{}", project.framework == Framework::k_kmdf ? "KMDF" : "UMDF",
                       project.version_major, project.version_minor);
}

} // namespace openwdf::build
