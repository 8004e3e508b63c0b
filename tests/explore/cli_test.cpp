// `openwdf explore`: what it prints, its exit status, and that its reproducer reproduces.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

struct Ran {
    int status = -1;
    std::string output; // standard output and error
};

Ran run(const std::string& arguments)
{
    Ran ran;
    FILE* pipe = ::popen((std::string(OPENWDF_CLI) + " " + arguments + " 2>&1").c_str(), "r");
    if (pipe == nullptr)
        return ran;
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        ran.output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

std::string cancel_race(const std::string& driver)
{
    return "explore " + driver + " --scenario " CANCEL_SCENARIO;
}

TEST(ExploreCommand, FindsTheRaceAndSaysHowToRepeatIt)
{
    const Ran found = run(cancel_race(OPENWDF_DRIVER_RACE_CANCEL) + " --seeds 1..100000");
    EXPECT_EQ(found.status, 3);
    EXPECT_THAT(found.output, HasSubstr("bug check 0x10D"));
    EXPECT_THAT(found.output, HasSubstr("cancel.c:"));
    EXPECT_THAT(found.output, HasSubstr("choices: "));
    const std::size_t again = found.output.find("again: openwdf ");
    ASSERT_NE(again, std::string::npos);
    const std::size_t begin = again + std::string("again: openwdf ").size();
    const std::string reproducer =
        found.output.substr(begin, found.output.find('\n', begin) - begin);
    for (int time = 0; time < 3; ++time) {
        const Ran repeated = run(reproducer);
        EXPECT_EQ(repeated.status, 3) << reproducer;
        EXPECT_THAT(repeated.output, HasSubstr("1 schedules in"));
        EXPECT_THAT(repeated.output, HasSubstr("bug check 0x10D"));
    }
}

TEST(ExploreCommand, JsonCarriesTheChoicesThatReplayRepeats)
{
    const std::string command = cancel_race(OPENWDF_DRIVER_RACE_CANCEL) + " --jobs 1";
    const Ran found = run(command + " --json --seeds 1..100000");
    EXPECT_EQ(found.status, 3);
    const json object = json::parse(found.output);
    ASSERT_EQ(object.at("failures").size(), 1U);
    const json& failure = object.at("failures")[0];
    EXPECT_EQ(failure.at("kind"), "bug check 0x10D");
    EXPECT_EQ(failure.at("reproduced"), true);
    EXPECT_EQ(object.at("schedules"), failure.at("seed"));
    const std::string seed = std::to_string(failure.at("seed").get<int>());
    const std::string choices = failure.at("choices");
    const Ran replayed = run(command + " --json --seeds " + seed + " --replay " + choices);
    EXPECT_EQ(replayed.status, 3);
    EXPECT_EQ(json::parse(replayed.output).at("failures")[0].at("choices"), choices);
}

TEST(ExploreCommand, AGoodDriverPasses)
{
    for (const char* strategy : {"random", "priorities"}) {
        const Ran ran = run(cancel_race(OPENWDF_DRIVER_RACE_CANCEL_CORRECTED) +
                            " --jobs 3 --seeds 1..500 --strategy " + strategy);
        EXPECT_EQ(ran.status, 0) << ran.output;
        EXPECT_THAT(ran.output, StartsWith("500 schedules in"));
        EXPECT_THAT(ran.output, HasSubstr("0 failed"));
    }
}

TEST(ExploreCommand, TimeEndsIt)
{
    const Ran ran =
        run(cancel_race(OPENWDF_DRIVER_RACE_CANCEL_CORRECTED) + " --seeds 1.. --time 200ms");
    EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST(ExploreCommand, AScenarioCanBeAProgram)
{
    const Ran ran = run(std::string("explore ") + OPENWDF_DRIVER_RACE_LOCK_ORDER +
                        " --scenario " EXPLORE_SCENARIOS ":reads_and_writes --failures 3");
    EXPECT_NE(ran.status, 0);
    EXPECT_THAT(ran.output, HasSubstr("WDFWAITLOCK"));
    EXPECT_THAT(ran.output, HasSubstr("3 failed"));
}

TEST(ExploreCommand, ACrashNamesItsSeed)
{
    const std::string command = std::string("explore ") + OPENWDF_DRIVER_RACE_LOCK_ORDER +
                                " --jobs 1 --seeds 7..9 --scenario " EXPLORE_SCENARIOS;
    const Ran crashed = run(command + ":crash");
    EXPECT_EQ(crashed.status, 3);
    EXPECT_THAT(crashed.output, HasSubstr("seed 7: crash (Aborted)"));
    const Ran left = run(command + ":leave");
    EXPECT_EQ(left.status, 3);
    EXPECT_THAT(left.output, HasSubstr("seed 7: exit with status 9"));
}

TEST(ExploreCommand, BadInputIsNamed)
{
    const std::string driver = OPENWDF_DRIVER_RACE_CANCEL;
    const std::filesystem::path bad = std::filesystem::temp_directory_path() /
                                      ("openwdf_bad_scenario_" + std::to_string(::getpid()));
    std::ofstream(bad) << "open x\nfly\n";
    const struct {
        std::string arguments;
        const char* message;
    } rows[] = {
        {cancel_race(driver) + " --seeds 9..1", "'9..1' are no seeds"},
        {cancel_race(driver) + " --time soon", "'soon' is no time"},
        {cancel_race(driver) + " --replay 1,x", "not understood at character 3"},
        {"explore " + driver + " --scenario /nowhere", "'/nowhere' is no file that can be read"},
        {"explore " + driver + " --scenario " + bad.string(), "line 2: 'fly' is no command"},
        {"explore " + driver + " --scenario " EXPLORE_SCENARIOS ":none", "OPENWDF_SCENARIO(none)"},
        {"explore " + driver, "--scenario is required"},
    };
    for (const auto& row : rows) {
        const Ran ran = run(row.arguments);
        EXPECT_EQ(ran.status, 2) << row.arguments;
        EXPECT_THAT(ran.output, HasSubstr(row.message)) << row.arguments;
    }
    std::filesystem::remove(bad);
    const Ran missing = run("explore /nowhere.so --scenario " CANCEL_SCENARIO);
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.output, HasSubstr("/nowhere.so"));
}

TEST(BuiltinScenarios, NeedNoFile)
{
    const std::string open = " --open '\\\\.\\Race'";
    const Ran found = run("explore " OPENWDF_DRIVER_RACE_CANCEL " --scenario cancel" + open +
                          " --seeds 1..20000");
    EXPECT_EQ(found.status, 3) << found.output;
    EXPECT_THAT(found.output, HasSubstr("bug check 0x10D"));
    for (const char* name : {"open-close", "reads", "writes", "cancel"}) {
        const Ran stood = run("explore " OPENWDF_DRIVER_RACE_CANCEL_CORRECTED " --scenario " +
                              std::string(name) + open + " --seeds 1..300");
        EXPECT_EQ(stood.status, 0) << name << ": " << stood.output;
    }
}

TEST(BuiltinScenarios, UnloadTheDriver)
{
    const Ran ran = run("explore " OPENWDF_DRIVER_RACE_CANCEL_CORRECTED
                        " --scenario unload --open '\\\\.\\Race' --seeds 1..300");
    EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST(BuiltinScenarios, SayWhatIsMissing)
{
    const Ran nothing_to_open = run("explore x.so --scenario cancel");
    EXPECT_EQ(nothing_to_open.status, 2);
    EXPECT_THAT(nothing_to_open.output, HasSubstr("needs --open NAME"));
    const Ran unknown = run("explore x.so --scenario cansel");
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.output, HasSubstr("none of open-close, reads, writes, cancel, unload"));
}

TEST(BuiltinScenarios, SayWhenNothingCouldBeOpened)
{
    const Ran ran = run("explore " OPENWDF_DRIVER_RACE_CANCEL_CORRECTED
                        " --scenario reads --open '\\\\.\\Rice' --seeds 1..3");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.output, HasSubstr("nothing could be opened: "));
    EXPECT_THAT(ran.output, HasSubstr("Rice"));
}

TEST(ExploreFaults, OfAllocationsAreRepeatable)
{
    const Ran ran =
        run("explore " OPENWDF_DRIVER_RACE_CANCEL_CORRECTED
            " --scenario reads --open '\\\\.\\Race' --fail-allocations 200 --seeds 1..300");
    EXPECT_EQ(ran.status, 0) << ran.output;
}

} // namespace
