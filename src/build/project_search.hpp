// From what a user names to the projects that are examined.
#pragma once

#include "build/driver_project.hpp"

#include <openwdf/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace openwdf::build {

// A project file that could not become a project, and why.
struct RejectedProject {
    std::filesystem::path path;
    std::string reason;
};

struct FoundProjects {
    std::vector<DriverProject> projects;
    std::vector<RejectedProject> rejected;
};

// Each path is a .vcxproj, a `sources` file, a C or C++ file, or a folder. A folder means each
// driver project below it; one without any stands for its C and C++ files. Files named together are
// one project, examined as KMDF with the newest version.
Outcome<FoundProjects> find_projects(const std::vector<std::filesystem::path>& paths);

} // namespace openwdf::build
