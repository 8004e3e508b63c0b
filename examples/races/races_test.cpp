// Each race is found in every variant, its choices reproduce it every time, and the corrected twin
// stands the same schedules.
#include "scenarios.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace races {
namespace {

using openwdf::ExploreOptions;
using openwdf::ExploreResult;
using openwdf::MachineOptions;
using openwdf::ScheduleFailure;

struct Case {
    const Race* race;
    const Variant* variant;
};

std::vector<Case> cases()
{
    std::vector<Case> made;
    for (const Race& race : all())
        for (const Variant& variant : variants())
            made.push_back({&race, &variant});
    return made;
}

std::string case_name(const testing::TestParamInfo<Case>& info)
{
    return std::string(info.param.race->name) + info.param.variant->name;
}

std::uint64_t setting(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 0);
}

class Races : public testing::TestWithParam<Case> {
protected:
    Races() : folder_(std::filesystem::temp_directory_path() / folder_name())
    {
        std::filesystem::create_directories(folder_);
    }
    ~Races() override { std::filesystem::remove_all(folder_); }

    // The module, under the name that the variant wants.
    std::string module(const char* path) const
    {
        const std::string wanted = GetParam().variant->module_name;
        if (wanted.empty())
            return path;
        const std::filesystem::path renamed =
            folder_ / (wanted + std::filesystem::path(path).filename().string());
        std::filesystem::copy_file(path, renamed, std::filesystem::copy_options::skip_existing);
        return renamed.string();
    }

    openwdf::Scenario scenario(const char* path) const
    {
        return [module = module(path), run = GetParam().race->run, &variant = *GetParam().variant](
                   openwdf::Machine& machine) { run(machine, module, variant); };
    }

private:
    static std::string folder_name()
    {
        return "openwdf_races_" + std::to_string(::getpid()) + "_" + GetParam().race->name +
               GetParam().variant->name;
    }

    const std::filesystem::path folder_;
};

INSTANTIATE_TEST_SUITE_P(, Races, testing::ValuesIn(cases()), case_name);

TEST_P(Races, IsFoundAndReproduced)
{
    const openwdf::Scenario racy = scenario(GetParam().race->racy);
    ExploreOptions options;
    options.last_seed = 1'000'000;
    options.time_limit = std::chrono::seconds(10);
    const ExploreResult result = openwdf::explore(options, racy);
    ASSERT_FALSE(result.ok()) << result.text();
    const ScheduleFailure& failure = result.failures.front();
    std::cout << "found by seed " << failure.seed << " as " << failure.kind << '\n';
    ASSERT_TRUE(failure.reproduced);

    MachineOptions again;
    again.seed = failure.seed;
    again.replay = failure.schedule;
    again.record = true;
    for (int time = 0; time < 100; ++time) {
        const auto repeated = openwdf::run_schedule(again, racy);
        ASSERT_TRUE(repeated.has_value()) << time;
        ASSERT_EQ(repeated->kind, failure.kind) << time;
        ASSERT_EQ(repeated->fingerprint, failure.fingerprint) << time;
    }
}

TEST_P(Races, TheCorrectedTwinStands)
{
    ExploreOptions options;
    options.last_seed = setting("OPENWDF_RACE_SEEDS", 500);
    const ExploreResult result = openwdf::explore(options, scenario(GetParam().race->corrected));
    EXPECT_TRUE(result.ok()) << result.text();
    EXPECT_EQ(result.schedules, options.last_seed);
}

TEST_P(Races, TheCorrectedTwinStandsUnderPriorities)
{
    ExploreOptions options;
    options.machine.strategy = openwdf::Strategy::priorities;
    options.machine.priority_steps = 300;
    options.last_seed = setting("OPENWDF_RACE_SEEDS", 500);
    const ExploreResult result = openwdf::explore(options, scenario(GetParam().race->corrected));
    EXPECT_TRUE(result.ok()) << result.text();
}

} // namespace
} // namespace races
