#include "nt/ke/timer_queue.hpp"

#include "nt/testing/fixture.hpp"

#include <atomic>

namespace openwdf::nt::ke {
namespace {

constexpr base::Ticks k_millisecond = base::k_ticks_per_millisecond;

struct CountedTimer : QueuedTimer {
    explicit CountedTimer(std::vector<int>* expired = nullptr, int name = 0)
        : order_of_expiry(expired), number(name)
    {
        expire = [](QueuedTimer& timer, exec::Processor&, base::Ticks now) {
            auto& self = static_cast<CountedTimer&>(timer);
            if (self.order_of_expiry != nullptr)
                self.order_of_expiry->push_back(self.number);
            self.last = now;
            self.expiries.fetch_add(1);
            return self.period == 0 ? base::k_never : self.due + self.period;
        };
    }

    std::vector<int>* order_of_expiry;
    int number;
    base::Ticks period = 0;
    std::atomic<base::Ticks> last{0};
    std::atomic<int> expiries{0};
};

class TimerQueueTest : public ::testing::TestWithParam<nt::testing::World> {
protected:
    TimerQueue& timers() { return machine_.executive().timers; }
    base::Ticks now() { return machine_.scheduler().interrupt_time(); }
    void wait_for(const std::function<bool()>& condition)
    {
        while (!condition())
            machine_.sleep(k_millisecond);
    }

    nt::testing::TestMachine machine_{GetParam()};
};

TEST_P(TimerQueueTest, ExpiresOnceNotBeforeItsTime)
{
    CountedTimer timer;
    const base::Ticks due = now() + 3 * k_millisecond;
    EXPECT_FALSE(timers().set(timer, due));
    wait_for([&] { return timer.expiries.load() != 0; });
    EXPECT_GE(timer.last.load(), due);
    machine_.sleep(2 * k_millisecond);
    EXPECT_EQ(timer.expiries.load(), 1);
    EXPECT_FALSE(timers().cancel(timer));
}

TEST_P(TimerQueueTest, ACancelledTimerStaysQuiet)
{
    CountedTimer timer;
    CountedTimer later;
    (void)timers().set(timer, now() + 2 * k_millisecond);
    (void)timers().set(later, now() + 4 * k_millisecond);
    EXPECT_TRUE(timers().cancel(timer));
    EXPECT_FALSE(timers().cancel(timer));
    wait_for([&] { return later.expiries.load() == 1; });
    EXPECT_EQ(timer.expiries.load(), 0);
}

TEST_P(TimerQueueTest, SettingAnewMovesIt)
{
    CountedTimer timer;
    const base::Ticks due = now() + k_millisecond;
    EXPECT_FALSE(timers().set(timer, due + base::k_ticks_per_second * 3600));
    EXPECT_TRUE(timers().set(timer, due));
    wait_for([&] { return timer.expiries.load() == 1; });
    EXPECT_GE(timer.last.load(), due);
}

TEST_P(TimerQueueTest, ExpiryIsInOrderOfTimeThenOfSetting)
{
    std::vector<int> order;
    CountedTimer third(&order, 3);
    CountedTimer first(&order, 1);
    CountedTimer second(&order, 2);
    const base::Ticks due = now() + 2 * k_millisecond;
    (void)timers().set(third, due + 1);
    (void)timers().set(first, due);
    (void)timers().set(second, due);
    wait_for([&] { return third.expiries.load() == 1; });
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST_P(TimerQueueTest, APeriodicTimerComesBack)
{
    CountedTimer timer;
    timer.period = k_millisecond;
    (void)timers().set(timer, now() + k_millisecond);
    wait_for([&] { return timer.expiries.load() >= 3; });
    EXPECT_TRUE(timers().cancel(timer));
    const int seen = timer.expiries.load();
    machine_.sleep(3 * k_millisecond);
    EXPECT_EQ(timer.expiries.load(), seen);
}

TEST_P(TimerQueueTest, ATimeInThePastExpiresSoon)
{
    CountedTimer timer;
    (void)timers().set(timer, 0);
    wait_for([&] { return timer.expiries.load() == 1; });
}

INSTANTIATE_TEST_SUITE_P(, TimerQueueTest,
                         ::testing::Values(nt::testing::World::live,
                                           nt::testing::World::simulated));

} // namespace
} // namespace openwdf::nt::ke
