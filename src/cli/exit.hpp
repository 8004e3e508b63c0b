// How the program ends.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string>

namespace openwdf::cli {

inline constexpr int k_exit_ok = 0; // every command succeeded, no contract was broken
inline constexpr int k_exit_failed = 1;
inline constexpr int k_exit_usage = 2;
inline constexpr int k_exit_bug_check = 3;

// Says why nothing more is done; returns `status`.
inline int refuse(const std::string& message, int status = k_exit_usage)
{
    fmt::print(stderr, "openwdf: {}\n", message);
    return status;
}

} // namespace openwdf::cli
