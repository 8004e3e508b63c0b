#include "build/msbuild_condition.hpp"
#include "build/msbuild_properties.hpp"

#include <gtest/gtest.h>

namespace openwdf::build {

namespace {

std::optional<bool> evaluate(const char* condition)
{
    return evaluate_condition(condition, [](std::string_view path) { return path == "here"; });
}

} // namespace

TEST(MsbuildCondition, ComparesWhateverTheCase)
{
    EXPECT_EQ(evaluate(""), true);
    EXPECT_EQ(evaluate("'Release|x64'=='release|X64'"), true);
    EXPECT_EQ(evaluate("'a' != 'b'"), true);
    EXPECT_EQ(evaluate("0x0A00<0x0601"), false);
    EXPECT_EQ(evaluate("!(0x0601 < 0x0A00)"), false);
    EXPECT_EQ(evaluate("true"), true);
}

TEST(MsbuildCondition, CombinesAndAsksForFiles)
{
    EXPECT_EQ(evaluate("Exists('here') and 'a'=='a'"), true);
    EXPECT_EQ(evaluate("exists('there') Or !('a'=='a')"), false);
    EXPECT_EQ(evaluate("'a'=='b' or 'a'=='a' and 'c'=='c'"), true);
}

TEST(MsbuildCondition, SaysWhatItDoesNotUnderstand)
{
    for (const char* wrong :
         {"'a'", "'a' ~ 'b'", "HasTrailingSlash('a')", "('a'=='a'", "1 < x", "'"})
        EXPECT_EQ(evaluate(wrong), std::nullopt) << wrong;
}

TEST(MsbuildProperties, ExpandsAndRemembersUnknownNames)
{
    MsbuildProperties properties;
    properties.set("Name", "driver");
    EXPECT_EQ(properties.expand("$(NAME).sys $(Other)$(IntDir)"), "driver.sys ");
    EXPECT_EQ(properties.expand("$(DDK_INC_PATH)\\wdm"), std::string(k_kit_folder) + "\\wdm");
    EXPECT_EQ(properties.expand("$(open"), "$(open");
    EXPECT_EQ(properties.unknown(), std::set<std::string>{"Other"});
}

} // namespace openwdf::build
