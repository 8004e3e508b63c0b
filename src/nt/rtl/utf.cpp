#include "nt/rtl/utf.hpp"

#include <cstddef>
#include <cstdint>

namespace openwdf::nt::rtl {

namespace {

constexpr char32_t k_replacement = 0xFFFD;

void append_utf8(std::string& out, char32_t c)
{
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80 | ((c >> shift) & 0x3F));
    };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_high(char16_t c)
{
    return (c & 0xFC00) == 0xD800;
}
bool is_low(char16_t c)
{
    return (c & 0xFC00) == 0xDC00;
}

// Continuation bytes that a lead byte announces; -1 for none of the lead bytes.
int tail_count(std::uint8_t lead)
{
    if (lead < 0x80)
        return 0;
    if ((lead & 0xE0) == 0xC0)
        return 1;
    if ((lead & 0xF0) == 0xE0)
        return 2;
    return (lead & 0xF8) == 0xF0 ? 3 : -1;
}

char32_t take_utf8(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<std::uint8_t>(text[at++]);
    const int tails = tail_count(lead);
    if (tails < 0 || at + static_cast<std::size_t>(tails) > text.size())
        return k_replacement;
    if (tails == 0)
        return lead;
    char32_t c = lead & (0x3FU >> tails);
    for (int i = 0; i < tails; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        if ((byte & 0xC0) != 0x80)
            return k_replacement;
        c = (c << 6) | (byte & 0x3FU);
        ++at;
    }
    return c <= 0x10FFFF ? c : k_replacement;
}

} // namespace

std::string to_utf8(std::u16string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char16_t unit = text[at];
        if (is_high(unit) && at + 1 < text.size() && is_low(text[at + 1])) {
            ++at;
            append_utf8(out, 0x10000 + ((char32_t{unit} & 0x3FF) << 10) + (text[at] & 0x3FF));
        } else {
            append_utf8(out, is_high(unit) || is_low(unit) ? k_replacement : unit);
        }
    }
    return out;
}

std::u16string to_utf16(std::string_view text)
{
    std::u16string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = take_utf8(text, at);
        if (c < 0x10000) {
            out += static_cast<char16_t>(c);
        } else {
            out += static_cast<char16_t>(0xD7C0 + (c >> 10));
            out += static_cast<char16_t>(0xDC00 | (c & 0x3FF));
        }
    }
    return out;
}

} // namespace openwdf::nt::rtl
