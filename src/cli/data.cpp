#include "cli/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace openwdf::cli {

namespace {

std::vector<std::byte> bytes_of(std::string_view text)
{
    const auto* begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

Outcome<std::vector<std::byte>> read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{0, fmt::format("the file '{}' cannot be read", path)};
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    return bytes_of(content);
}

int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Outcome<std::vector<std::byte>> parse_hex(std::string_view text)
{
    std::vector<std::byte> data;
    int high = -1;
    for (const char c : text) {
        if (c == ' ')
            continue;
        const int value = digit_value(c);
        if (value < 0)
            return Error{0, fmt::format("'{}' is not hex; text:... passes characters, file:PATH a "
                                        "file's bytes",
                                        text)};
        if (high < 0) {
            high = value;
            continue;
        }
        data.push_back(static_cast<std::byte>(high * 16 + value));
        high = -1;
    }
    if (high >= 0)
        return Error{0, fmt::format("'{}' has an odd number of hex digits", text)};
    return data;
}

} // namespace

Outcome<std::vector<std::byte>> parse_data(std::string_view text)
{
    constexpr std::string_view k_text = "text:";
    constexpr std::string_view k_file = "file:";
    if (text.starts_with(k_text))
        return bytes_of(text.substr(k_text.size()));
    if (text.starts_with(k_file))
        return read_file(std::string(text.substr(k_file.size())));
    return parse_hex(text);
}

std::string to_hex(std::span<const std::byte> data)
{
    std::string text;
    for (const std::byte byte : data)
        fmt::format_to(std::back_inserter(text), "{:02x}", std::to_integer<unsigned>(byte));
    return text;
}

std::string hex_dump(std::span<const std::byte> data, std::uint64_t first_offset,
                     std::size_t lines_max)
{
    constexpr std::size_t k_columns = 16;
    std::string text;
    for (std::size_t at = 0; at < data.size(); at += k_columns) {
        if (at / k_columns == lines_max) {
            text += fmt::format("  ... {} more bytes\n", data.size() - at);
            break;
        }
        const auto line = data.subspan(at, std::min(k_columns, data.size() - at));
        std::string hex;
        std::string characters;
        for (const std::byte byte : line) {
            const auto value = std::to_integer<unsigned char>(byte);
            fmt::format_to(std::back_inserter(hex), "{:02x} ", value);
            characters += value >= 0x20 && value < 0x7F ? static_cast<char>(value) : '.';
        }
        text += fmt::format("  {:08x}  {:<48} {}\n", first_offset + at, hex, characters);
    }
    return text;
}

} // namespace openwdf::cli
