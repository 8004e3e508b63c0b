#include "loader/range.hpp"

#include <algorithm>

namespace openwdf::loader {

namespace {

void append_without(std::vector<Range>& kept, const Range& range, const Range& hole)
{
    const Range before{range.begin, std::min(range.end, hole.begin)};
    const Range after{std::max(range.begin, hole.end), range.end};
    if (before.begin < before.end)
        kept.push_back(before);
    if (after.begin < after.end)
        kept.push_back(after);
}

} // namespace

std::vector<Range> subtract(std::vector<Range> ranges, const std::vector<Range>& holes)
{
    for (const Range& hole : holes) {
        if (hole.size() == 0)
            continue;
        std::vector<Range> kept;
        for (const Range& range : ranges)
            append_without(kept, range, hole);
        ranges = std::move(kept);
    }
    return ranges;
}

} // namespace openwdf::loader
