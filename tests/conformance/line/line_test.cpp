// Requests in the line of a manual queue, and cancelable requests.
#include "line/line.h"
#include "support/fixture.hpp"
#include "support/seeded_machine.hpp"

#include <algorithm>

namespace conformance {
namespace {

enum Scenario : unsigned { LINE_SCENARIOS(CONFORMANCE_ENUMERATE) };

constexpr std::int32_t k_cancelled = static_cast<std::int32_t>(0xC0000120);
constexpr std::int32_t k_invalid_device_state = static_cast<std::int32_t>(0xC0000184);

class Line : public Fixture {
protected:
    void prepare()
    {
        load(OPENWDF_DRIVER_CONFORMANCE_LINE);
        OPENWDF_ASSERT_STATUS(run_loaded(k_Prepares), 0);
    }

    IoResult read()
    {
        std::array<std::byte, 8> buffer{};
        return open("\\\\.\\Conformance").read(buffer);
    }

    // The scenario runs while `count` threads read; their statuses, sorted.
    std::vector<std::int32_t> with_readers(std::size_t count, unsigned scenario)
    {
        prepare();
        start_readers(count);
        OPENWDF_EXPECT_STATUS(run_loaded(scenario), 0);
        return statuses();
    }

    void start_readers(std::size_t count)
    {
        results_.assign(count, IoResult{-1, 0});
        for (std::size_t i = 0; i < count; ++i)
            threads_.push_back(machine().start("reader", [this, i] { results_[i] = read(); }));
    }

    std::vector<std::int32_t> statuses()
    {
        threads_.clear();
        std::vector<std::int32_t> found;
        for (const IoResult& result : results_)
            found.push_back(result.status);
        std::ranges::sort(found);
        return found;
    }

private:
    std::vector<IoResult> results_;
    std::vector<openwdf::Thread> threads_;
};

using Statuses = std::vector<std::int32_t>;

OPENWDF_INSTANTIATE_WORLDS(Line);

TEST_P(Line, Fact110FindsInOrder)
{
    EXPECT_EQ(with_readers(3, k_FindsInOrder), (Statuses{0, 0, 0}));
    expect_no_reports();
}

TEST_P(Line, Fact110RequeuesToTheHead)
{
    EXPECT_EQ(with_readers(2, k_RequeuesToTheHead), (Statuses{0, 0}));
    EXPECT_TRUE(reported("requeue-not-manual"));
}

TEST_P(Line, Fact110Forwards)
{
    EXPECT_EQ(with_readers(2, k_Forwards), (Statuses{0, 0}));
    EXPECT_TRUE(reported("forward-queue"));
}

TEST_P(Line, Fact110StopPauses)
{
    EXPECT_EQ(with_readers(1, k_StopPauses), (Statuses{0}));
    expect_no_reports();
}

TEST_P(Line, Fact110StopWaitsForTheDriver)
{
    EXPECT_EQ(with_readers(1, k_StopWaitsForTheDriver), (Statuses{0}));
    expect_no_reports();
}

TEST_P(Line, Facts110And114PurgeCancels)
{
    EXPECT_EQ(with_readers(2, k_PurgeCancels), (Statuses{k_cancelled, k_cancelled}));
    OPENWDF_EXPECT_STATUS(read(), k_invalid_device_state);
    expect_no_reports();
}

TEST_P(Line, Fact110DrainLetsThemFinish)
{
    EXPECT_EQ(with_readers(1, k_DrainLetsThemFinish), (Statuses{0}));
    OPENWDF_EXPECT_STATUS(read(), k_invalid_device_state);
    expect_no_reports();
}

TEST_P(Line, Fact110ReadyNotify)
{
    EXPECT_EQ(with_readers(1, k_ReadyNotify), (Statuses{0}));
    expect_no_reports();
}

TEST_P(Line, Fact110StopsAndPurges)
{
    EXPECT_EQ(with_readers(2, k_StopsAndPurges), (Statuses{k_cancelled, k_cancelled}));
    expect_no_reports();
}

TEST_P(Line, Fact114MarksAndCancels)
{
    EXPECT_EQ(with_readers(2, k_MarksAndCancels), (Statuses{k_cancelled, 0}));
    expect_no_reports();
}

TEST_P(Line, Fact114MarksWhatIsCancelled)
{
    EXPECT_EQ(with_readers(2, k_MarksWhatIsCancelled), (Statuses{k_cancelled, k_cancelled}));
    expect_no_reports();
}

// Unmark and cancel meet: exactly one of them gets the request.
TEST(LineUnderManySeeds, Fact114UnmarkRacesCancel)
{
    constexpr std::uint64_t k_seeds = 200;
    unsigned unmarked = 0;
    for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
        SeededMachine seeded(seed);
        openwdf::Machine& machine = seeded.machine;
        (void)machine.load(OPENWDF_DRIVER_CONFORMANCE_LINE).value();
        const auto run = [&](unsigned scenario) { return seeded.run(scenario); };
        OPENWDF_ASSERT_STATUS(run(k_Prepares), 0);
        IoResult read{-1, 0};
        openwdf::Thread reader = machine.start("reader", [&] {
            std::array<std::byte, 8> buffer{};
            read = machine.open("\\\\.\\Conformance").value().read(buffer);
        });
        OPENWDF_ASSERT_STATUS(run(k_MarksForARace), 0);
        IoResult unmark{-1, 0};
        openwdf::Thread other = machine.start("unmarks", [&] { unmark = run(k_UnmarksInARace); });
        const IoResult cancel = run(k_CancelsInARace);
        other.join();
        reader.join();
        ASSERT_FALSE(machine.bug_check().has_value()) << "seed " << seed;
        OPENWDF_ASSERT_STATUS(read, k_cancelled);
        ASSERT_EQ(cancel.information + unmark.information, 1U) << "seed " << seed;
        unmarked += unmark.information != 0 ? 1 : 0;
    }
    // Both came first often enough.
    EXPECT_GT(unmarked, k_seeds / 10);
    EXPECT_LT(unmarked, k_seeds - k_seeds / 10);
}

} // namespace
} // namespace conformance
