// Scenario files: how they are read.
#include "cli/scenario_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openwdf::cli {
namespace {

using testing::HasSubstr;

std::string error_of(std::string_view text)
{
    const auto parsed = ScenarioText::parse(text);
    return parsed.ok() ? "parsed" : parsed.error().message;
}

TEST(ScenarioText, StepsBelongToTheThreadAbove)
{
    auto parsed = ScenarioText::parse("# a comment\n"
                                      "open \\\\.\\Race as race   # another\n"
                                      "\n"
                                      "thread reader x2\n"
                                      "  read 16 @1000 on race\n"
                                      "thread canceller\n"
                                      "  sleep 100us\n"
                                      "  cancel race\n"
                                      "  unload driver\n");
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    const ScenarioText& scenario = parsed.value();
    ASSERT_EQ(scenario.before.size(), 1U);
    EXPECT_EQ(std::get<ScenarioText::Request>(scenario.before[0]).command.name, "\\\\.\\Race");
    EXPECT_EQ(std::get<ScenarioText::Request>(scenario.before[0]).handle, "race");
    ASSERT_EQ(scenario.threads.size(), 3U);
    EXPECT_EQ(scenario.threads[0].name, "reader 1");
    EXPECT_EQ(scenario.threads[1].name, "reader 2");
    const auto& read = std::get<ScenarioText::Request>(scenario.threads[1].steps.at(0));
    EXPECT_EQ(read.command.length, 16U);
    EXPECT_EQ(read.command.offset, 1000);
    EXPECT_EQ(read.handle, "race");
    const auto& steps = scenario.threads[2].steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(std::get<ScenarioText::Sleep>(steps[0]).time, std::chrono::microseconds(100));
    EXPECT_EQ(std::get<ScenarioText::Cancel>(steps[1]).handle, "race");
    EXPECT_EQ(std::get<ScenarioText::Unload>(steps[2]).driver, "driver");
}

TEST(ScenarioText, ErrorsNameTheLine)
{
    EXPECT_THAT(error_of(""), HasSubstr("no steps"));
    EXPECT_THAT(error_of("open x\nfly\n"), HasSubstr("line 2: 'fly' is no command"));
    EXPECT_THAT(error_of("open x\nread\n"), HasSubstr("line 2: read needs a length"));
    EXPECT_THAT(error_of("open x as a\nread 1 on b\n"), HasSubstr("line 2: no open ... as b"));
    EXPECT_THAT(error_of("cancel b\n"), HasSubstr("line 1: no open ... as b"));
    EXPECT_THAT(error_of("sleep 5\n"), HasSubstr("line 1: '5' is no time"));
    EXPECT_THAT(error_of("sleep\n"), HasSubstr("sleep takes one word"));
    EXPECT_THAT(error_of("thread a x0\n"), HasSubstr("'x0' is not x1 to x64"));
    EXPECT_THAT(error_of("thread\n"), HasSubstr("thread takes a name"));
    EXPECT_THAT(error_of("open x; close\n"), HasSubstr("line 1:"));
    EXPECT_THAT(error_of("open x\ncopy 1K out\n"), HasSubstr("copy is no step"));
    EXPECT_THAT(error_of("open 'x\n"), HasSubstr("quote"));
}

TEST(ScenarioText, Durations)
{
    using std::chrono::nanoseconds;
    EXPECT_EQ(parse_duration("100us").value(), nanoseconds(100'000));
    EXPECT_EQ(parse_duration("5ms").value(), nanoseconds(5'000'000));
    EXPECT_EQ(parse_duration("2s").value(), nanoseconds(2'000'000'000));
    EXPECT_EQ(parse_duration("10m").value(), nanoseconds(600'000'000'000));
    for (const char* text : {"", "5", "us", "5h", "-1s", "99999999999s"})
        EXPECT_FALSE(parse_duration(text).ok()) << text;
}

} // namespace
} // namespace openwdf::cli
