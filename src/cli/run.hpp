// openwdf run: load drivers, set up targets and devices, make requests.
#pragma once

#include "cli/setup.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace openwdf::cli {

// Exit statuses of the program.
inline constexpr int k_exit_ok = 0; // every command succeeded, no contract was broken
inline constexpr int k_exit_failed = 1;
inline constexpr int k_exit_usage = 2;
inline constexpr int k_exit_bug_check = 3;

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
