// One interleaving of a simulated machine: what was chosen at each decision, in order.
#pragma once

#include "openwdf/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf {

struct Schedule {
    // Index of the chosen candidate: 0 is the running thread where it could go on.
    std::vector<std::uint32_t> choices;

    // Short, of one line: "0x12,1,0x3,2" is twelve times 0, then 1, three times 0, then 2.
    std::string text() const;
    // The error names the place that is not understood.
    static Outcome<Schedule> parse(std::string_view text);

    bool operator==(const Schedule&) const = default;
};

} // namespace openwdf
