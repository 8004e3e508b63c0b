#include "build/finding.hpp"

#include <gtest/gtest.h>

namespace openwdf::build {

namespace {

Finding finding_of(const char* message)
{
    Findings findings;
    findings.add({"a.c", 3, message, "b.c", 9}, DriverProject{});
    return findings.list().front();
}

} // namespace

TEST(Compiler, ReadsErrorsOfBothCompilersAndWhereTheyWereIncluded)
{
    const auto list = parse_diagnostics("In file included from /p/b.c:2:\n"
                                        "/s/x.h:1:2: error: #error \"gone\"\n"
                                        "a.c:7:5: warning: no\na.c: In function 'f':\n"
                                        "a.c:8:1: error: 'x' undeclared\n  note\n");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].included, "/p/b.c");
    EXPECT_EQ(list[0].included_line, 2U);
    EXPECT_EQ(list[1].line, 8U);
    EXPECT_TRUE(list[1].included.empty());
}

TEST(Finding, SortsWhatTheCompilersSay)
{
    EXPECT_EQ(finding_of("unknown type name 'PFOO'").kind, FindingKind::k_unknown_type);
    EXPECT_EQ(finding_of("implicit declaration of function 'F' [-Werror]").kind,
              FindingKind::k_unknown_function);
    EXPECT_EQ(finding_of("'N' undeclared (first use in this function)").kind,
              FindingKind::k_unknown_identifier);
    EXPECT_EQ(finding_of("'S' {aka 'struct _S'} has no member named 'm'").name, "S.m");
    EXPECT_EQ(finding_of("no member named 'm' in 'S'").name, "S.m");
    EXPECT_EQ(finding_of("expected ';'").kind, FindingKind::k_error);
    const Finding header = finding_of("#error \"openwdf: missing header inc/gone.h\"");
    EXPECT_EQ(header.name, "inc/gone.h");
    EXPECT_EQ(header.place.line, 9U);
}

} // namespace openwdf::build
