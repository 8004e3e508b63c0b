#include "backend/uri.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace openwdf::backend {

namespace {

constexpr std::int32_t k_status_invalid_parameter = static_cast<std::int32_t>(0xC000000D);

bool is_scheme_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// False on a '%' without two hex digits behind it, and on %00, which no Linux name can hold.
bool decode(std::string_view text, std::string& decoded)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size())
            return false;
        const int high = hex_digit(text[i + 1]);
        const int low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0 || high + low == 0)
            return false;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return true;
}

Error bad_percent(const Uri& uri, std::string_view part)
{
    return uri.error(fmt::format("'{}' has a % without two hex digits behind it (a percent sign "
                                 "itself is written %25)",
                                 part));
}

} // namespace

Error Uri::error(const std::string& sentence) const
{
    return Error{k_status_invalid_parameter, fmt::format("target '{}': {}", text_, sentence)};
}

Outcome<Uri> Uri::parse(std::string_view text)
{
    Uri uri;
    uri.text_ = text;
    const std::size_t colon = text.find(':');
    const bool has_scheme =
        colon != std::string_view::npos && colon != 0 &&
        std::all_of(text.begin(), text.begin() + static_cast<long>(colon), is_scheme_character);
    if (!has_scheme)
        return uri.error("there is no scheme; it begins with one, e.g. ram:64M or file:/path");
    uri.scheme_ = text.substr(0, colon);
    const std::string_view rest = text.substr(colon + 1);
    const std::size_t mark = rest.find('?');
    const std::string_view path = rest.substr(0, mark);
    if (!decode(path, uri.path_))
        return bad_percent(uri, path);
    if (mark != std::string_view::npos) {
        if (Outcome<void> parsed = uri.parse_options(rest.substr(mark + 1)); !parsed.ok())
            return parsed.error();
    }
    return uri;
}

Outcome<void> Uri::parse_options(std::string_view query)
{
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return error(fmt::format("option '{}' is not KEY=VALUE", part));
        Option option;
        if (!decode(part.substr(0, equals), option.key) ||
            !decode(part.substr(equals + 1), option.value))
            return bad_percent(*this, part);
        if (this->option(option.key) != nullptr)
            return error(fmt::format("option '{}' is given twice", option.key));
        options_.push_back(std::move(option));
    }
    return {};
}

const std::string* Uri::option(std::string_view key) const
{
    for (const Option& option : options_) {
        if (option.key == key)
            return &option.value;
    }
    return nullptr;
}

Outcome<void> Uri::allow_options(std::initializer_list<std::string_view> known) const
{
    for (const Option& option : options_) {
        if (std::find(known.begin(), known.end(), option.key) == known.end())
            return error(fmt::format("option '{}' is unknown; {}: knows {}", option.key, scheme_,
                                     fmt::join(known, ", ")));
    }
    return {};
}

bool parse_size(std::string_view text, std::uint64_t& bytes)
{
    constexpr std::string_view k_suffixes = "KMGT";
    unsigned shift = 0;
    if (!text.empty()) {
        const char last = static_cast<char>(text.back() & ~0x20);
        const std::size_t suffix = k_suffixes.find(last);
        if (suffix != std::string_view::npos) {
            shift = 10 * static_cast<unsigned>(suffix + 1);
            text.remove_suffix(1);
        }
    }
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, number);
    if (code != std::errc{} || stop != end || number == 0 ||
        number > (std::numeric_limits<std::uint64_t>::max() >> shift))
        return false;
    bytes = number << shift;
    return true;
}

} // namespace openwdf::backend
