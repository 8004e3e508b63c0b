// Cases in turn, round after round: whatever the machine does meanwhile hits neighbours alike, and
// a ratio is taken inside a round before the median is taken over rounds.
#pragma once

#include "goals/progress.hpp"
#include "goals/settings.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace openwdf::bench {

struct Statistic {
    double median = 0;
    double min = 0;
    double max = 0;
};

// Precondition: not empty.
Statistic statistic_of(std::vector<double> values);

class Samples {
public:
    void add(const std::string& name, double nanoseconds) { samples_[name].push_back(nanoseconds); }

    // Of one operation. Precondition: the case was measured.
    Statistic nanoseconds(const std::string& name) const;
    Statistic ratio(const std::string& name, const std::string& relative_to) const;
    Statistic per_second(const std::string& name) const;

private:
    std::map<std::string, std::vector<double>> samples_;
};

Samples measure(const std::vector<std::string>& names, const Settings& settings,
                Progress& progress);

} // namespace openwdf::bench
