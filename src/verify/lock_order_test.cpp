#include "verify/lock_order.hpp"

#include <gtest/gtest.h>

namespace openwdf::verify {
namespace {

class Nowhere final : public gate::StandpointSource {
public:
    gate::Standpoint get() const override { return {}; }
};

class LockOrderTest : public testing::Test {
protected:
    void take(std::uint32_t thread, const int& lock)
    {
        order_.taking({thread, &lock, "a lock"}, Nowhere());
    }
    void give_back(std::uint32_t thread, const int& lock) { order_.gave_back(thread, &lock); }
    void take_two(std::uint32_t thread, const int& first, const int& second)
    {
        take(thread, first);
        take(thread, second);
        give_back(thread, second);
        give_back(thread, first);
    }

    std::vector<std::size_t> circles_; // by how many other steps each has
    LockOrder order_{[this](const std::string&, const std::vector<gate::Standpoint>& others) {
        circles_.push_back(others.size());
    }};
    int a_ = 0;
    int b_ = 0;
    int c_ = 0;
};

TEST_F(LockOrderTest, OneOrderIsFine)
{
    take_two(1, a_, b_);
    take_two(2, a_, b_);
    take_two(2, b_, c_);
    EXPECT_TRUE(circles_.empty());
}

TEST_F(LockOrderTest, TwoOrdersAreOneCircle)
{
    take_two(1, a_, b_);
    take_two(2, b_, a_);
    take_two(1, b_, a_);
    EXPECT_EQ(circles_, std::vector<std::size_t>{1});
}

TEST_F(LockOrderTest, ACircleMayBeLonger)
{
    take_two(1, a_, b_);
    take_two(1, b_, c_);
    take_two(2, c_, a_);
    EXPECT_EQ(circles_, std::vector<std::size_t>{2});
}

TEST_F(LockOrderTest, ALockAroundBothOrdersMakesThemSafe)
{
    take(1, c_);
    take_two(1, a_, b_);
    give_back(1, c_);
    take(2, c_);
    take_two(2, b_, a_);
    give_back(2, c_);
    EXPECT_TRUE(circles_.empty());
}

TEST_F(LockOrderTest, ATryWaitsForNobody)
{
    take_two(1, a_, b_);
    take(2, b_);
    order_.took({2, &a_, "a lock"});
    EXPECT_TRUE(circles_.empty());
}

TEST_F(LockOrderTest, FreedMemoryIsForgotten)
{
    take_two(1, a_, b_);
    order_.forget(&b_, sizeof b_);
    take_two(2, b_, a_);
    EXPECT_TRUE(circles_.empty());
}

TEST_F(LockOrderTest, ThreadsHoldTheirOwn)
{
    take(1, a_);
    take(2, b_);
    give_back(1, a_);
    give_back(2, b_);
    take_two(1, b_, a_);
    take_two(2, b_, a_);
    EXPECT_TRUE(circles_.empty());
}

} // namespace
} // namespace openwdf::verify
