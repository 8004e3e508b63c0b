#include "cli/run.hpp"

#include "cli/exit.hpp"
#include "runtime/ddi_support.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openwdf::cli {

namespace {

void print_json(const std::vector<runtime::DdiSupport>& rows)
{
    nlohmann::json list = nlohmann::json::array();
    for (const runtime::DdiSupport& row : rows) {
        nlohmann::json object{
            {"name", row.name}, {"status", row.status}, {"irql_max", row.irql_max}};
        if (row.kmdf_index >= 0)
            object["kmdf"] = {{"index", row.kmdf_index}, {"since", row.kmdf_since}};
        if (row.umdf_index >= 0)
            object["umdf"] = {{"index", row.umdf_index}, {"since", row.umdf_since}};
        list.push_back(std::move(object));
    }
    fmt::print("{}\n", list.dump(2));
}

std::string slot(int index, const std::string& since)
{
    return index < 0 ? "-" : fmt::format("{} ({})", index, since);
}

void print_text(const std::vector<runtime::DdiSupport>& rows)
{
    fmt::print("{:<50} {:<12} {:<11} {:<11} IRQL\n", "function", "status", "KMDF slot",
               "UMDF slot");
    std::size_t implemented = 0;
    for (const runtime::DdiSupport& row : rows) {
        implemented += row.status != "no";
        fmt::print("{:<50} {:<12} {:<11} {:<11} <= {}\n", row.name, row.status,
                   slot(row.kmdf_index, row.kmdf_since), slot(row.umdf_index, row.umdf_since),
                   row.irql_max);
    }
    fmt::print("{} of {} work, in whole or in part\n", implemented, rows.size());
}

} // namespace

int compat(const std::string& filter, bool json)
{
    const auto rows = runtime::ddi_support(filter);
    if (json)
        print_json(rows);
    else
        print_text(rows);
    return rows.empty() ? k_exit_failed : k_exit_ok;
}

} // namespace openwdf::cli
