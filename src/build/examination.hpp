// The compile-only check of one driver project. The source tree is read and never written.
#pragma once

#include "build/compiler.hpp"
#include "build/dialect.hpp"
#include "build/driver_project.hpp"
#include "build/finding.hpp"

#include <openwdf/result.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace openwdf::build {

struct Examination {
    std::vector<Finding> findings;  // none: everything compiles
    std::vector<std::string> calls; // every name the sources call, sorted
    std::vector<Place> raw_long;
    std::vector<Place> seh;
    std::vector<Place> inline_assembly;
    std::map<Dialect, std::vector<Place>> translations; // read as MSVC would

    bool compiles() const { return findings.empty(); }
};

struct ExaminationOptions {
    std::filesystem::path headers; // the folder with crt, shared, wdf, km, um
    std::filesystem::path scratch; // an empty folder for this project alone
    std::function<void()> on_file; // called for each file that was compiled
};

Outcome<Examination> examine(const DriverProject& project, const Compiler& compiler,
                             const ExaminationOptions& options);

} // namespace openwdf::build
