#include "nt/rtl/debug_print.hpp"

#include "nt/executive.hpp"
#include "nt/rtl/format.hpp"

#include <fmt/format.h>

namespace openwdf::nt::rtl {

void debug_print(gate::ThreadContext& context, const char* format, std::va_list& arguments)
{
    executive_of(context).debug_print(format_debug(format, arguments));
}

void assertion_failed(gate::ThreadContext& context, const char* expression, const char* file,
                      unsigned line, const char* message)
{
    std::string text =
        fmt::format("{}({}): assertion failed: {}{}{}", file, line,
                    message == nullptr ? "" : message, message == nullptr ? "" : ": ", expression);
    executive_of(context).debug_print(text + "\n");
    context.border->report("assertion", std::move(text));
}

} // namespace openwdf::nt::rtl
