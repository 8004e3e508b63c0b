#include "explore/random_walk.hpp"

namespace openwdf::explore {

namespace {

// Whether candidate 0 is a thread that can go on.
bool offers_to_stay(exec::Point point)
{
    return point != exec::Point::block && point != exec::Point::exit;
}

} // namespace

std::uint32_t RandomWalk::choose(const exec::Decision& decision)
{
    constexpr std::uint32_t k_percent = 100;
    if (offers_to_stay(decision.point) && random_.below(k_percent) < stay_percent_)
        return 0;
    return random_.below(decision.candidates);
}

} // namespace openwdf::explore
