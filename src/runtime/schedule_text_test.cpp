#include "openwdf/schedule.hpp"

#include <gtest/gtest.h>

namespace openwdf {
namespace {

TEST(ScheduleTextTest, RunsAreCounted)
{
    const Schedule schedule{{0, 0, 0, 1, 0, 2, 2}};
    EXPECT_EQ(schedule.text(), "0x3,1,0,2x2");
    EXPECT_EQ(Schedule::parse("0x3,1,0,2x2").value(), schedule);
}

TEST(ScheduleTextTest, NothingIsASchedule)
{
    EXPECT_EQ(Schedule().text(), "");
    EXPECT_EQ(Schedule::parse("").value(), Schedule());
}

TEST(ScheduleTextTest, WhatIsWrongIsNamed)
{
    for (const char* text : {"x", "1,,2", "1x", "1;2", "0x4294967295", "-1"}) {
        const auto parsed = Schedule::parse(text);
        ASSERT_FALSE(parsed.ok()) << text;
        EXPECT_NE(parsed.error().message.find("not understood"), std::string::npos) << text;
    }
    EXPECT_NE(Schedule::parse("1,2,boo").error().message.find("character 5: 'boo'"),
              std::string::npos);
}

} // namespace
} // namespace openwdf
