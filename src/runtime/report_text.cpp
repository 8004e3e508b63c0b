#include "runtime/report_copy.hpp"

#include <fmt/format.h>

namespace openwdf {

namespace {

struct CodeName {
    std::uint32_t code;
    const char* name;
};

constexpr CodeName k_code_names[] = {
    {0x09, "IRQL_NOT_GREATER_OR_EQUAL"},
    {0x0A, "IRQL_NOT_LESS_OR_EQUAL"},
    {0x35, "NO_MORE_IRP_STACK_LOCATIONS"},
    {0x44, "MULTIPLE_IRP_COMPLETE_REQUESTS"},
    {0xC2, "BAD_POOL_CALLER"},
    {0xC4, "DRIVER_VERIFIER_DETECTED_VIOLATION"},
    {0x10D, "WDF_VIOLATION"},
    {0xF0000001, "OpenWDF: not implemented"},
    {0xF0000002, "OpenWDF: deadlock"},
    {0xF0000003, "OpenWDF: the driver host was terminated"},
    {0xF0000004, "OpenWDF: the run does not end"},
};

const char* code_name(std::uint32_t code)
{
    for (const CodeName& row : k_code_names) {
        if (row.code == code)
            return row.name;
    }
    return "unnamed";
}

std::string place(const std::optional<SourceLine>& source)
{
    return source.has_value() ? runtime::place_text(*source) : "";
}

std::string crossing_line(const CrossingRecord& crossing)
{
    const char* move = crossing.into_driver ? "entered by" : crossing.returned ? "left" : "called";
    const std::string at = place(crossing.source);
    return fmt::format("    {} {} at IRQL {}{}{}\n", move, crossing.name, crossing.irql,
                       at.empty() ? "" : ", ", at);
}

std::string standpoint_text(const Standpoint& where)
{
    constexpr std::size_t k_history_lines_max = 12;
    std::string text;
    if (where.source.has_value())
        text += fmt::format("  at {}\n", place(where.source));
    text += fmt::format("  driver {}, thread '{}', IRQL {}{}{}\n",
                        where.driver.empty() ? "none" : where.driver, where.thread, where.irql,
                        where.ddi.empty() ? "" : ", last call ", where.ddi);
    if (!where.history.empty())
        text += "  the driver's last moves over the border, newest first:\n";
    for (std::size_t i = 0; i < where.history.size() && i < k_history_lines_max; ++i)
        text += crossing_line(where.history[i]);
    return text;
}

} // namespace

std::string BugCheckReport::text() const
{
    return fmt::format("bug check 0x{:X} ({}) 0x{:X} 0x{:X} 0x{:X} 0x{:X}\n  {}\n{}", code,
                       code_name(code), parameters[0], parameters[1], parameters[2], parameters[3],
                       explanation, standpoint_text(where));
}

std::string ContractReport::text_with_place() const
{
    std::string lines = fmt::format("{}: {}\n{}", rule, text, standpoint_text(where));
    for (const Standpoint& other : others)
        lines += "  against\n" + standpoint_text(other);
    return lines;
}

} // namespace openwdf

namespace openwdf::runtime {

std::string place_text(const SourceLine& source)
{
    return fmt::format("{}:{} in {}", source.file, source.line, source.function);
}

} // namespace openwdf::runtime
