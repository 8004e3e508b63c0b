#include "explore/priorities.hpp"

#include <algorithm>

namespace openwdf::explore {

Priorities::Priorities(std::uint64_t seed, std::uint32_t depth, std::uint32_t steps)
    : random_(seed), steps_(std::max(steps, 1U))
{
    for (std::uint32_t change = 1; change < depth; ++change)
        changes_.push_back(1 + random_.below(static_cast<std::uint32_t>(steps_)));
    std::sort(changes_.begin(), changes_.end());
}

std::uint64_t Priorities::draw()
{
    return k_low_end + (random_.next() >> 1);
}

std::uint64_t& Priorities::priority_of(std::uint32_t thread)
{
    if (thread == exec::k_event) {
        if (event_ == 0)
            event_ = draw();
        return event_;
    }
    if (thread >= threads_.size())
        threads_.resize(thread + std::size_t{1}, 0);
    if (threads_[thread] == 0)
        threads_[thread] = draw();
    return threads_[thread];
}

std::uint32_t Priorities::highest(const exec::Decision& decision)
{
    std::uint32_t best = 0;
    std::uint64_t best_priority = 0;
    for (std::uint32_t index = 0; index < decision.candidates.size(); ++index) {
        const std::uint64_t priority = priority_of(decision.candidates[index]);
        if (priority > best_priority) {
            best_priority = priority;
            best = index;
        }
    }
    return best;
}

std::uint32_t Priorities::choose(const exec::Decision& decision)
{
    ++decisions_;
    if (decisions_ > k_patience * steps_)
        return random_.below(static_cast<std::uint32_t>(decision.candidates.size()));
    while (next_change_ < changes_.size() && changes_[next_change_] <= decisions_) {
        // The later the change, the lower: the next one falls below this one.
        priority_of(decision.thread) = changes_.size() - next_change_;
        ++next_change_;
    }
    const std::uint32_t pick = highest(decision);
    if (decision.candidates[pick] == exec::k_event)
        event_ = 0;
    return pick;
}

} // namespace openwdf::explore
