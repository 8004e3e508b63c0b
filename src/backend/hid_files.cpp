#include "backend/hid_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace openwdf::backend {

namespace {

constexpr std::size_t k_file_bytes_max = 1U << 20;

Error file_error(NTSTATUS status, const std::string& path, const std::string& sentence)
{
    return Error{status, fmt::format("the file '{}' {}", path, sentence)};
}

Outcome<std::string> read_file(const std::string& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return file_error(STATUS_OBJECT_NAME_NOT_FOUND, path, "is not there");
    std::ifstream file(path, std::ios::binary);
    std::string content(k_file_bytes_max + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (file.bad() || (!file.is_open()))
        return file_error(STATUS_ACCESS_DENIED, path, "cannot be read");
    content.resize(static_cast<std::size_t>(file.gcount()));
    if (content.size() > k_file_bytes_max)
        return file_error(STATUS_INVALID_PARAMETER, path, "is larger than 1 MiB");
    return content;
}

bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

std::string_view without_comment(std::string_view line)
{
    return line.substr(0, std::min(line.find('#'), line.find("//")));
}

// Calls body(line) for each line; stops when it returns false.
template <class Body> bool for_each_line(std::string_view text, Body&& body)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!body(without_comment(text.substr(0, end))))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool append_word(std::string_view word, std::vector<std::byte>& bytes)
{
    if (word.starts_with("0x") || word.starts_with("0X"))
        word.remove_prefix(2);
    std::uint8_t value = 0;
    const char* end = word.data() + word.size();
    const auto [stop, code] = std::from_chars(word.data(), end, value, 16);
    if (word.empty() || word.size() > 2 || code != std::errc{} || stop != end)
        return false;
    bytes.push_back(static_cast<std::byte>(value));
    return true;
}

bool append_line(std::string_view line, std::vector<std::byte>& bytes)
{
    while (!line.empty()) {
        const auto word_end = std::ranges::find_if(line, is_separator);
        const auto length = static_cast<std::size_t>(word_end - line.begin());
        if (length != 0 && !append_word(line.substr(0, length), bytes))
            return false;
        line.remove_prefix(std::min(length + 1, line.size()));
    }
    return true;
}

} // namespace

std::optional<std::vector<std::byte>> parse_hex(std::string_view text)
{
    std::vector<std::byte> bytes;
    if (!for_each_line(text, [&](std::string_view line) { return append_line(line, bytes); }))
        return std::nullopt;
    return bytes;
}

Outcome<std::vector<std::byte>> read_bytes_file(const std::string& path)
{
    auto content = read_file(path);
    if (!content.ok())
        return content.error();
    const std::string& text = content.value();
    if (auto bytes = parse_hex(text); bytes.has_value())
        return std::move(*bytes);
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return std::vector<std::byte>(first, first + text.size());
}

Outcome<std::vector<HidReport>> read_reports_file(const std::string& path)
{
    auto content = read_file(path);
    if (!content.ok())
        return content.error();
    std::vector<HidReport> reports;
    int number = 0;
    const bool is_text = for_each_line(content.value(), [&](std::string_view line) {
        ++number;
        HidReport report;
        if (!append_line(line, report))
            return false;
        if (!report.empty())
            reports.push_back(std::move(report));
        return true;
    });
    if (!is_text)
        return file_error(STATUS_INVALID_PARAMETER, path,
                          fmt::format("has no bytes in hexadecimal in line {}", number));
    return reports;
}

} // namespace openwdf::backend
