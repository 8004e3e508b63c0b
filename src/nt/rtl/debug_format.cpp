#include "nt/rtl/debug_format.hpp"

#include "base/utf.hpp"
#include "nt/rtl/unicode.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace openwdf::nt::rtl {

namespace {

// One conversion, as it stands in the format.
struct Conversion {
    std::string flags; // "-0+ #"
    int width = -1;
    int precision = -1;
    unsigned bits = 32; // of an integer
    bool wide = false;  // %w, %l of a string or character
    bool narrow = false;
    char kind = 0;
};

class DebugText {
public:
    explicit DebugText(std::va_list& arguments) : arguments_(arguments) {}

    std::string translate(const char* format)
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
    int number(const char*& format)
    {
        if (*format == '*') {
            ++format;
            return va_arg(arguments_, int);
        }
        int value = 0;
        while (*format >= '0' && *format <= '9')
            value = std::min(value * 10 + (*format++ - '0'), 4096);
        return value;
    }

    static void parse_size(Conversion& conversion, const char*& format)
    {
        if (std::strncmp(format, "I64", 3) == 0 || std::strncmp(format, "I32", 3) == 0) {
            conversion.bits = format[1] == '6' ? 64 : 32;
            format += 3;
        } else if (std::strncmp(format, "ll", 2) == 0) {
            conversion.bits = 64;
            format += 2;
        } else if (std::strchr("Izjt", *format) != nullptr && *format != 0) {
            conversion.bits = 64;
            ++format;
        }
        for (; *format == 'l' || *format == 'w' || *format == 'h'; ++format) {
            conversion.wide = *format != 'h';
            conversion.narrow = *format == 'h';
        }
    }

    Conversion parse(const char*& format)
    {
        Conversion conversion;
        while (*format != 0 && std::strchr("-0+ #", *format) != nullptr)
            conversion.flags += *format++;
        if (*format == '*' || (*format >= '0' && *format <= '9'))
            conversion.width = number(format);
        if (*format == '.') {
            ++format;
            conversion.precision = number(format);
        }
        parse_size(conversion, format);
        conversion.kind = *format;
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
        default: // as it stands: unknown to DbgPrint, too
            text_ += '%';
            if (conversion.kind != 0)
                text_ += conversion.kind;
            break;
        }
    }

    template <class T> void print(const Conversion& conversion, const char* size, T value)
    {
        std::string format = "%" + conversion.flags;
        if (conversion.width >= 0)
            format += std::to_string(conversion.width);
        if (conversion.precision >= 0)
            format += "." + std::to_string(conversion.precision);
        format += size;
        format += conversion.kind;
        char buffer[k_debug_text_max + 1];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        std::snprintf(buffer, sizeof buffer, format.c_str(), value);
#pragma GCC diagnostic pop
        text_ += buffer;
    }

    // %l is 32 bits here as on Windows: LONG and ULONG are.
    void integer(const Conversion& conversion)
    {
        if (conversion.bits == 64)
            print(conversion, "ll", va_arg(arguments_, long long));
        else if (conversion.narrow)
            print(conversion, "h", va_arg(arguments_, int));
        else
            print(conversion, "", va_arg(arguments_, int));
    }

    void print_pointer()
    {
        char buffer[17];
        std::snprintf(buffer, sizeof buffer, "%016llX",
                      reinterpret_cast<unsigned long long>(va_arg(arguments_, void*)));
        text_ += buffer;
    }

    // %S and %C are the other width than %s and %c; an explicit width wins.
    static bool is_wide(const Conversion& conversion)
    {
        if (conversion.narrow)
            return false;
        return conversion.wide || conversion.kind == 'S' || conversion.kind == 'C';
    }

    void character(const Conversion& conversion)
    {
        const int value = va_arg(arguments_, int);
        const char16_t unit = static_cast<char16_t>(value);
        pad(conversion, is_wide(conversion) ? base::to_utf8({&unit, 1})
                                            : std::string(1, static_cast<char>(value)));
    }

    void string(const Conversion& conversion)
    {
        const void* pointer = va_arg(arguments_, const void*);
        const auto limit = static_cast<std::size_t>(
            conversion.precision < 0 ? static_cast<int>(k_debug_text_max) : conversion.precision);
        if (pointer == nullptr) {
            pad(conversion, "(null)");
        } else if (is_wide(conversion)) {
            const auto* units = static_cast<const char16_t*>(pointer);
            std::size_t length = 0;
            while (length < limit && units[length] != 0)
                ++length;
            pad(conversion, base::to_utf8({units, length}));
        } else {
            const auto* bytes = static_cast<const char*>(pointer);
            pad(conversion, std::string(bytes, strnlen(bytes, limit)));
        }
    }

    void counted_string(const Conversion& conversion)
    {
        const void* pointer = va_arg(arguments_, const void*);
        if (pointer == nullptr) {
            pad(conversion, "(null)");
        } else if (conversion.wide) {
            pad(conversion, base::to_utf8(view_of(*static_cast<const UNICODE_STRING*>(pointer))));
        } else {
            const auto& bytes = *static_cast<const STRING*>(pointer);
            pad(conversion, std::string(bytes.Buffer, bytes.Length));
        }
    }

    void pad(const Conversion& conversion, std::string text)
    {
        const auto width = static_cast<std::size_t>(std::max(conversion.width, 0));
        if (text.size() < width) {
            const bool left = conversion.flags.find('-') != std::string::npos;
            text.insert(left ? text.size() : 0, width - text.size(), ' ');
        }
        text_ += text;
    }

    std::va_list& arguments_;
    std::string text_;
};

} // namespace

std::string format_debug(const char* format, std::va_list& arguments)
{
    std::string text = DebugText(arguments).translate(format);
    if (text.size() > k_debug_text_max)
        text.resize(k_debug_text_max);
    return text;
}

} // namespace openwdf::nt::rtl
