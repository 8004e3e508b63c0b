// Plays a scenario file against a machine.
#pragma once

#include "cli/scenario_text.hpp"
#include "cli/setup.hpp"

namespace openwdf::cli {

// Returns when every thread of the scenario ended. A status is no failure, nor is a handle that
// could not be opened: its steps do nothing. An unload of a driver that is not there fails the
// machine (Machine::fail), and so does a run in which nothing could be opened, unless drivers are
// unloaded meanwhile or `may_refuse`: it would have tried nothing.
void play(Machine& machine, Drivers& drivers, const ScenarioText& scenario, bool may_refuse);

} // namespace openwdf::cli
