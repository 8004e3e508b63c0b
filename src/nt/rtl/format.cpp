#include "nt/rtl/format.hpp"

#include "base/utf.hpp"
#include "nt/rtl/unicode.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace openwdf::nt::rtl {

namespace {

// Widths and precisions beyond this are cut; no driver's buffer is longer.
constexpr int k_count_max = 0xFFFF;

// One conversion, as it stands in the format.
struct Conversion {
    std::string flags; // "-0+ #"
    int width = -1;
    int precision = -1;
    unsigned bits = 32;    // of an integer
    bool is_long = false;  // %w, %l of a string or character
    bool is_short = false; // %h
    char kind = 0;
};

template <class Char> class Formatter {
public:
    explicit Formatter(std::va_list& arguments) : arguments_(arguments) {}

    std::basic_string<Char> translate(const Char* format)
    {
        while (*format != 0) {
            if (*format != '%') {
                text_ += *format++;
                continue;
            }
            ++format;
            convert(parse(format));
        }
        return std::move(text_);
    }

private:
    static constexpr bool k_is_wide = std::is_same_v<Char, char16_t>;

    static bool is_one_of(Char unit, const char* set)
    {
        return unit != 0 && unit < 0x80 && std::strchr(set, static_cast<char>(unit)) != nullptr;
    }

    static bool begins_with(const Char* format, std::string_view word)
    {
        for (const char letter : word) {
            if (*format++ != static_cast<Char>(letter))
                return false;
        }
        return true;
    }

    int number(const Char*& format)
    {
        if (*format == '*') {
            ++format;
            return va_arg(arguments_, int);
        }
        int value = 0;
        while (*format >= '0' && *format <= '9')
            value = std::min(value * 10 + (*format++ - '0'), k_count_max);
        return value;
    }

    static void parse_size(Conversion& conversion, const Char*& format)
    {
        if (begins_with(format, "I64") || begins_with(format, "I32")) {
            conversion.bits = format[1] == '6' ? 64 : 32;
            format += 3;
        } else if (begins_with(format, "ll")) {
            conversion.bits = 64;
            format += 2;
        } else if (is_one_of(*format, "Izjt")) {
            conversion.bits = 64;
            ++format;
        }
        for (; is_one_of(*format, "lwh"); ++format) {
            conversion.is_long = *format != 'h';
            conversion.is_short = *format == 'h';
        }
    }

    // A negative width, which only an argument can have, asks for the left side.
    static void set_width(Conversion& conversion, int width)
    {
        if (width < 0)
            conversion.flags += '-';
        conversion.width = std::min(width < 0 ? -width : width, k_count_max);
    }

    Conversion parse(const Char*& format)
    {
        Conversion conversion;
        while (is_one_of(*format, "-0+ #"))
            conversion.flags += static_cast<char>(*format++);
        if (*format == '*' || (*format >= '0' && *format <= '9'))
            set_width(conversion, number(format));
        if (*format == '.') {
            ++format;
            conversion.precision = number(format);
        }
        parse_size(conversion, format);
        conversion.kind = *format < 0x80 ? static_cast<char>(*format) : '?';
        if (*format != 0)
            ++format;
        return conversion;
    }

    void convert(const Conversion& conversion)
    {
        switch (conversion.kind) {
        case '%': text_ += '%'; break;
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o': integer(conversion); break;
        case 'p': print_pointer(); break;
        case 'c':
        case 'C': character(conversion); break;
        case 's':
        case 'S': string(conversion); break;
        case 'Z': counted_string(conversion); break;
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'G': print(conversion, "", va_arg(arguments_, double)); break;
        default: // as it stands: unknown to Windows, too
            text_ += '%';
            if (conversion.kind != 0)
                text_ += static_cast<Char>(conversion.kind);
            break;
        }
    }

    void append_ascii(std::string_view ascii) { text_.append(ascii.begin(), ascii.end()); }

    template <class T> void print(const Conversion& conversion, const char* size, T value)
    {
        std::string format = "%" + conversion.flags;
        if (conversion.width >= 0)
            format += std::to_string(conversion.width);
        if (conversion.precision >= 0)
            format += "." + std::to_string(conversion.precision);
        format += size;
        format += conversion.kind;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        const int length = std::snprintf(nullptr, 0, format.c_str(), value);
        std::string digits(static_cast<std::size_t>(std::max(length, 0)), 0);
        std::snprintf(digits.data(), digits.size() + 1, format.c_str(), value);
#pragma GCC diagnostic pop
        append_ascii(digits);
    }

    // %l is 32 bits here as on Windows: LONG and ULONG are.
    void integer(const Conversion& conversion)
    {
        if (conversion.bits == 64)
            print(conversion, "ll", va_arg(arguments_, long long));
        else if (conversion.is_short)
            print(conversion, "h", va_arg(arguments_, int));
        else
            print(conversion, "", va_arg(arguments_, int));
    }

    void print_pointer()
    {
        char buffer[17];
        std::snprintf(buffer, sizeof buffer, "%016llX",
                      reinterpret_cast<unsigned long long>(va_arg(arguments_, void*)));
        append_ascii(buffer);
    }

    // %S and %C are of the other width than the format; an explicit width wins.
    static bool takes_wide(const Conversion& conversion)
    {
        if (conversion.is_short || conversion.is_long)
            return conversion.is_long;
        const bool other = conversion.kind == 'S' || conversion.kind == 'C';
        return k_is_wide != other;
    }

    static std::basic_string<Char> own(std::u16string_view units)
    {
        if constexpr (k_is_wide)
            return std::u16string(units);
        else
            return base::to_utf8(units);
    }

    static std::basic_string<Char> own(std::string_view bytes)
    {
        if constexpr (k_is_wide)
            return base::to_utf16(bytes);
        else
            return std::string(bytes);
    }

    void character(const Conversion& conversion)
    {
        const int value = va_arg(arguments_, int);
        const char16_t unit = static_cast<char16_t>(value);
        const char byte = static_cast<char>(value);
        pad(conversion, takes_wide(conversion) ? own(std::u16string_view(&unit, 1))
                                               : own(std::string_view(&byte, 1)));
    }

    template <class Unit> static auto bounded(const void* pointer, int precision)
    {
        const auto* units = static_cast<const Unit*>(pointer);
        const std::size_t limit =
            precision < 0 ? std::size_t{0x7FFFFFFF} : static_cast<std::size_t>(precision);
        std::size_t length = 0;
        while (length < limit && units[length] != 0)
            ++length;
        return std::basic_string_view<Unit>(units, length);
    }

    void string(const Conversion& conversion)
    {
        const void* pointer = va_arg(arguments_, const void*);
        if (pointer == nullptr)
            pad(conversion, own("(null)"));
        else if (takes_wide(conversion))
            pad(conversion, own(bounded<char16_t>(pointer, conversion.precision)));
        else
            pad(conversion, own(bounded<char>(pointer, conversion.precision)));
    }

    // %Z is narrow in a format of either width; %wZ is the other one.
    void counted_string(const Conversion& conversion)
    {
        const void* pointer = va_arg(arguments_, const void*);
        if (pointer == nullptr) {
            pad(conversion, own("(null)"));
        } else if (conversion.is_long) {
            pad(conversion, own(view_of(*static_cast<const UNICODE_STRING*>(pointer))));
        } else {
            const auto& bytes = *static_cast<const STRING*>(pointer);
            pad(conversion, own(std::string_view(bytes.Buffer, bytes.Length)));
        }
    }

    void pad(const Conversion& conversion, std::basic_string<Char> text)
    {
        const auto width = static_cast<std::size_t>(std::max(conversion.width, 0));
        if (text.size() < width) {
            const bool left = conversion.flags.find('-') != std::string::npos;
            text.insert(left ? text.size() : 0, width - text.size(), ' ');
        }
        text_ += text;
    }

    std::va_list& arguments_;
    std::basic_string<Char> text_;
};

} // namespace

std::string format_debug(const char* format, std::va_list& arguments)
{
    std::string text = format_text(format, arguments);
    if (text.size() > k_debug_text_max)
        text.resize(k_debug_text_max);
    return text;
}

std::string format_text(const char* format, std::va_list& arguments)
{
    return Formatter<char>(arguments).translate(format);
}

std::u16string format_text(const char16_t* format, std::va_list& arguments)
{
    return Formatter<char16_t>(arguments).translate(format);
}

} // namespace openwdf::nt::rtl
