// One pass over the tokens of a C or C++ file, comments and literals skipped: includes, calls,
// and what does not carry over from MSVC. Inactive #if branches count.
#pragma once

#include "build/dialect.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::build {

struct IncludeDirective {
    std::size_t line = 0;
    std::size_t begin = 0; // of the name with its delimiters, in the text
    std::size_t end = 0;
    std::string name; // as written
    bool is_quoted = false;
};

struct SourceScan {
    std::vector<IncludeDirective> includes;
    std::map<std::string, std::size_t> calls; // identifier before '(' -> first line
    std::vector<std::size_t> raw_long;        // lines with long or unsigned long, 64 bits here
    std::vector<std::size_t> seh;             // lines with __try, __except, __finally, __leave
    std::vector<std::size_t> inline_assembly;
    std::vector<Translation> translations;
};

SourceScan scan_source(std::string_view text);

} // namespace openwdf::build
