// Upcasing of one UTF-16 unit, as object names and RtlUpcaseUnicodeString use it. Covers the
// alphabets whose case pairs are a fixed step apart; everything else is its own upper case.
#pragma once

namespace openwdf::nt::rtl {

constexpr bool is_between(char16_t c, char16_t first, char16_t last)
{
    return c >= first && c <= last;
}

constexpr char16_t upcase(char16_t c)
{
    if (c < 0x80)
        return is_between(c, u'a', u'z') ? static_cast<char16_t>(c - 0x20) : c;
    if (c == 0x00FF)
        return 0x0178;
    const bool latin = is_between(c, 0x00E0, 0x00FE) && c != 0x00F7;
    const bool greek = is_between(c, 0x03B1, 0x03CB) && c != 0x03C2;
    const bool cyrillic = is_between(c, 0x0430, 0x044F);
    if (latin || greek || cyrillic)
        return static_cast<char16_t>(c - 0x20);
    return is_between(c, 0x0450, 0x045F) ? static_cast<char16_t>(c - 0x50) : c;
}

static_assert(upcase(u'z') == u'Z' && upcase(u'\\') == u'\\' && upcase(0x00E4) == 0x00C4);

} // namespace openwdf::nt::rtl
