#include "base/in_flight.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace openwdf::base {
namespace {

// Far enough away for every machine; a test that has to wait for it hangs visibly.
InFlight::Clock::time_point far_away()
{
    return InFlight::Clock::now() + std::chrono::hours(1);
}

TEST(InFlight, NobodyWaitsForNothing)
{
    InFlight operations;
    EXPECT_TRUE(operations.wait_until_none(InFlight::Clock::time_point::min()));
    operations.begin();
    operations.end();
    EXPECT_EQ(operations.count(), 0U);
    EXPECT_TRUE(operations.wait_until_none(InFlight::Clock::time_point::min()));
}

TEST(InFlight, AWaitEndsWithItsTime)
{
    InFlight operations;
    operations.begin();
    EXPECT_FALSE(operations.wait_until_none(InFlight::Clock::now() + std::chrono::milliseconds(1)));
    EXPECT_EQ(operations.count(), 1U);
    operations.end();
}

TEST(InFlight, TheLastEndWakesWhoWaits)
{
    InFlight operations;
    operations.begin();
    operations.begin();
    std::atomic<bool> woken{false};
    std::thread waiter([&] { woken = operations.wait_until_none(far_away()); });
    operations.end();
    EXPECT_FALSE(woken);
    operations.end();
    waiter.join();
    EXPECT_TRUE(woken);
}

TEST(InFlightDeathTest, AnEndNeedsABegin)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(InFlight().end(), "count_ != 0");
}

} // namespace
} // namespace openwdf::base
