// UTF-8 and UTF-16. Names are UTF-16 inside, as in Windows; files, traces and people use UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace openwdf::base {

// What is not well-formed becomes U+FFFD, one for each offending byte or lone surrogate.
std::u16string to_utf16(std::string_view utf8);
std::string to_utf8(std::u16string_view utf16);

} // namespace openwdf::base
