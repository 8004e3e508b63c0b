// The formatting that ntstrsafe.h and strsafe.h call. No gate: it touches nothing but its buffer.
#include "nt/rtl/format.hpp"

#include <openwdf_safe_string.h>

#include <algorithm>

using namespace openwdf;

namespace {

template <class Char>
std::size_t store(const std::basic_string<Char>& text, Char* buffer, std::size_t size)
{
    std::copy_n(text.data(), std::min(text.size(), size), buffer);
    return text.size();
}

} // namespace

extern "C" {

size_t openwdf_format(CHAR* buffer, size_t size, const CHAR* format, va_list list)
{
    std::va_list arguments;
    va_copy(arguments, list);
    const std::size_t length = store(nt::rtl::format_text(format, arguments), buffer, size);
    va_end(arguments);
    return length;
}

size_t openwdf_format_wide(WCHAR* buffer, size_t size, const WCHAR* format, va_list list)
{
    std::va_list arguments;
    va_copy(arguments, list);
    const std::size_t length = store(nt::rtl::format_text(format, arguments), buffer, size);
    va_end(arguments);
    return length;
}

} // extern "C"
