// An exploration shared out to processes: each has every Nth seed. A driver that crashes, or spins
// without ever calling anything, takes only its own process along, and the seed is known.
#pragma once

#include "openwdf/explore.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace openwdf::cli {

// A failure as it came from its process.
struct FoundFailure {
    std::uint64_t seed = 0;
    std::string kind;
    std::string text;    // several lines for people
    std::string choices; // "" when the process did not live to write them
    bool fatal = false;  // a bug check, a crash or a hang: not only a broken contract
    bool reproduced = true;
};

struct JobsResult {
    std::uint64_t schedules = 0;
    std::chrono::nanoseconds elapsed{0};
    std::vector<FoundFailure> failures; // by seed
    std::string error;                  // "" or why nothing could be explored
};

struct JobsOptions {
    ExploreOptions explore;
    unsigned jobs = 1;
    // A schedule that takes longer in real time is taken for a loop that crosses no gate.
    std::chrono::seconds patience{30};
    std::function<void(const ExploreProgress&)> on_progress;
};

JobsResult explore_in_jobs(const JobsOptions& options, const Scenario& scenario);

} // namespace openwdf::cli
