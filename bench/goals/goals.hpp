// The goals P1 to P12 of the design, as data: what is measured, what has to be reached, and what a
// measure still waits for.
#pragma once

#include "goals/rounds.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace openwdf::bench {

enum class Better : std::uint8_t { lower, higher };
enum class Verdict : std::uint8_t { met, missed, not_yet };

// Where a figure comes from: time of one case relative to another's, or operations per second.
struct Source {
    const char* name;
    const char* relative_to = nullptr; // nullptr: per second
};

struct Goal {
    const char* id;
    const char* measure;
    Better better;
    std::vector<double> bars; // some goals have two halves
    std::vector<double> goals;
    std::optional<Source> source; // none: not measured yet
    std::vector<const char*> peers;
    const char* waits_for = ""; // without a source
};

// Measured beside a goal, without a bar.
struct Companion {
    const char* goal;
    const char* measure;
    Source source;
};

std::span<const Goal> all_goals();
std::span<const Companion> all_companions();

// The case of ours behind a goal's figure. Precondition: it has a source.
const char* case_of(const Goal& goal);
Statistic figure_of(const Source& source, const Samples& samples);

// A miss is a median on the wrong side of the bar by more than 0.03: what a median of nine repeats
// to.
Verdict verdict_of(const Goal& goal, const std::optional<Statistic>& figure);

} // namespace openwdf::bench
