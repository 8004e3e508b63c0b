// Bytes from the command line and to the screen.
#pragma once

#include "openwdf/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::cli {

// "01 02ff", "text:hello", "file:/path".
Outcome<std::vector<std::byte>> parse_data(std::string_view text);

// "01 02 ff" without blanks.
std::string to_hex(std::span<const std::byte> data);

// Sixteen bytes a line: offset, hex, characters. At most `lines_max` lines, then how much is left.
std::string hex_dump(std::span<const std::byte> data, std::uint64_t first_offset,
                     std::size_t lines_max);

} // namespace openwdf::cli
