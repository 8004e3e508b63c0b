// Driver source lines for reports. Slow (milliseconds at the first question per file): for
// reports, never on a request's path.
#pragma once

#include "loader/debug_info.hpp"
#include "loader/module.hpp"

#include <optional>
#include <vector>

namespace openwdf::loader {

// Where the call stands that returns to `return_address`; the innermost inlined function counts,
// wrappers marked __attribute__((artificial)) do not. Empty without debug information.
std::optional<SourceLine> find_source_line(const Module& module, const void* return_address);

// The same with the functions it is inlined into, innermost first.
std::vector<SourceLine> find_source_frames(const Module& module, const void* return_address);

} // namespace openwdf::loader
