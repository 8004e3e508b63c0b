#include "build/generated_header.hpp"
#include "build/trace_preprocessor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openwdf::build {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(GeneratedHeader, MessageFileValuesAreSeverityFacilityAndNumber)
{
    const std::string header =
        message_file_header("SeverityNames=(Fine=0x1:X\n Bad=0x3:Y)\nFacilityNames=(Mine=0x7)\n"
                            ";// kept\nMessageId=5 Facility=Mine Severity=Bad SymbolicName=FIRST\n"
                            "Language=English\nSymbolicName=NOT_ONE\n.\n"
                            "MessageId= SymbolicName=SECOND\n");
    EXPECT_THAT(header, HasSubstr("#define FIRST ((NTSTATUS)0xC0070005L)"));
    EXPECT_THAT(header, HasSubstr("#define SECOND ((NTSTATUS)0xC0070006L)"));
    EXPECT_THAT(header, HasSubstr("// kept"));
    EXPECT_THAT(header, Not(HasSubstr("NOT_ONE")));
}

TEST(GeneratedHeader, ManagedObjectsBecomeStructuresInTheOrderOfTheirIdentifiers)
{
    const std::string header = managed_object_header(
        "[WMI, guid(\"{0006A660-8F12-11d2-B854-00C04FAD5171}\")]\nclass Thing {\n"
        " [key, read] string InstanceName;\n"
        " [WmiDataId(2), read] uint16 Second[4];\n [WmiDataId(1)] uint32 First;\n"
        " [WmiMethodId(3)] void Act([in] uint8 Value);\n};\n");
    EXPECT_THAT(header, HasSubstr("    ULONG First;\n    USHORT Second[4];\n} Thing, *PThing;"));
    EXPECT_THAT(header, HasSubstr("#define Thing_Second_ID 2"));
    EXPECT_THAT(header, HasSubstr("DEFINE_GUID(Thing_GUID, 0x0006A660, 0x8F12, 0x11d2, 0xB8,"));
    EXPECT_THAT(header, HasSubstr("#define Act 3"));
    EXPECT_THAT(header, HasSubstr("#define Act_IN_SIZE"));
    EXPECT_THAT(header, Not(HasSubstr("InstanceName")));
}

TEST(GeneratedHeader, EventsOfAManifestDoNothing)
{
    const std::string header = event_manifest_header(
        "<m xmlns='x'><provider name='My-Driver' symbol='P'><events><event symbol='Go'/></events>"
        "</provider></m>");
    EXPECT_THAT(header, HasSubstr("#define EventRegisterMy_Driver(...) 0"));
    EXPECT_THAT(header, HasSubstr("#define EventWriteGo(...) 0"));
    EXPECT_EQ(event_manifest_header("<m"), "");
}

TEST(TracePreprocessor, LearnsFunctionsFromOptionsAndFromConfigurationBlocks)
{
    std::set<std::string> names;
    add_trace_function("TraceEvents(LEVEL,FLAGS,MSG,...)", names);
    add_configured_trace_functions("// FUNC Outside(A);\n// begin_wpp config\n"
                                   "// FUNC Fail{LEVEL=1}(MSG,...);\n// USEPREFIX(X, \"\");\n"
                                   "// end_wpp\n// FUNC After(A);\n",
                                   names);
    EXPECT_THAT(names, ElementsAre("Fail", "TraceEvents"));
    EXPECT_THAT(trace_header(names), HasSubstr("#define Fail(...) ((void)0)"));
}

} // namespace openwdf::build
