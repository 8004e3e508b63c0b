// The format language of DbgPrint and of the safe strings: printf with Windows' widths (%l is 32
// bits, %I64), counted strings (%wZ, %Z) and strings of both widths. In a format of 16-bit
// characters %s and %c are of that width, %S and %C of the other.
#pragma once

#include <cstdarg>
#include <string>

namespace openwdf::nt::rtl {

// One line of debug output holds at most this much, as DbgPrint does.
inline constexpr std::size_t k_debug_text_max = 512;

std::string format_debug(const char* format, std::va_list& arguments);

std::string format_text(const char* format, std::va_list& arguments);
std::u16string format_text(const char16_t* format, std::va_list& arguments);

} // namespace openwdf::nt::rtl
