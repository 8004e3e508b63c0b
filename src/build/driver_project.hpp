// What a driver project says about itself, whatever file says it: the input of an examination.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace openwdf::build {

enum class Framework { k_wdm, k_kmdf, k_umdf };

struct SourceFile {
    std::filesystem::path path;
    bool is_cxx = false;
    std::vector<std::string> definitions; // NAME or NAME=VALUE, this file's beside the project's
};

enum class HeaderTool { k_message_compiler, k_wmi_header_generator, k_midl, k_ctrpp };

// A header that a tool of the kit would write from a file of the project.
struct GeneratedHeader {
    std::string name;
    HeaderTool tool;
    std::filesystem::path source;
};

const char* tool_text(HeaderTool tool);

// Where the trace preprocessor learns the names of trace functions.
struct TracePreprocessor {
    std::vector<std::string> functions;               // TraceEvents(LEVEL,FLAGS,MSG,...)
    std::vector<std::filesystem::path> configuration; // files with `begin_wpp config`
};

struct DriverProject {
    std::filesystem::path path;   // the file that describes it, or the folder
    std::filesystem::path folder; // where relative names start
    std::string name;
    std::string configuration; // "Release|x64"; empty where there is no such thing
    bool is_library = false;
    Framework framework = Framework::k_kmdf;
    int version_major = 1;
    int version_minor = 15;
    std::vector<SourceFile> sources;
    std::vector<std::filesystem::path> include_folders;
    std::vector<std::filesystem::path> forced_headers;
    std::filesystem::path precompiled_header; // found wherever a source includes it; may be empty
    std::vector<std::string> definitions;
    TracePreprocessor trace;
    std::vector<GeneratedHeader> generated;
    std::vector<std::string> notes; // what could not be understood, in sentences
};

// "KMDF 1.15", "UMDF 2.15", "WDM".
std::string framework_text(const DriverProject& project);

// The framework's version when a project does not say: what the kits for Windows 10 build for.
constexpr int k_minor_version_default = 15;

} // namespace openwdf::build
