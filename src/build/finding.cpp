#include "build/finding.hpp"

#include "build/include_overlay.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace openwdf::build {

namespace {

constexpr char k_hole = '~'; // stands for a quoted name in a pattern

struct Pattern {
    std::string_view text;
    FindingKind kind;
};

// How gcc and clang say it, as C and as C++.
constexpr Pattern k_patterns[] = {
    {"implicit declaration of function '~'", FindingKind::k_unknown_function},
    {"call to undeclared function '~'", FindingKind::k_unknown_function},
    {"there are no arguments to '~' that depend", FindingKind::k_unknown_function},
    {"unknown type name '~'", FindingKind::k_unknown_type},
    {"'~' does not name a type", FindingKind::k_unknown_type},
    {"no type named '~'", FindingKind::k_unknown_type},
    {"no template named '~'", FindingKind::k_unknown_type},
    {"invalid use of incomplete type '~'", FindingKind::k_unknown_type},
    {"incomplete definition of type '~'", FindingKind::k_unknown_type},
    {"variable has incomplete type '~'", FindingKind::k_unknown_type},
    {"field has incomplete type '~'", FindingKind::k_unknown_type},
    {"invalid application of 'sizeof' to an incomplete type '~'", FindingKind::k_unknown_type},
    {"invalid application of 'sizeof' to incomplete type '~'", FindingKind::k_unknown_type},
    {"no member named '~' in '~'", FindingKind::k_missing_member},
    {"'~' has no member named '~'", FindingKind::k_missing_member},
    {"use of undeclared identifier '~'", FindingKind::k_unknown_identifier},
    {"'~' undeclared", FindingKind::k_unknown_identifier},
    {"'~' was not declared in this scope", FindingKind::k_unknown_identifier},
    {"'~' has not been declared", FindingKind::k_unknown_identifier},
};

// The text between two quotes of `message` for each hole, when the message begins as the pattern.
std::optional<std::vector<std::string>> match(std::string_view message, std::string_view pattern)
{
    std::vector<std::string> names;
    for (std::size_t at = pattern.find(k_hole); at != pattern.npos; at = pattern.find(k_hole)) {
        if (!message.starts_with(pattern.substr(0, at)))
            return std::nullopt;
        message.remove_prefix(at);
        pattern.remove_prefix(at + 1);
        const std::size_t end = message.find('\'');
        if (end == message.npos)
            return std::nullopt;
        names.emplace_back(message.substr(0, end));
        message.remove_prefix(end);
    }
    return message.starts_with(pattern) ? std::optional(names) : std::nullopt;
}

// clang: 'PFOO' (aka 'struct FOO *'); gcc: 'PFOO' {aka 'struct FOO *'}.
std::string_view without_aliases(std::string_view message, std::string& storage)
{
    for (const auto& [open, close] : {std::pair{" {aka ", '}'}, std::pair{" (aka ", ')'}}) {
        const std::size_t begin = message.find(open);
        const std::size_t end = begin == message.npos ? begin : message.find(close, begin);
        if (end == message.npos)
            continue;
        storage = fmt::format("{}{}", message.substr(0, begin), message.substr(end + 1));
        return storage;
    }
    return message;
}

std::string tool_note(const std::string& header, const DriverProject& project)
{
    for (const GeneratedHeader& generated : project.generated) {
        if (equals_ignoring_case(generated.name, header))
            return fmt::format("{} makes it from {}", tool_text(generated.tool),
                               generated.source.filename().string());
    }
    return {};
}

} // namespace

const char* kind_text(FindingKind kind)
{
    switch (kind) {
    case FindingKind::k_missing_header: return "header";
    case FindingKind::k_unknown_function: return "function";
    case FindingKind::k_unknown_type: return "type";
    case FindingKind::k_unknown_identifier: return "identifier";
    case FindingKind::k_missing_member: return "member";
    case FindingKind::k_error: break;
    }
    return "error";
}

void Findings::add(const Diagnostic& diagnostic, const DriverProject& project)
{
    const Place place{diagnostic.file, diagnostic.line};
    const std::size_t missing = diagnostic.text.find(IncludeOverlay::k_missing);
    if (missing != std::string::npos) {
        std::string name =
            diagnostic.text.substr(missing + std::string_view(IncludeOverlay::k_missing).size());
        name.erase(std::min(name.find('"'), name.size()));
        const std::string note = tool_note(name, project);
        add(FindingKind::k_missing_header, std::move(name),
            {diagnostic.included, diagnostic.included_line}, note);
        return;
    }
    std::string storage;
    const std::string_view message = without_aliases(diagnostic.text, storage);
    for (const Pattern& pattern : k_patterns) {
        const auto names = match(message, pattern.text);
        if (!names.has_value())
            continue;
        // gcc names the structure first, clang the member.
        const bool gcc_order = pattern.text.starts_with('\'');
        std::string name = names->front();
        if (names->size() == 2)
            name = gcc_order ? fmt::format("{}.{}", (*names)[0], (*names)[1])
                             : fmt::format("{}.{}", (*names)[1], (*names)[0]);
        add(pattern.kind, std::move(name), place, {});
        return;
    }
    add_error(place, diagnostic.text);
}

void Findings::add_error(const Place& place, std::string text)
{
    add(FindingKind::k_error, std::move(text), place, {});
}

void Findings::add(FindingKind kind, std::string name, const Place& place, std::string note)
{
    const auto same = [&](const Finding& one) { return one.kind == kind && one.name == name; };
    const auto found = std::find_if(list_.begin(), list_.end(), same);
    if (found != list_.end())
        ++found->count;
    else
        list_.push_back({kind, std::move(name), place, 1, std::move(note)});
}

} // namespace openwdf::build
