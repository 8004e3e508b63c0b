#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace openwdf::base {
namespace {

constexpr Status k_not_found = static_cast<Status>(0xC0000034U);

Result<int> parse(bool works)
{
    if (!works)
        return Failure{k_not_found};
    return 7;
}

Result<std::unique_ptr<int>> through_try(bool works)
{
    const int value = TRY(parse(works));
    return std::make_unique<int>(value + 1);
}

TEST(ResultTest, TryHandsOnTheValueOrTheStatus)
{
    auto good = through_try(true);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(**&good.value(), 8);
    EXPECT_EQ(through_try(false).status(), k_not_found);
}

TEST(ResultDeathTest, AFailureWithASuccessStatusIsOurDefect)
{
    EXPECT_DEATH((void)Result<int>(Failure{0}), "CHECK");
    EXPECT_DEATH((void)parse(false).take(), "CHECK");
}

} // namespace
} // namespace openwdf::base
