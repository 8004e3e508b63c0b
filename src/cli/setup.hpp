// What stands around the requests of `openwdf run` and `openwdf explore`: targets, drivers,
// devices, filters, as the command line names them.
#pragma once

#include "openwdf/machine.hpp"

#include <map>
#include <string>
#include <vector>

namespace openwdf::cli {

struct SetupOptions {
    std::vector<std::string> drivers; // paths
    std::vector<std::string> targets; // NTNAME=URI
    std::vector<std::string> filters; // DRIVER=NTNAME
    std::vector<std::string> devices; // DRIVER
    unsigned processors = 2;
    std::string profile = "on";
};

// By name, as Driver::name() gives it.
using Drivers = std::map<std::string, Driver>;

Profile profile_of(const SetupOptions& options);
// Targets, then drivers, then their devices. The error says which word of the command line is
// wrong.
Outcome<Drivers> set_up(Machine& machine, const SetupOptions& options);

} // namespace openwdf::cli
