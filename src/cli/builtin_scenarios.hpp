// Scenarios that need no file: what every driver has to stand, on the device that it names.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace openwdf::cli {

struct BuiltinScenario {
    const char* name;
    const char* what; // for --help
    const char* text; // with {device} and {driver}
};

std::span<const BuiltinScenario> builtin_scenarios();
// nullptr: there is none of that name.
const BuiltinScenario* find_builtin_scenario(std::string_view name);
// The text of a scenario file.
std::string fill_in(const BuiltinScenario& scenario, const std::string& device,
                    const std::string& driver);

} // namespace openwdf::cli
