// Numbers on the command line: decimal or 0x..., with an optional K, M or G (powers of 1024).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace openwdf::cli {

std::optional<std::uint64_t> parse_number(std::string_view text);

} // namespace openwdf::cli
