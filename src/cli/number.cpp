#include "cli/number.hpp"

#include <charconv>
#include <limits>

namespace openwdf::cli {

namespace {

unsigned suffix_shift(char suffix)
{
    switch (suffix) {
    case 'K':
    case 'k': return 10;
    case 'M':
    case 'm': return 20;
    case 'G':
    case 'g': return 30;
    default: return 0;
    }
}

} // namespace

std::optional<std::uint64_t> parse_number(std::string_view text)
{
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    if (is_hex)
        text.remove_prefix(2);
    const unsigned shift = is_hex || text.empty() ? 0 : suffix_shift(text.back());
    if (shift != 0)
        text.remove_suffix(1);
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, number, is_hex ? 16 : 10);
    if (code != std::errc{} || stop != end || text.empty() ||
        number > (std::numeric_limits<std::uint64_t>::max() >> shift))
        return std::nullopt;
    return number << shift;
}

} // namespace openwdf::cli
