#include "base/utf.hpp"

#include <cstdint>

namespace openwdf::base {

namespace {

constexpr char32_t k_replacement = 0xFFFD;

struct Decoded {
    char32_t character;
    std::size_t length;
};

Decoded decode_utf8(std::string_view text)
{
    const auto lead = static_cast<std::uint8_t>(text.front());
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    constexpr char32_t k_smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
        return {k_replacement, 1};
    char32_t character = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xC0) != 0x80)
            return {k_replacement, 1};
        character = character << 6 | (byte & 0x3FU);
    }
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    if (character < k_smallest[length] || character > 0x10FFFF || surrogate)
        return {k_replacement, 1};
    return {character, length};
}

Decoded decode_utf16(std::u16string_view text)
{
    const char16_t unit = text.front();
    if (unit < 0xD800 || unit >= 0xE000)
        return {unit, 1};
    if (unit >= 0xDC00 || text.size() < 2 || text[1] < 0xDC00 || text[1] >= 0xE000)
        return {k_replacement, 1};
    return {0x10000U + ((unit - 0xD800U) << 10) + (text[1] - 0xDC00U), 2};
}

void append_utf8(std::string& text, char32_t character)
{
    if (character < 0x80) {
        text += static_cast<char>(character);
        return;
    }
    const int continuations = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    constexpr std::uint8_t k_leads[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(k_leads[continuations] | character >> (6 * continuations));
    for (int left = continuations - 1; left >= 0; --left)
        text += static_cast<char>(0x80U | ((character >> (6 * left)) & 0x3FU));
}

} // namespace

std::u16string to_utf16(std::string_view utf8)
{
    std::u16string text;
    while (!utf8.empty()) {
        const Decoded decoded = decode_utf8(utf8);
        utf8.remove_prefix(decoded.length);
        if (decoded.character < 0x10000) {
            text += static_cast<char16_t>(decoded.character);
            continue;
        }
        const char32_t rest = decoded.character - 0x10000;
        text += static_cast<char16_t>(0xD800 + (rest >> 10));
        text += static_cast<char16_t>(0xDC00 + (rest & 0x3FF));
    }
    return text;
}

std::string to_utf8(std::u16string_view utf16)
{
    std::string text;
    while (!utf16.empty()) {
        const Decoded decoded = decode_utf16(utf16);
        utf16.remove_prefix(decoded.length);
        append_utf8(text, decoded.character);
    }
    return text;
}

} // namespace openwdf::base
