#include "goals/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::bench {

std::string Settings::file_path() const
{
    return fmt::format("{}/bench_goals_{}M.bin", directory, file_bytes >> 20);
}

bool Settings::wants(const std::string& goal) const
{
    return only.empty() || std::find(only.begin(), only.end(), goal) != only.end();
}

} // namespace openwdf::bench
