#include "base/sanitizer.hpp"
#include "exec/scheduler.hpp"
#include "exec/service_thread.hpp"
#include "exec/test_support.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace openwdf::exec {
namespace {

[[gnu::noinline]] int recurse(int depth)
{
    std::array<char, 512> frame{};
    asm volatile("" : : "r"(frame.data()) : "memory"); // the frame is really there
    return depth == 0 ? 0 : recurse(depth - 1) + frame.front();
}

void overflow(bool os_threads)
{
    FirstChoice strategy;
    const auto host = host::make_simulated_host(1);
    SchedulerConfig config;
    config.os_threads = os_threads;
    const auto scheduler = make_simulated_scheduler(*host, strategy, std::move(config));
    Thread main("main");
    scheduler->attach(main);
    ServiceThread deep("deep", [] { std::printf("%d", recurse(10'000'000)); });
    scheduler->start(deep);
    scheduler->join(deep);
    scheduler->detach(main);
}

TEST(OverflowDeathTest, AnOverflowIsCalledOne)
{
    EXPECT_DEATH(overflow(false), "stack.overflow");
}

TEST(OverflowDeathTest, OnAnOsThreadToo)
{
#ifdef OPENWDF_TSAN
    GTEST_SKIP() << "ThreadSanitizer names overflows of the main thread only";
#endif
    EXPECT_DEATH(overflow(true), "stack.overflow");
}

} // namespace
} // namespace openwdf::exec
