#include "build/examination.hpp"

#include "build/driver_contract.hpp"
#include "build/include_overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> arguments_of(const DriverProject& project, const SourceFile& source,
                                      const Compiler& compiler, const IncludeOverlay& overlay,
                                      const std::vector<fs::path>& headers)
{
    std::vector<std::string> arguments = contract_arguments(project, compiler, source.is_cxx);
    // A call of something undeclared is a name that is missing, in C too.
    arguments.emplace_back("-Werror=implicit-function-declaration");
    arguments.emplace_back(compiler.is_clang() ? "-ferror-limit=0" : "-fmax-errors=0");
    arguments.emplace_back(compiler.is_clang() ? "-fno-caret-diagnostics"
                                               : "-fno-diagnostics-show-caret");
    for (const auto* list : {&project.definitions, &source.definitions}) {
        for (const std::string& definition : *list)
            arguments.push_back("-D" + definition);
    }
    for (const auto* list : {&project.include_folders, &headers}) {
        for (const fs::path& folder : *list)
            arguments.push_back("-I" + folder.string());
    }
    for (const fs::path& header : project.forced_headers) {
        arguments.emplace_back("-include");
        arguments.push_back(overlay.copy_of(header).string());
    }
    arguments.push_back(overlay.copy_of(source.path).string());
    return arguments;
}

void add_places(std::vector<Place>& places, const fs::path& file,
                const std::vector<std::size_t>& lines)
{
    for (const std::size_t line : lines)
        places.push_back({file, line});
}

void add_scans(const IncludeOverlay& overlay, Examination& result)
{
    std::set<std::string> calls;
    for (const auto& [file, scan] : overlay.files()) {
        add_places(result.raw_long, file, scan.raw_long);
        add_places(result.seh, file, scan.seh);
        add_places(result.inline_assembly, file, scan.inline_assembly);
        for (const Translation& one : scan.translations)
            result.translations[one.kind].push_back({file, one.line});
        for (const auto& [name, line] : scan.calls)
            calls.insert(name);
    }
    result.calls.assign(calls.begin(), calls.end());
}

// In C++ a function that nobody declared is just a name; the sources show that it is called.
void recognise_functions(std::vector<Finding>& findings, const std::vector<std::string>& calls)
{
    for (Finding& finding : findings) {
        if (finding.kind == FindingKind::k_unknown_identifier &&
            std::binary_search(calls.begin(), calls.end(), finding.name))
            finding.kind = FindingKind::k_unknown_function;
    }
}

} // namespace

Outcome<Examination> examine(const DriverProject& project, const Compiler& compiler,
                             const ExaminationOptions& options)
{
    const std::vector<fs::path> headers = contract_folders(options.headers, project.framework);
    IncludeOverlay overlay(project, {options.scratch, headers, compiler.system_folders()});
    overlay.build();
    Findings findings;
    for (const SourceFile& source : project.sources) {
        std::error_code ignored;
        if (!fs::is_regular_file(source.path, ignored)) {
            findings.add_error({project.path, 0}, fmt::format("the source file {} is not there",
                                                              source.path.string()));
            continue;
        }
        auto diagnostics =
            compiler.check(arguments_of(project, source, compiler, overlay, headers));
        if (!diagnostics.ok())
            return diagnostics.error();
        for (const Diagnostic& diagnostic : diagnostics.value())
            findings.add(diagnostic, project);
        if (options.on_file)
            options.on_file();
    }
    Examination result;
    result.findings = findings.list();
    add_scans(overlay, result);
    recognise_functions(result.findings, result.calls);
    return result;
}

} // namespace openwdf::build
