// Plays a scenario file against a machine.
#pragma once

#include "cli/scenario_text.hpp"
#include "cli/setup.hpp"

namespace openwdf::cli {

// Returns when every thread of the scenario ended. A status is no failure, nor is a handle that
// could not be opened: its steps do nothing. An unload of a driver that is not there fails the
// machine (Machine::fail).
void play(Machine& machine, Drivers& drivers, const ScenarioText& scenario);

} // namespace openwdf::cli
