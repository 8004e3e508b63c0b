// Where the scenario of `openwdf explore` comes from: a file, a shared library, or the program.
#pragma once

#include "cli/explore.hpp"
#include "openwdf/explore.hpp"

namespace openwdf::cli {

// `command` must outlive the scenario. The error says what is wrong with --scenario.
Outcome<Scenario> make_scenario(const ExploreCommand& command);

} // namespace openwdf::cli
