// The format language of DbgPrint: printf with Windows' widths (%l is 32 bits, %I64), counted
// strings (%wZ, %Z) and 16-bit strings (%ws, %S).
#pragma once

#include <cstdarg>
#include <string>

namespace openwdf::nt::rtl {

// One line holds at most this much, as DbgPrint does.
inline constexpr std::size_t k_debug_text_max = 512;

std::string format_debug(const char* format, std::va_list& arguments);

} // namespace openwdf::nt::rtl
