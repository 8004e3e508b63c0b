// Stands in for the kit's trace preprocessor (WPP). Its generated .tmh files define trace functions
// as macros; here they all become one header in which those functions do nothing.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace openwdf::build {

// Adds the function of "TraceEvents(LEVEL,FLAGS,MSG,...)" or "TraceError{LEVEL=1}(MSG,...)".
void add_trace_function(std::string_view declaration, std::set<std::string>& names);

// Adds what the `begin_wpp config` blocks of a file declare with FUNC.
void add_configured_trace_functions(std::string_view text, std::set<std::string>& names);

// What every .tmh of the project is replaced by.
std::string trace_header(const std::set<std::string>& names);

} // namespace openwdf::build
