#include "runtime/report_copy.hpp"

#include "loader/module_cache.hpp"
#include "loader/source_line.hpp"

namespace openwdf::runtime {

std::optional<SourceLine> find_line(const void* return_address)
{
    const loader::Module* module =
        return_address == nullptr ? nullptr : loader::find_module(return_address);
    if (module == nullptr)
        return std::nullopt;
    auto line = loader::find_source_line(*module, return_address);
    if (!line.has_value())
        return std::nullopt;
    return SourceLine{std::move(line->function), std::move(line->file),
                      static_cast<int>(line->line)};
}

namespace {

CrossingRecord copy_crossing(const gate::Crossing& crossing)
{
    CrossingRecord copy;
    copy.name = gate::crossing_name(crossing);
    copy.into_driver = crossing.kind == gate::CrossingKind::callback;
    copy.returned = crossing.kind == gate::CrossingKind::callback_return;
    copy.irql = crossing.irql;
    const auto* address = static_cast<const char*>(crossing.address);
    // A callback's address is where the function begins, not where a call returns to.
    copy.source = find_line(copy.into_driver ? address + 1 : address);
    return copy;
}

} // namespace

Standpoint copy_standpoint(const gate::Standpoint& standpoint)
{
    Standpoint copy;
    copy.thread = standpoint.thread;
    copy.driver = standpoint.driver;
    copy.ddi = standpoint.ddi;
    copy.irql = standpoint.irql;
    copy.source = find_line(standpoint.caller);
    for (const gate::Crossing& crossing : standpoint.crossings)
        copy.history.push_back(copy_crossing(crossing));
    return copy;
}

BugCheckReport copy_report(const gate::BugCheckReport& report)
{
    return {report.bug_check.code, report.bug_check.parameters, report.bug_check.explanation,
            copy_standpoint(report.where)};
}

ContractReport copy_report(const gate::Report& report)
{
    ContractReport copy{report.rule, report.text, copy_standpoint(report.where), {}};
    for (const gate::Standpoint& other : report.others)
        copy.others.push_back(copy_standpoint(other));
    return copy;
}

std::string last_call_text(const gate::Standpoint& standpoint)
{
    if (standpoint.ddi.empty())
        return "";
    std::string text = "last call " + standpoint.ddi;
    if (const auto source = find_line(standpoint.caller))
        text += " at " + place_text(*source);
    return text;
}

} // namespace openwdf::runtime
