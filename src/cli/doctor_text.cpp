#include "cli/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace openwdf::cli {

namespace {

using build::Finding;
using build::FindingKind;
using build::Place;

constexpr std::size_t k_shown_max = 10; // of each kind, without --all

struct Section {
    FindingKind kind;
    const char* title;
};

constexpr Section k_sections[] = {
    {FindingKind::k_missing_header, "missing headers"},
    {FindingKind::k_unknown_function, "unknown functions"},
    {FindingKind::k_unknown_type, "unknown types"},
    {FindingKind::k_unknown_identifier, "unknown names"},
    {FindingKind::k_missing_member, "members that are missing"},
    {FindingKind::k_error, "other errors"},
};

class Text {
public:
    Text(const std::string& base, bool all) : base_(base), all_(all) {}

    template <class... Arguments>
    void line(fmt::format_string<Arguments...> format, Arguments&&... arguments)
    {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
        text_ += '\n';
    }

    // A titled list, cut unless everything was asked for.
    template <class List, class Print>
    void section(const char* title, const List& list, Print print)
    {
        if (list.empty())
            return;
        line("  {} ({}):", title, list.size());
        const std::size_t shown = all_ ? list.size() : std::min(list.size(), k_shown_max);
        for (std::size_t at = 0; at < shown; ++at)
            print(list[at]);
        if (shown < list.size())
            line("    ... {} more (--all shows them)", list.size() - shown);
    }

    void places(const char* title, const std::vector<Place>& list)
    {
        section(title, list, [this](const Place& place) { line("    {}", at(place)); });
    }

    void findings(const Section& wanted, const std::vector<Finding>& all)
    {
        std::vector<Finding> list;
        std::copy_if(all.begin(), all.end(), std::back_inserter(list),
                     [&](const Finding& one) { return one.kind == wanted.kind; });
        section(wanted.title, list, [this](const Finding& one) {
            line("    {:<40} {}{}", one.name, at(one.place),
                 one.note.empty() ? "" : fmt::format(" ({})", one.note));
        });
    }

    std::string at(const Place& place) const { return place_text(place, base_); }
    std::string take() { return std::move(text_); }

private:
    const std::string& base_;
    bool all_;
    std::string text_;
};

void print_remarks(Text& text, const ProjectReport& report)
{
    text.section("called and not wholly implemented", report.ddis, [&](const CalledDdi& ddi) {
        text.line("    {:<40} {}", ddi.name,
                  ddi.status == "no" ? "declared, not implemented" : ddi.status);
    });
    text.places("long or unsigned long, 64 bits here", report.examination.raw_long);
    text.places("structured exception handling, not supported", report.examination.seh);
    text.places("inline assembly", report.examination.inline_assembly);
    for (const auto& [kind, list] : report.examination.translations)
        text.places(fmt::format("translated: {}", build::dialect_text(kind)).c_str(), list);
    text.section("notes", report.project.notes,
                 [&](const std::string& note) { text.line("    {}", note); });
    if (!report.scratch.empty())
        text.line("  what was compiled: {}", report.scratch);
}

} // namespace

std::string place_text(const Place& place, const std::string& base)
{
    std::string file = place.file.string();
    if (file.starts_with(base))
        file.erase(0, base.size());
    return place.line == 0 ? file : fmt::format("{}:{}", file, place.line);
}

std::string doctor_text(const ProjectReport& report, const std::string& base, bool all)
{
    Text text(base, all);
    const char* verdict = "compiles";
    if (!report.failure.empty())
        verdict = "could not be examined";
    else if (!report.examination.compiles())
        verdict = "does not compile";
    text.line("{}: {} ({}{})", text.at({report.project.path, 0}), verdict,
              build::framework_text(report.project), report.project.is_library ? ", library" : "");
    if (!report.failure.empty())
        text.line("  {}", report.failure);
    for (const Section& wanted : k_sections)
        text.findings(wanted, report.examination.findings);
    print_remarks(text, report);
    return text.take();
}

} // namespace openwdf::cli
