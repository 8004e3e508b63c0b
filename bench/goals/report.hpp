// The table, for people and for programs.
#pragma once

#include "goals/goals.hpp"
#include "goals/rounds.hpp"
#include "goals/settings.hpp"

#include <string>

namespace openwdf::bench {

// What figures depend on besides the code.
struct Environment {
    std::string processor;
    std::string kernel;
    std::string build;
    int cpu = 0;
};

struct Report {
    const Settings& settings;
    const Environment& environment;
    const Samples& samples;
};

// "met", "MISSED" or "not yet"; "quick" for a figure that is not to be judged.
const char* name_of(Verdict verdict, const Settings& settings);
// Why a goal has no figure.
std::string reason_of(const Goal& goal);

void print_text(const Report& report);
void print_json(const Report& report);

} // namespace openwdf::bench
