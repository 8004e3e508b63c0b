// What only MSVC reads so, and its translation for the compilers here. The places are reported: a
// build outside of the doctor has to write them the portable way.
//
//   "at " __FUNCTION__      a literal for MSVC, a variable here: "(function)" stands in for it
//   f(x, __VA_ARGS__)       MSVC drops the comma before nothing: , ##__VA_ARGS__ does it here
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::build {

enum class Dialect {
    k_function_literal,
    k_variadic_comma,
};

struct Translation {
    Dialect kind = Dialect::k_function_literal;
    std::size_t line = 0;
    std::size_t begin = 0; // what is replaced, in the text
    std::size_t end = 0;
    std::string text;
};

// In the order of the text.
std::vector<Translation> translations_of(std::string_view text);

// What a reader has to write instead.
const char* dialect_text(Dialect kind);

} // namespace openwdf::build
