// `openwdf doctor`: does a driver project compile here, and what does it miss?
#pragma once

#include "build/examination.hpp"
#include "runtime/ddi_support.hpp"

#include <string>
#include <vector>

namespace openwdf::cli {

struct DoctorOptions {
    std::vector<std::string> paths;
    std::string compiler;
    std::string headers; // empty: those that belong to this program
    unsigned jobs = 0;   // 0: one for each processor
    bool json = false;
    bool all = false;  // every finding, not the first ones
    bool keep = false; // the scratch folder
};

// 0: every project compiles. 1: one does not. 2: bad input, nothing was examined.
int doctor(const DoctorOptions& options);

// A function of the framework that a project calls.
struct CalledDdi {
    std::string name;
    std::string status; // of `openwdf compat`
};

struct ProjectReport {
    build::DriverProject project;
    build::Examination examination;
    std::vector<CalledDdi> ddis; // called, declared, and not wholly implemented
    std::string failure;         // it could not be examined at all
    std::string scratch;         // kept
};

// Paths are printed relative to `base` where they lie below it.
std::string doctor_text(const ProjectReport& report, const std::string& base, bool all);
std::string doctor_json(const std::vector<ProjectReport>& reports, const std::string& compiler,
                        const std::string& base);

std::string place_text(const build::Place& place, const std::string& base);

} // namespace openwdf::cli
