// Names as an application writes them, and their text encodings.
#pragma once

#include <string>
#include <string_view>

namespace openwdf::client {

// UTF-8 to UTF-16 and back. What is not well-formed becomes U+FFFD.
std::u16string to_utf16(std::string_view utf8);
std::string to_utf8(std::u16string_view utf16);

// "\\.\X" and "\\?\X" -> "\??\X"; NT paths ("\Device\X") stay as they are.
std::u16string nt_path(std::string_view name);

} // namespace openwdf::client
