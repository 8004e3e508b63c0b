#include "runtime/ddi_support.hpp"

#include "gate/generated/ddi_descriptors.hpp"

#include <algorithm>

namespace openwdf::runtime {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool contains(std::string_view text, std::string_view part)
{
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
           part.empty();
}

const char* status_text(gate::DdiStatus status)
{
    switch (status) {
    case gate::DdiStatus::k_implemented: return "implemented";
    case gate::DdiStatus::k_partial: return "partial";
    case gate::DdiStatus::k_no: break;
    }
    return "no";
}

} // namespace

std::vector<DdiSupport> ddi_support(std::string_view filter)
{
    std::vector<DdiSupport> rows;
    for (const gate::DdiDescriptor& row : gate::k_ddi_descriptors) {
        if (contains(row.name, filter))
            rows.push_back({row.name, status_text(row.status), row.kmdf_since, row.umdf_since,
                            row.kmdf_index, row.umdf_index, row.irql_max});
    }
    return rows;
}

} // namespace openwdf::runtime
