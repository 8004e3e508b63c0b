#include "build/include_overlay.hpp"

#include "build/generated_header.hpp"
#include "build/text.hpp"
#include "build/trace_preprocessor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

constexpr const char* k_trace_header = "openwdf_trace.h";

std::string quoted(const fs::path& path)
{
    return fmt::format("\"{}\"", path.string());
}

} // namespace

IncludeOverlay::IncludeOverlay(const DriverProject& project, Folders folders)
    : project_(project), folders_(std::move(folders))
{
}

fs::path IncludeOverlay::copy_of(const fs::path& file) const
{
    return folders_.scratch / "tree" / file.relative_path();
}

void IncludeOverlay::build()
{
    for (const fs::path& header : project_.forced_headers)
        reach(header, {});
    for (const SourceFile& source : project_.sources)
        reach(source.path, {});
    while (!pending_.empty()) {
        const Reached next = std::move(pending_.back());
        pending_.pop_back();
        copy(next);
    }
    write_trace_header();
}

void IncludeOverlay::reach(const fs::path& file, std::vector<fs::path> folders)
{
    if (reached_.insert(file).second)
        pending_.push_back({file, std::move(folders)});
}

void IncludeOverlay::copy(const Reached& reached)
{
    const auto text = read_text(reached.file);
    if (!text.has_value())
        return; // the compiler names it
    add_configured_trace_functions(*text, trace_functions_);
    SourceScan& scan = scans_[reached.file];
    scan = scan_source(*text);
    std::string result = fmt::format("#line 1 {}\n", quoted(reached.file));
    std::size_t at = 0;
    auto translation = scan.translations.begin();
    const auto translate_to = [&](std::size_t end) {
        for (; translation != scan.translations.end() && translation->begin < end; ++translation) {
            result += text->substr(at, translation->begin - at) + translation->text;
            at = translation->end;
        }
    };
    for (const IncludeDirective& include : scan.includes) {
        translate_to(include.begin);
        result += text->substr(at, include.begin - at);
        result += target_of(include, reached);
        at = include.end;
    }
    translate_to(text->size());
    result += text->substr(at);
    write_text(copy_of(reached.file), result);
}

std::string IncludeOverlay::target_of(const IncludeDirective& include, const Reached& reached)
{
    std::string target = local_target(include, reached);
    if (target.empty() && to_lower(include.name).ends_with(".tmh"))
        target = quoted(folders_.scratch / k_trace_header);
    if (target.empty())
        target = generated_target(include.name);
    if (target.empty())
        target = header_target(include);
    return target.empty() ? missing_target(include.name) : target;
}

// A quoted name is looked for beside the file, then beside those that include it, as MSVC does.
std::string IncludeOverlay::local_target(const IncludeDirective& include, const Reached& reached)
{
    std::vector<fs::path> places;
    std::vector<fs::path> folders{reached.file.parent_path()};
    folders.insert(folders.end(), reached.folders.begin(), reached.folders.end());
    if (include.is_quoted)
        places = folders;
    places.insert(places.end(), project_.include_folders.begin(), project_.include_folders.end());
    for (const fs::path& place : places) {
        const auto found = search_.find(place, include.name);
        std::error_code ignored;
        if (!found.has_value() || !fs::is_regular_file(*found, ignored))
            continue;
        reach(*found, std::move(folders));
        return quoted(copy_of(*found));
    }
    const fs::path& precompiled = project_.precompiled_header;
    if (!equals_ignoring_case(precompiled.filename().string(), include.name))
        return {};
    reach(precompiled, std::move(folders));
    return quoted(copy_of(precompiled));
}

// What a tool of the kit would have made, where this program can do the same.
std::string IncludeOverlay::generated_target(const std::string& name)
{
    for (const GeneratedHeader& generated : project_.generated) {
        if (!equals_ignoring_case(generated.name, name))
            continue;
        const auto text = read_text(generated.source);
        if (!text.has_value())
            return {};
        std::string header;
        if (generated.tool == HeaderTool::k_wmi_header_generator)
            header = managed_object_header(*text);
        else if (generated.tool == HeaderTool::k_message_compiler)
            header = text->find('<') == 0 || text->find("<?xml") != text->npos
                         ? event_manifest_header(*text)
                         : message_file_header(*text);
        const fs::path path = folders_.scratch / "generated" / to_lower(generated.name);
        if (header.empty() || !write_text(path, header))
            return {};
        return quoted(path);
    }
    return {};
}

std::string IncludeOverlay::header_target(const IncludeDirective& include)
{
    for (const auto* group : {&folders_.headers, &folders_.system}) {
        for (const fs::path& folder : *group) {
            const auto found = search_.find(folder, include.name);
            std::error_code ignored;
            if (found.has_value() && fs::is_regular_file(*found, ignored))
                return fmt::format("<{}>", found->lexically_relative(folder).string());
        }
    }
    return {};
}

std::string IncludeOverlay::missing_target(const std::string& name)
{
    std::string file = to_lower(with_slashes(name));
    std::replace(file.begin(), file.end(), '/', '_');
    const fs::path path = folders_.scratch / "missing" / file;
    if (missing_.insert(file).second)
        write_text(path, fmt::format("#error \"{}{}\"\n", k_missing, with_slashes(name)));
    return quoted(path);
}

void IncludeOverlay::write_trace_header()
{
    for (const std::string& declaration : project_.trace.functions)
        add_trace_function(declaration, trace_functions_);
    for (const fs::path& file : project_.trace.configuration) {
        if (const auto text = read_text(file); text.has_value())
            add_configured_trace_functions(*text, trace_functions_);
    }
    write_text(folders_.scratch / k_trace_header, trace_header(trace_functions_));
}

} // namespace openwdf::build
