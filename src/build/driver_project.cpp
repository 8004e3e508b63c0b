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

const char* tool_text(HeaderTool tool)
{
    switch (tool) {
    case HeaderTool::k_message_compiler: return "the message compiler (mc)";
    case HeaderTool::k_wmi_header_generator: return "the WMI header generator (wmimofck)";
    case HeaderTool::k_midl: return "MIDL";
    case HeaderTool::k_ctrpp: break;
    }
    return "ctrpp";
}

} // namespace openwdf::build
