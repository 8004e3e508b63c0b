#include "build/dialect.hpp"

#include <gtest/gtest.h>

namespace openwdf::build {
namespace {

std::string translated(std::string text)
{
    std::vector<Translation> list = translations_of(text);
    for (auto one = list.rbegin(); one != list.rend(); ++one)
        text.replace(one->begin, one->end - one->begin, one->text);
    return text;
}

TEST(Dialect, AFunctionNameBesideALiteralIsALiteral)
{
    EXPECT_EQ(translated("Print(\"in \" __FUNCTION__ \"\\n\");"),
              "Print(\"in \" \"(function)\" \"\\n\");");
    EXPECT_EQ(translated("#define E() P(__FUNCTION__ \\\n \" entered\")"),
              "#define E() P(\"(function)\" \\\n \" entered\")");
}

TEST(Dialect, AFunctionNameAloneStays)
{
    const char* text = "Print(\"%s\", __FUNCTION__); // \"a\" __FUNCTION__\n";
    EXPECT_EQ(translated(text), text);
}

TEST(Dialect, TheCommaOfAVariadicMacroMayPrecedeNothing)
{
    EXPECT_EQ(translated("#define T(f, ...) P(f \"\\n\", \\\n  __VA_ARGS__)\n"),
              "#define T(f, ...) P(f \"\\n\", \\\n  ##__VA_ARGS__)\n");
}

TEST(Dialect, OtherVariadicMacrosStay)
{
    for (const char* text :
         {"#define T(...) P(__VA_ARGS__)\n", "#define T(f, ...) P(f, ##__VA_ARGS__)\n",
          "#define T(f, ...) P(f, __VA_ARGS__, 0)\n", "P(f, __VA_ARGS__)\n"})
        EXPECT_EQ(translated(text), text);
}

TEST(Dialect, LinesAreCounted)
{
    const std::vector<Translation> list =
        translations_of("/* one\n two */\n\"a\\\nb\" __FUNCTION__");
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].line, 4U);
}

} // namespace
} // namespace openwdf::build
