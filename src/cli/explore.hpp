// openwdf explore: one scenario under many interleavings.
#pragma once

#include "cli/setup.hpp"

#include <cstdint>
#include <string>

namespace openwdf::cli {

struct ExploreCommand {
    SetupOptions setup;
    std::string scenario; // FILE, LIBRARY.so:NAME, or the name of one that is built in
    std::string device;   // what a built-in one opens
    std::string seeds = "1..1000";
    std::string time;                // "" no limit
    std::string strategy = "random"; // or "priorities"
    std::uint32_t depth = 3;
    std::uint32_t steps = 1000;
    std::uint64_t step_budget = 1'000'000;
    std::uint64_t failures = 1;
    unsigned failing_transfers = 0;   // of a thousand
    unsigned failing_allocations = 0; // of a thousand
    unsigned jobs = 0;                // 0: one for each processor
    std::string replay;
    bool replays = false; // --replay was given, perhaps with an empty list
    bool os_threads = false;
    bool find_races = false;
    bool json = false;
    // The words of the command line that a reproducer repeats, quoted for the shell.
    std::string own_words;
};

// Exit status: 0 every schedule went well, 1 one failed, 2 usage, 3 one ended in a bug check or a
// crash.
int explore(const ExploreCommand& command);

} // namespace openwdf::cli
