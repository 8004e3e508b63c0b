#include "base/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace openwdf::base {
namespace {

// A seed in a bug report must mean the same in every later version and on every compiler.
TEST(RandomTest, ASeedMeansTheSameForEver)
{
    Random random(1);
    const std::array<std::uint64_t, 4> drawn = {random.next(), random.next(), random.next(),
                                                random.next()};
    Random again(1);
    for (const std::uint64_t value : drawn)
        EXPECT_EQ(again.next(), value);
    EXPECT_EQ(drawn[0], 0xb3f2af6d0fc710c5U);
    EXPECT_EQ(drawn[1], 0x853b559647364ceaU);
}

TEST(RandomTest, BelowStaysBelowAndReachesEverything)
{
    Random random(3);
    std::array<int, 5> seen{};
    for (int i = 0; i < 1000; ++i)
        ++seen.at(random.below(5));
    for (const int count : seen)
        EXPECT_GT(count, 100);
}

} // namespace
} // namespace openwdf::base
