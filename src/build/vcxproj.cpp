#include "build/vcxproj.hpp"

#include "build/msbuild_document.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

std::string value_of(const Metadata& metadata, const char* name)
{
    const auto found = metadata.find(name);
    return found == metadata.end() ? std::string() : found->second;
}

int number_or(const std::string& text, int otherwise)
{
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_true(const std::string& text)
{
    return equals_ignoring_case(text, "true");
}

class Reader {
public:
    explicit Reader(const fs::path& file) : document_(file) { project_.path = file; }

    Outcome<DriverProject> read()
    {
        if (!document_.read())
            return Error{0, fmt::format("{} is no project file: it cannot be read as XML",
                                        project_.path.string())};
        project_.folder = document_.folder();
        project_.name = project_.path.stem().string();
        project_.configuration =
            fmt::format("{}|{}", property("Configuration"), property("Platform"));
        project_.is_library = property("ConfigurationType") == "StaticLibrary" ||
                              property("ConfigurationType") == "DriverLibrary";
        if (const std::string problem = read_framework(); !problem.empty())
            return Error{0, problem};
        for (const MsbuildItem& item : document_.items())
            read_item(item);
        project_.notes = document_.notes();
        for (const std::string& name : document_.properties().unknown())
            project_.notes.push_back(fmt::format("$({}) is not known and counts as empty", name));
        if (project_.sources.empty())
            project_.notes.emplace_back("the project compiles no C or C++ file");
        return std::move(project_);
    }

private:
    std::string property(const char* name) { return document_.properties().get(name); }

    // Returns why the project is none of ours, or nothing.
    std::string read_framework()
    {
        const std::string type = to_lower(property("DriverType"));
        const std::string kmdf = property("KMDF_VERSION_MAJOR");
        const std::string umdf = property("UMDF_VERSION_MAJOR");
        if (type == "umdf" || (type.empty() && !umdf.empty())) {
            if (number_or(umdf, 2) == 1)
                return fmt::format("{} is a UMDF 1 driver; KMDF, UMDF 2 and WDM can be examined",
                                   project_.path.string());
            project_.framework = Framework::k_umdf;
            project_.version_major = 2;
            project_.version_minor =
                number_or(property("UMDF_VERSION_MINOR"), k_minor_version_default);
        } else if (type == "kmdf" || !kmdf.empty()) {
            project_.version_minor =
                number_or(property("KMDF_VERSION_MINOR"), k_minor_version_default);
        } else {
            project_.framework = Framework::k_wdm;
        }
        return {};
    }

    void read_item(const MsbuildItem& item)
    {
        if (item.type == "ClCompile" && !is_true(value_of(item.metadata, "excludedfrombuild")))
            read_source(item);
        else if (item.type == "MessageCompile")
            read_message_source(item);
        else if (item.type == "Wmimofck")
            read_managed_objects(item);
        else if (item.type == "Midl" || item.type == "Ctrpp")
            generate(item.path.stem().string() + ".h",
                     item.type == "Midl" ? HeaderTool::k_midl : HeaderTool::k_ctrpp, item.path);
    }

    void read_source(const MsbuildItem& item)
    {
        const std::string extension = to_lower(item.path.extension().string());
        const std::string as = to_lower(value_of(item.metadata, "compileas"));
        SourceFile source{item.path, extension != ".c", {}};
        if (as == "compileascpp" || as == "compileasc")
            source.is_cxx = as == "compileascpp";
        source.definitions = split_list(value_of(item.metadata, "preprocessordefinitions"), ";");
        add_folders(value_of(item.metadata, "additionalincludedirectories"));
        for (const std::string& name :
             split_list(value_of(item.metadata, "forcedincludefiles"), ";"))
            add_forced(name);
        read_trace_settings(item);
        read_precompiled_header(item);
        project_.sources.push_back(std::move(source));
    }

    void add_folders(const std::string& list)
    {
        for (const std::string& name : split_list(list, ";")) {
            if (name.find(k_kit_folder) != name.npos)
                continue;
            const auto found = document_.search().find(document_.folder(), name);
            if (found.has_value())
                add_once(project_.include_folders, *found);
        }
    }

    void add_forced(const std::string& name)
    {
        const auto found = document_.search().find(document_.folder(), name);
        if (found.has_value())
            add_once(project_.forced_headers, *found);
        else
            project_.notes.push_back(fmt::format("the forced header {} is not there", name));
    }

    void read_trace_settings(const MsbuildItem& item)
    {
        for (const std::string& one : split_list(value_of(item.metadata, "wpptracefunction"), ";"))
            add_once(project_.trace.functions, one);
        read_trace_options(value_of(item.metadata, "wppadditionaloptions"));
        add_configuration(value_of(item.metadata, "wppscanconfigurationdata"));
    }

    // -func:NAME(...) and -scan:FILE, as on the trace preprocessor's command line.
    void read_trace_options(const std::string& options)
    {
        for (const std::string& option : split_list(options, " \t\r\n\\")) {
            if (option.starts_with("-func:"))
                add_once(project_.trace.functions, option.substr(6));
            if (option.starts_with("-scan:"))
                add_configuration(option.substr(6));
        }
    }

    void add_configuration(const std::string& name)
    {
        const auto found =
            name.empty() ? std::nullopt : document_.search().find(document_.folder(), name);
        if (found.has_value())
            add_once(project_.trace.configuration, *found);
    }

    void read_message_source(const MsbuildItem& item)
    {
        std::string stem = item.path.stem().string();
        for (const char* name : {"basefilename", "generatedfilesbasename"}) {
            if (const std::string given = value_of(item.metadata, name); !given.empty())
                stem = given;
        }
        generate(stem + ".h", HeaderTool::k_message_compiler, item.path);
    }

    // The generator reads a binary that another tool makes from the .mof of the same name.
    void read_managed_objects(const MsbuildItem& item)
    {
        const std::string output = with_slashes(value_of(item.metadata, "headeroutputfile"));
        if (output.empty())
            return;
        for (const MsbuildItem& source : document_.items()) {
            if (source.type == "MofComp" &&
                equals_ignoring_case(source.path.stem().string(), item.path.stem().string()))
                generate(fs::path(output).filename().string(), HeaderTool::k_wmi_header_generator,
                         source.path);
        }
    }

    void generate(std::string name, HeaderTool tool, const fs::path& source)
    {
        project_.generated.push_back({std::move(name), tool, source});
    }

    // A source that uses a precompiled header may stand in another folder than the header.
    void read_precompiled_header(const MsbuildItem& item)
    {
        const std::string use = to_lower(value_of(item.metadata, "precompiledheader"));
        const std::string name = value_of(item.metadata, "precompiledheaderfile");
        if ((use != "use" && use != "create") || name.empty())
            return;
        for (const fs::path& folder : {document_.folder(), item.path.parent_path()}) {
            const auto found = document_.search().find(folder, name);
            if (found.has_value() && (project_.precompiled_header.empty() || use == "create"))
                project_.precompiled_header = *found;
        }
    }

    template <class T> static void add_once(std::vector<T>& list, const T& value)
    {
        if (std::find(list.begin(), list.end(), value) == list.end())
            list.push_back(value);
    }

    MsbuildDocument document_;
    DriverProject project_;
};

} // namespace

Outcome<DriverProject> load_vcxproj(const fs::path& file)
{
    return Reader(file).read();
}

} // namespace openwdf::build
