#include "loader/range.hpp"

#include <gtest/gtest.h>

namespace openwdf::loader {
namespace {

using Ranges = std::vector<Range>;

TEST(Range, SubtractSplitsAtAHole)
{
    EXPECT_EQ(subtract({{10, 50}}, {{20, 30}}), (Ranges{{10, 20}, {30, 50}}));
}

TEST(Range, SubtractTrimsEitherEnd)
{
    EXPECT_EQ(subtract({{10, 50}}, {{0, 15}, {45, 60}}), (Ranges{{15, 45}}));
}

TEST(Range, SubtractDropsWhatIsCovered)
{
    EXPECT_EQ(subtract({{10, 20}, {30, 40}}, {{5, 25}}), (Ranges{{30, 40}}));
}

TEST(Range, HolesOutsideOrEmptyChangeNothing)
{
    EXPECT_EQ(subtract({{10, 20}}, {{20, 30}, {0, 10}, {15, 15}}), (Ranges{{10, 20}}));
}

} // namespace
} // namespace openwdf::loader
