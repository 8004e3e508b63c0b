#include "nt/rtl/strings.hpp"

#include "nt/rtl/unicode.hpp"
#include "nt/rtl/upcase.hpp"

#include <algorithm>
#include <cstring>

namespace openwdf::nt::rtl {

void initialize(UNICODE_STRING& string, const WCHAR* text)
{
    string = UNICODE_STRING{0, 0, const_cast<WCHAR*>(text)};
    if (text == nullptr)
        return;
    // The largest even length that leaves room for the terminator in a USHORT.
    constexpr std::size_t k_length_max = UNICODE_STRING_MAX_BYTES - sizeof(WCHAR);
    const std::size_t bytes =
        std::min(std::char_traits<char16_t>::length(text) * sizeof(WCHAR), k_length_max);
    string.Length = static_cast<USHORT>(bytes);
    string.MaximumLength = static_cast<USHORT>(bytes + sizeof(WCHAR));
}

void initialize(ANSI_STRING& string, const char* text)
{
    string = ANSI_STRING{0, 0, const_cast<char*>(text)};
    if (text == nullptr)
        return;
    const std::size_t bytes = std::min<std::size_t>(std::strlen(text), MAXUSHORT - 1);
    string.Length = static_cast<USHORT>(bytes);
    string.MaximumLength = static_cast<USHORT>(bytes + 1);
}

void copy(UNICODE_STRING& target, const UNICODE_STRING* source)
{
    target.Length = 0;
    if (source == nullptr)
        return;
    target.Length = std::min(source->Length, target.MaximumLength);
    std::memmove(target.Buffer, source->Buffer, target.Length);
    if (target.Length + sizeof(WCHAR) <= target.MaximumLength)
        target.Buffer[target.Length / sizeof(WCHAR)] = 0;
}

LONG compare(const UNICODE_STRING& a, const UNICODE_STRING& b, bool ignore_case)
{
    const std::u16string_view left = view_of(a);
    const std::u16string_view right = view_of(b);
    const std::size_t common = std::min(left.size(), right.size());
    for (std::size_t at = 0; at < common; ++at) {
        const LONG x = ignore_case ? upcase(left[at]) : left[at];
        const LONG y = ignore_case ? upcase(right[at]) : right[at];
        if (x != y)
            return x - y;
    }
    return static_cast<LONG>(a.Length) - static_cast<LONG>(b.Length);
}

SIZE_T compare_memory(const void* a, const void* b, SIZE_T length)
{
    const auto* left = static_cast<const std::byte*>(a);
    const auto* right = static_cast<const std::byte*>(b);
    return static_cast<SIZE_T>(std::mismatch(left, left + length, right).first - left);
}

} // namespace openwdf::nt::rtl
