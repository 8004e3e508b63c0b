// openwdf run: load drivers, set up targets and devices, make requests.
#pragma once

#include "cli/setup.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace openwdf::cli {

struct RunOptions {
    SetupOptions setup;
    std::vector<std::string> commands;
    bool simulated = false;
    bool json = false;
    std::uint64_t seed = 1;
    std::string trace; // "" none, "-" standard error, else a file
};

int run(const RunOptions& options);
int compat(const std::string& filter, bool json);

} // namespace openwdf::cli
