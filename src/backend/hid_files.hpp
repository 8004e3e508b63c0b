// The files a hid: target is made from. They are configuration, read while the target is made; the
// machine does no I/O on them.
#pragma once

#include "backend/hid_device.hpp"
#include "openwdf/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace openwdf::backend {

// Bytes written as text: hexadecimal numbers of one or two digits, with or without 0x, between
// blanks, commas or line ends; '#' and "//" begin a comment. nullopt when it is something else.
std::optional<std::vector<std::byte>> parse_hex(std::string_view text);

// The whole file: its bytes, or those it spells when all of it is text that parse_hex() takes.
// Errors are a sentence about the file.
Outcome<std::vector<std::byte>> read_bytes_file(const std::string& path);

// One report per line, as parse_hex() takes it; lines without a report are skipped.
Outcome<std::vector<HidReport>> read_reports_file(const std::string& path);

} // namespace openwdf::backend
