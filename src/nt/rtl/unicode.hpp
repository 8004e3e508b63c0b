// Between UNICODE_STRING and the string types of the runtime.
#pragma once

#include <ntddk.h>

#include <string>
#include <string_view>

namespace openwdf::nt::rtl {

inline std::u16string_view view_of(const UNICODE_STRING& string)
{
    return {string.Buffer, string.Length / sizeof(WCHAR)};
}

// Points into `text`, which must outlive it. Precondition: fewer than 32767 characters.
inline UNICODE_STRING unicode_string(std::u16string& text)
{
    const auto bytes = static_cast<USHORT>(text.size() * sizeof(WCHAR));
    return {bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), text.data()};
}

} // namespace openwdf::nt::rtl
