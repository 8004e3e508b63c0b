// Stands in for the kit's tools that write headers from a project's files: the message compiler
// (mc) and the WMI header generator (mofcomp, wmimofck).
//
// Values, structures and identifiers are the tools'; the functions of an event manifest do nothing,
// as the trace functions of trace_preprocessor.hpp.
#pragma once

#include <string>
#include <string_view>

namespace openwdf::build {

// From a message file (.mc): a constant for each SymbolicName, and the lines behind ';'.
std::string message_file_header(std::string_view text);

// From an event manifest (.man): EventRegisterX, EventWriteX, ... Empty: it is no manifest.
std::string event_manifest_header(std::string_view text);

// From a managed object file (.mof): structures, sizes, identifiers.
std::string managed_object_header(std::string_view text);

} // namespace openwdf::build
