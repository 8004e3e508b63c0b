// A copy of the files a project reaches, in a scratch folder, with each #include rewritten to the
// file it means: whatever case and separators it was written with. The source tree is only read.
// #line gives diagnostics the original's name and line.
#pragma once

#include "build/driver_project.hpp"
#include "build/path_search.hpp"
#include "build/source_scan.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace openwdf::build {

class IncludeOverlay {
public:
    struct Folders {
        std::filesystem::path scratch;
        std::vector<std::filesystem::path> headers; // ours, in the order of the compile contract
        std::vector<std::filesystem::path> system;  // the compiler's
    };

    IncludeOverlay(const DriverProject& project, Folders folders);

    // Copies what the project compiles and everything that this includes.
    void build();

    std::filesystem::path copy_of(const std::filesystem::path& file) const;

    // The original files that were reached, with what stands in them.
    const std::map<std::filesystem::path, SourceScan>& files() const { return scans_; }

    // The first line of the #error that stands in for a header nobody has.
    static constexpr const char* k_missing = "openwdf: missing header ";

private:
    struct Reached {
        std::filesystem::path file;
        std::vector<std::filesystem::path> folders; // of the files that include it, nearest first
    };

    void reach(const std::filesystem::path& file, std::vector<std::filesystem::path> folders);
    void copy(const Reached& reached);
    std::string target_of(const IncludeDirective& include, const Reached& reached);
    std::string local_target(const IncludeDirective& include, const Reached& reached);
    std::string header_target(const IncludeDirective& include);
    std::string generated_target(const std::string& name);
    std::string missing_target(const std::string& name);
    void write_trace_header();

    const DriverProject& project_;
    Folders folders_;
    PathSearch search_;
    std::map<std::filesystem::path, SourceScan> scans_;
    std::vector<Reached> pending_;
    std::set<std::filesystem::path> reached_;
    std::set<std::string> trace_functions_;
    std::set<std::string> missing_;
};

} // namespace openwdf::build
