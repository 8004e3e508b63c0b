#include "openwdf/result.hpp"
#include "runtime/status_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf {

std::string status_name(std::int32_t status)
{
    const auto value = static_cast<std::uint32_t>(status);
    const auto names = runtime::status_names();
    const auto found = std::lower_bound(
        names.begin(), names.end(), value,
        [](const runtime::StatusName& row, std::uint32_t wanted) { return row.value < wanted; });
    if (found == names.end() || found->value != value)
        return fmt::format("0x{:08X}", value);
    return fmt::format("{} (0x{:08X})", found->name, value);
}

} // namespace openwdf
