// UTF-16 to UTF-8 and back, for names in traces and debug output.
#pragma once

#include <string>
#include <string_view>

namespace openwdf::nt::rtl {

// A lone surrogate becomes U+FFFD.
std::string to_utf8(std::u16string_view text);
// An ill-formed byte becomes U+FFFD.
std::u16string to_utf16(std::string_view text);

} // namespace openwdf::nt::rtl
