#include "explore/random_walk.hpp"

namespace openwdf::explore {

std::uint32_t RandomWalk::choose(const exec::Decision& decision)
{
    constexpr std::uint32_t k_percent = 100;
    if (decision.may_stay() && random_.below(k_percent) < stay_percent_)
        return 0;
    return random_.below(static_cast<std::uint32_t>(decision.candidates.size()));
}

} // namespace openwdf::explore
