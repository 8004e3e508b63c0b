// Text of Windows projects: case, separators, encodings.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::build {

std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);

// The parts between separators, trimmed, without empty ones.
std::vector<std::string> split_list(std::string_view text, std::string_view separators);

// Backslashes become slashes.
std::string with_slashes(std::string_view path);

// A file as UTF-8: byte order marks are honoured and removed. nullopt: it cannot be read.
std::optional<std::string> read_text(const std::filesystem::path& path);

bool write_text(const std::filesystem::path& path, std::string_view text);

// `text` with each `from` replaced.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

} // namespace openwdf::build
