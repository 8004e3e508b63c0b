#include "build/sources_file.hpp"

#include "build/msbuild_properties.hpp"
#include "build/path_search.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

// Lines with their continuations joined and comments dropped.
std::vector<std::string> logical_lines(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    std::string line;
    bool continues = false;
    while (std::getline(stream, line)) {
        std::string_view part = trim(line);
        if (part.starts_with('#'))
            part = {};
        const bool goes_on = part.ends_with('\\');
        if (goes_on)
            part = trim(part.substr(0, part.size() - 1));
        if (continues)
            lines.back() += fmt::format(" {}", part);
        else
            lines.emplace_back(part);
        continues = goes_on;
    }
    return lines;
}

class Reader {
public:
    explicit Reader(const fs::path& file)
    {
        project_.path = fs::absolute(file).lexically_normal();
        project_.folder = project_.path.parent_path();
    }

    Outcome<DriverProject> read()
    {
        const auto text = read_text(project_.path);
        if (!text.has_value())
            return Error{0, fmt::format("{} cannot be read", project_.path.string())};
        for (const std::string& line : logical_lines(*text))
            read_line(line);
        project_.name = values_.get("TARGETNAME");
        if (project_.name.empty())
            project_.name = project_.folder.filename().string();
        const std::string type = values_.get("TARGETTYPE");
        project_.is_library = type.find("LIBRARY") != type.npos && type.find("DYN") == type.npos;
        if (number("UMDF_VERSION_MAJOR", number("UMDF_VERSION", 2)) == 1)
            return Error{0, fmt::format("{} is a UMDF 1 driver; KMDF, UMDF 2 and WDM can be "
                                        "examined",
                                        project_.path.string())};
        read_framework();
        read_lists();
        read_trace_settings();
        for (const std::string& name : values_.unknown())
            project_.notes.push_back(fmt::format("$({}) is not known and counts as empty", name));
        return std::move(project_);
    }

private:
    void read_line(const std::string& line)
    {
        if (line.starts_with('!')) {
            if (line.starts_with("!if"))
                project_.notes.push_back(
                    fmt::format("'{}': conditions are not read; both branches count", line));
            return;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos || line.find(':') < equals)
            return;
        const std::string name(trim(std::string_view(line).substr(0, equals)));
        values_.set(name, values_.expand(trim(std::string_view(line).substr(equals + 1))));
    }

    int number(const char* name, int otherwise)
    {
        const std::string text = values_.get(name);
        int value = otherwise;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    void read_framework()
    {
        if (values_.has("UMDF_VERSION_MAJOR") || values_.has("UMDF_VERSION")) {
            project_.framework = Framework::k_umdf;
            project_.version_major = 2;
            project_.version_minor = number("UMDF_VERSION_MINOR", k_minor_version_default);
        } else if (values_.has("KMDF_VERSION_MAJOR") || values_.has("KMDF_VERSION")) {
            project_.version_minor = number("KMDF_VERSION_MINOR", k_minor_version_default);
        } else {
            project_.framework = Framework::k_wdm;
        }
    }

    void read_lists()
    {
        for (const std::string& name : split_list(values_.get("SOURCES"), " \t")) {
            const std::string extension = to_lower(fs::path(name).extension().string());
            if (extension != ".c" && extension != ".cpp" && extension != ".cxx")
                continue; // resources, messages, assembler
            const auto found = search_.find(project_.folder, name);
            project_.sources.push_back(
                {found.value_or(project_.folder / with_slashes(name)), extension != ".c", {}});
        }
        for (const std::string& name : split_list(values_.get("INCLUDES"), ";")) {
            const auto found = search_.find(project_.folder, name);
            if (name.find(k_kit_folder) == name.npos && found.has_value())
                project_.include_folders.push_back(*found);
        }
        for (const char* variable : {"C_DEFINES", "USER_C_FLAGS"}) {
            for (const std::string& flag : split_list(values_.get(variable), " \t")) {
                if (flag.starts_with("-D") || flag.starts_with("/D"))
                    project_.definitions.push_back(flag.substr(2));
            }
        }
    }

    void read_trace_settings()
    {
        for (const std::string& flag : split_list(values_.get("RUN_WPP"), " \t")) {
            if (flag.starts_with("-func:"))
                project_.trace.functions.push_back(flag.substr(6));
            if (!flag.starts_with("-scan:"))
                continue;
            if (const auto found = search_.find(project_.folder, flag.substr(6)))
                project_.trace.configuration.push_back(*found);
        }
    }

    MsbuildProperties values_;
    PathSearch search_;
    DriverProject project_;
};

} // namespace

Outcome<DriverProject> load_sources_file(const fs::path& file)
{
    return Reader(file).read();
}

} // namespace openwdf::build
