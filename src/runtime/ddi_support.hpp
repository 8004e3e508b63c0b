// Which functions of the driver interface work, for `openwdf compat`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace openwdf::runtime {

struct DdiSupport {
    std::string name;
    std::string status;     // "implemented", "partial", "no"
    std::string kmdf_since; // "" when it is not in KMDF
    std::string umdf_since;
    int kmdf_index; // -1: no slot
    int umdf_index;
    unsigned irql_max;
};

// Functions whose name contains `filter`, whatever the case; "" for all. In table order.
std::vector<DdiSupport> ddi_support(std::string_view filter);

} // namespace openwdf::runtime
