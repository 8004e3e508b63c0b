#include "explore/random_walk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace openwdf::explore {
namespace {

using exec::Point;

constexpr std::array<std::uint32_t, 6> k_threads{0, 1, 2, 3, 4, 5};

// Asked by thread 0, who can go on unless it blocks.
exec::Decision decision_among(Point point, std::size_t candidates)
{
    const std::size_t first = point == Point::block ? 1 : 0;
    return {point, "", 0, std::span(k_threads).subspan(first, candidates)};
}

std::vector<int> histogram(RandomWalk& walk, exec::Decision decision, int draws)
{
    std::vector<int> counts(decision.candidates.size());
    for (int i = 0; i < draws; ++i)
        ++counts.at(walk.choose(decision));
    return counts;
}

TEST(RandomWalkTest, RepeatsItselfFromASeed)
{
    RandomWalk first(11);
    RandomWalk second(11);
    for (int i = 0; i < 1000; ++i) {
        const exec::Decision decision =
            decision_among(Point::entry, 2U + static_cast<std::uint32_t>(i) % 5U);
        EXPECT_EQ(first.choose(decision), second.choose(decision));
    }
}

TEST(RandomWalkTest, StaysAsOftenAsAsked)
{
    RandomWalk walk(1, 80);
    const auto counts = histogram(walk, decision_among(Point::entry, 4), 10'000);
    EXPECT_NEAR(counts[0], 8500, 300); // 80 %, and a quarter of the rest
    EXPECT_NEAR(counts[1], 500, 150);
    EXPECT_NEAR(counts[3], 500, 150);
}

TEST(RandomWalkTest, ChoosesAlikeWhereNobodyCanStay)
{
    RandomWalk walk(1, 100);
    for (const int count : histogram(walk, decision_among(Point::block, 4), 10'000))
        EXPECT_NEAR(count, 2500, 300);
}

TEST(RandomWalkTest, NeverLeavesAtAHundredPercent)
{
    RandomWalk walk(1, 100);
    EXPECT_EQ(histogram(walk, decision_among(Point::callback, 3), 1000)[0], 1000);
}

} // namespace
} // namespace openwdf::explore
