#include "explore/recording.hpp"

#include "explore/random_walk.hpp"
#include "explore/replay.hpp"

#include <gtest/gtest.h>

#include <array>

namespace openwdf::explore {
namespace {

using exec::Point;

constexpr std::array<std::uint32_t, 5> k_threads{0, 1, 2, 3, exec::k_event};

void run(exec::Strategy& strategy, const char* name = "WdfRequestSend")
{
    for (std::size_t i = 0; i < 200; ++i)
        (void)strategy.choose(
            {Point::entry, name, 0, std::span(k_threads).first(2 + i % (k_threads.size() - 1))});
}

TEST(RecordingTest, AReplayChoosesTheSame)
{
    RandomWalk walk(3);
    Recording first(walk);
    run(first);

    Replay replay(first.picks());
    Recording second(replay);
    run(second);
    EXPECT_EQ(second.picks(), first.picks());
    EXPECT_EQ(second.fingerprint(), first.fingerprint());
    EXPECT_FALSE(replay.diverged_at().has_value());
}

TEST(RecordingTest, TheFingerprintKnowsNamesAndSeeds)
{
    std::array<std::uint64_t, 3> prints{};
    const std::array<std::uint64_t, 3> seeds{3, 4, 3};
    const std::array<const char*, 3> names{"WdfRequestSend", "WdfRequestSend", "WdfRequestCancel"};
    for (std::size_t i = 0; i < prints.size(); ++i) {
        RandomWalk walk(seeds[i]);
        Recording recording(walk);
        run(recording, names[i]);
        prints[i] = recording.fingerprint();
    }
    EXPECT_NE(prints[0], prints[1]);
    EXPECT_NE(prints[0], prints[2]);
}

TEST(ReplayTest, SaysWhereTheProgramIsAnother)
{
    Replay replay({0, 3});
    const auto two = std::span(k_threads).first(2);
    EXPECT_EQ(replay.choose({Point::entry, "", 0, two}), 0U);
    EXPECT_EQ(replay.choose({Point::entry, "", 0, two}), 0U);
    EXPECT_EQ(replay.diverged_at(), 1U);
    EXPECT_EQ(replay.choose({Point::entry, "", 0, two}), 0U);
    EXPECT_EQ(replay.diverged_at(), 1U);
}

} // namespace
} // namespace openwdf::explore
