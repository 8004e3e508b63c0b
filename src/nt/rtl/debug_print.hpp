// Where DbgPrint and failed assertions go.
#pragma once

#include "gate/context.hpp"

#include <cstdarg>

namespace openwdf::nt::rtl {

void debug_print(gate::ThreadContext& context, const char* format, std::va_list& arguments);
void assertion_failed(gate::ThreadContext& context, const char* expression, const char* file,
                      unsigned line, const char* message);

} // namespace openwdf::nt::rtl
