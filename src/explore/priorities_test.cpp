#include "explore/priorities.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace openwdf::explore {
namespace {

using exec::Point;

constexpr std::array<std::uint32_t, 4> k_candidates{0, 1, 2, exec::k_event};

std::uint32_t ask(Priorities& priorities, std::size_t candidates = 3)
{
    return priorities.choose(
        {Point::entry, "", k_candidates[0], std::span(k_candidates).first(candidates)});
}

TEST(PrioritiesTest, OneThreadLeadsWhileNothingChanges)
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Priorities priorities(seed, 1, 100);
        const std::uint32_t leader = ask(priorities);
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(ask(priorities), leader);
    }
}

TEST(PrioritiesTest, EveryThreadLeadsUnderSomeSeed)
{
    std::map<std::uint32_t, int> leaders;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Priorities priorities(seed, 1, 100);
        ++leaders[ask(priorities)];
    }
    for (std::uint32_t thread = 0; thread < 3; ++thread)
        EXPECT_NEAR(leaders[thread], 100, 30) << thread;
}

TEST(PrioritiesTest, TheRunningThreadFallsAtAChange)
{
    int falls = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        // Thread 0 asks each time; with one change it leads at most until then.
        Priorities priorities(seed, 2, 10);
        const bool led = ask(priorities) == 0;
        for (int i = 0; i < 20; ++i)
            (void)ask(priorities);
        EXPECT_NE(ask(priorities), 0U) << seed;
        falls += led ? 1 : 0;
    }
    EXPECT_GT(falls, 10);
}

TEST(PrioritiesTest, EachEventHasItsOwnPriority)
{
    Priorities priorities(7, 1, 1000);
    int early = 0;
    for (int i = 0; i < 1000; ++i)
        early += ask(priorities, 4) == 3 ? 1 : 0;
    // Drawn until it lies below the leading thread, where it stays.
    EXPECT_LT(early, 1000);
    Priorities again(7, 1, 1000);
    for (int i = 0; i < 1000; ++i)
        early -= ask(again, 4) == 3 ? 1 : 0;
    EXPECT_EQ(early, 0);
}

TEST(PrioritiesTest, ALongRunLeavesNobodyBehind)
{
    Priorities priorities(3, 1, 10);
    std::map<std::uint32_t, int> counts;
    for (int i = 0; i < 340; ++i)
        ++counts[ask(priorities)];
    for (std::uint32_t thread = 0; thread < 3; ++thread)
        EXPECT_GT(counts[thread], 60) << thread;
}

} // namespace
} // namespace openwdf::explore
