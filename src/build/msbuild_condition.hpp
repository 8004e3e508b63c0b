// The Condition attribute of MSBuild.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

namespace openwdf::build {

// `condition` has its properties expanded already. Understood: 'a' == 'b', !=, < <= > >= between
// numbers, Exists('path'), !, And, Or, parentheses, true, false. nullopt: something else.
std::optional<bool> evaluate_condition(std::string_view condition,
                                       const std::function<bool(std::string_view)>& exists);

} // namespace openwdf::build
