#include "build/text.hpp"

#include "base/utf.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace openwdf::build {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

std::string from_utf16(std::string_view bytes, bool big_endian)
{
    std::u16string units;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        units += static_cast<char16_t>(big_endian ? first << 8 | second : second << 8 | first);
    }
    return base::to_utf8(units);
}

} // namespace

std::string to_lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view k_blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(k_blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(k_blank) - first + 1);
}

std::vector<std::string> split_list(std::string_view text, std::string_view separators)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        const std::string_view part = trim(text.substr(0, end));
        if (!part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string with_slashes(std::string_view path)
{
    std::string result(path);
    std::replace(result.begin(), result.end(), '\\', '/');
    return result;
}

std::optional<std::string> read_text(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.starts_with("\xFF\xFE"))
        return from_utf16(std::string_view(text).substr(2), false);
    if (text.starts_with("\xFE\xFF"))
        return from_utf16(std::string_view(text).substr(2), true);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    return text;
}

bool write_text(const std::filesystem::path& path, std::string_view text)
{
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.flush();
    return file.good();
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to)
{
    std::string result;
    while (true) {
        const std::size_t at = text.find(from);
        result += text.substr(0, at);
        if (at == std::string_view::npos)
            return result;
        result += to;
        text.remove_prefix(at + from.size());
    }
}

} // namespace openwdf::build
