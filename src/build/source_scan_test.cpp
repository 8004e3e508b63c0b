#include "build/source_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openwdf::build {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SourceScan, FindsIncludesAndWhereTheirNamesStand)
{
    const std::string text = "#include <Windows.h>\n  # include \"..\\inc\\a.h\" // x\n"
                             "// #include <no.h>\n/* #include <no.h> */\n#include MACRO\n";
    const SourceScan scan = scan_source(text);
    ASSERT_EQ(scan.includes.size(), 2U);
    EXPECT_EQ(scan.includes[0].name, "Windows.h");
    EXPECT_FALSE(scan.includes[0].is_quoted);
    EXPECT_EQ(scan.includes[1].line, 2U);
    const IncludeDirective& second = scan.includes[1];
    EXPECT_EQ(text.substr(second.begin, second.end - second.begin), "\"..\\inc\\a.h\"");
}

TEST(SourceScan, LongCountsUnlessItIsLongLongOrLongDouble)
{
    const SourceScan scan = scan_source("unsigned long a;\nlong long b;\nlong double c;\n"
                                        "long int d;\nlongest e;\n\"long\";\nlong f(long);\n");
    EXPECT_THAT(scan.raw_long, ElementsAre(1, 4, 7));
}

TEST(SourceScan, CallsExceptionsAndAssembly)
{
    const SourceScan scan = scan_source("f (1);\n__try { g(); }\n__except (1) {}\n__asm nop\n"
                                        "// h()\n'(';\n");
    EXPECT_TRUE(scan.calls.contains("f"));
    EXPECT_TRUE(scan.calls.contains("g"));
    EXPECT_FALSE(scan.calls.contains("h"));
    EXPECT_THAT(scan.seh, ElementsAre(2, 3));
    EXPECT_THAT(scan.inline_assembly, ElementsAre(4));
    EXPECT_THAT(scan_source("").includes, IsEmpty());
    EXPECT_THAT(scan_source("/*").includes, IsEmpty());
}

} // namespace openwdf::build
