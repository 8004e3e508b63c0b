#include "build/compiler.hpp"

#include "build/process.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

struct Location {
    fs::path file;
    std::size_t line = 0;
    std::string_view rest; // behind "FILE:LINE:"
};

// "FILE:LINE:..." or "FILE:LINE,"; file names may hold colons, so the number decides.
bool parse_location(std::string_view text, Location& location)
{
    for (std::size_t at = text.find(':'); at != std::string_view::npos;
         at = text.find(':', at + 1)) {
        std::size_t line = 0;
        const char* end = text.data() + text.size();
        const auto [stop, code] = std::from_chars(text.data() + at + 1, end, line);
        if (code != std::errc{} || stop == end || (*stop != ':' && *stop != ','))
            continue;
        location = {fs::path(text.substr(0, at)), line,
                    text.substr(static_cast<std::size_t>(stop - text.data()) + 1)};
        return true;
    }
    return false;
}

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::vector<fs::path> parse_search_folders(std::string_view text)
{
    std::vector<fs::path> folders;
    bool inside = false;
    for (const std::string& line : split_list(text, "\n")) {
        if (line.starts_with("End of search list"))
            inside = false;
        if (inside)
            folders.emplace_back(fs::path(line).lexically_normal());
        if (line.starts_with("#include <...>"))
            inside = true;
    }
    return folders;
}

// The C++ driver compiles C too, when told the language.
std::string cxx_driver(std::string name)
{
    const std::size_t slash = name.rfind('/') + 1; // npos + 1 is 0
    const std::string base = name.substr(slash);
    for (const auto& [c, cxx] : {std::pair{"gcc", "g++"}, std::pair{"clang", "clang++"}}) {
        const std::string_view prefix = c;
        if (base == prefix || base.starts_with(fmt::format("{}-", prefix)))
            return name.substr(0, slash) + cxx + base.substr(prefix.size());
    }
    return name;
}

} // namespace

Outcome<Compiler> Compiler::create(const std::string& name)
{
    const std::vector<std::string> candidates = name.empty()
                                                    ? std::vector<std::string>{"g++", "clang++"}
                                                    : std::vector<std::string>{cxx_driver(name)};
    for (const std::string& candidate : candidates) {
        const auto told = run_process({candidate, "-x", "c++", "-E", "-v", "/dev/null"});
        if (!told.has_value() || told->status != 0)
            continue;
        Compiler compiler;
        compiler.name_ = candidate;
        compiler.is_clang_ = told->errors.find("clang") != std::string::npos;
        compiler.system_folders_ = parse_search_folders(told->errors);
        return compiler;
    }
    return Error{0, fmt::format("no compiler: {} does not run; install g++ or clang, or name one "
                                "with --compiler",
                                fmt::join(candidates, " or "))};
}

Outcome<std::vector<Diagnostic>> Compiler::check(const std::vector<std::string>& arguments) const
{
    std::vector<std::string> command{name_, "-fsyntax-only"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const auto result = run_process(command);
    if (!result.has_value())
        return Error{0, fmt::format("{} cannot be run", name_)};
    std::vector<Diagnostic> diagnostics = parse_diagnostics(result->errors);
    if (result->status != 0 && diagnostics.empty())
        return Error{0, fmt::format("{} failed without an error that could be read: {}", name_,
                                    trim(result->errors))};
    return diagnostics;
}

std::vector<Diagnostic> parse_diagnostics(std::string_view text)
{
    std::vector<Diagnostic> diagnostics;
    Location from;
    bool has_from = false;
    for (const std::string& line : split_list(text, "\n")) {
        std::string_view rest = line;
        Location location;
        if (take(rest, "In file included from ")) {
            if (!has_from)
                has_from = parse_location(fmt::format("{},", trim(rest)), from);
            continue;
        }
        if (rest.starts_with("from ")) // gcc's continuation of the line above
            continue;
        if (!parse_location(rest, location))
            continue;
        const std::size_t blank = location.rest.find(' ');
        std::string_view message =
            trim(location.rest.substr(std::min(blank, location.rest.size())));
        if (take(message, "fatal error: ") || take(message, "error: ")) {
            Diagnostic diagnostic{location.file, location.line, std::string(message), {}, 0};
            if (has_from) {
                diagnostic.included = from.file;
                diagnostic.included_line = from.line;
            }
            diagnostics.push_back(std::move(diagnostic));
        }
        has_from = false;
    }
    return diagnostics;
}

} // namespace openwdf::build
