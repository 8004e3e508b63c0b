// Section 7: which field of the IRP carries the caller's bytes, by I/O type of the target and by
// transfer type of the code. The recorder below prints what it sees.
#include "support/fixture.hpp"
#include "transfer/transfer.h"

namespace conformance {
namespace {

enum Scenario : unsigned { TRANSFER_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Transfer : public Fixture {
protected:
    IoResult scenario(unsigned number)
    {
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        return run(OPENWDF_DRIVER_CONFORMANCE_TRANSFER, number);
    }

    // What the three recorders print, without their opens and closes.
    std::string seen()
    {
        std::string text = printed();
        for (const std::string_view line : {"create\n", "cleanup\n", "close\n"}) {
            for (auto at = text.find(line); at != std::string::npos; at = text.find(line))
                text.erase(at, line.size());
        }
        return text;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Transfer);

// First column of the table of section 7; fact 53: the target's own file object.
TEST_P(Transfer, LocalBuffers)
{
    OPENWDF_EXPECT_STATUS(scenario(k_LocalBuffers), 0);
    EXPECT_EQ(seen(),
              "read system=yes mdl=no user=yes file=yes length=64 offset=0x25\n"
              "write system=yes mdl=no user=no file=yes length=10 offset=0x7 first=f1 last=f2\n"
              "read system=no mdl=yes user=no file=yes mdlbytes=64 length=64 offset=0x25\n"
              "write system=no mdl=yes user=no file=yes mdlbytes=10 length=10 offset=0x7 "
              "first=f1 last=f2\n"
              "read system=no mdl=no user=yes file=yes length=64 offset=0x25\n"
              "write system=no mdl=no user=yes file=yes length=10 offset=0x7 first=f1 last=f2\n");
}

TEST_P(Transfer, MemoryHandles)
{
    OPENWDF_EXPECT_STATUS(scenario(k_MemoryHandles), 0);
    EXPECT_EQ(seen(),
              "read system=yes mdl=no user=yes file=yes length=64 offset=0x3\n"
              "write system=yes mdl=no user=no file=yes length=64 offset=0x0 first=03 last=42\n"
              "read system=no mdl=yes user=no file=yes mdlbytes=64 length=64 offset=0x3\n"
              "write system=no mdl=yes user=no file=yes mdlbytes=64 length=64 offset=0x0 "
              "first=03 last=42\n"
              "read system=no mdl=no user=yes file=yes length=64 offset=0x3\n"
              "write system=no mdl=no user=yes file=yes length=64 offset=0x0 first=03 last=42\n");
}

TEST_P(Transfer, Fact46MemoryHandlesWithOffsets)
{
    OPENWDF_EXPECT_STATUS(scenario(k_MemoryHandlesWithOffsets), 0);
    EXPECT_EQ(seen(), "read system=yes mdl=no user=yes file=yes length=8 offset=0x0\n"
                      "read system=yes mdl=no user=yes file=yes length=4 offset=0x0\n"
                      "read system=no mdl=yes user=no file=yes mdlbytes=8 length=8 offset=0x0\n"
                      "read system=no mdl=yes user=no file=yes mdlbytes=4 length=4 offset=0x0\n"
                      "read system=no mdl=no user=yes file=yes length=8 offset=0x0\n"
                      "read system=no mdl=no user=yes file=yes length=4 offset=0x0\n");
}

// Second column; fact 45: the length given, not the MDL's.
TEST_P(Transfer, Mdls)
{
    OPENWDF_EXPECT_STATUS(scenario(k_Mdls), 0);
    EXPECT_EQ(seen(),
              "read system=yes mdl=no user=yes file=yes length=64 offset=0x0\n"
              "write system=yes mdl=no user=no file=yes length=16 offset=0x0 first=00 last=99\n"
              "read system=no mdl=yes user=no file=yes mdlbytes=64 length=64 offset=0x0\n"
              "write system=no mdl=yes user=no file=yes mdlbytes=64 length=16 offset=0x0 "
              "first=00 last=99\n"
              "read system=no mdl=no user=yes file=yes length=64 offset=0x0\n"
              "write system=no mdl=no user=yes file=yes length=16 offset=0x0 first=00 last=99\n");
}

TEST_P(Transfer, Fact49ZeroLengths)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ZeroLengths), 0);
    EXPECT_THAT(seen(), testing::HasSubstr("read system=no mdl=no user="));
}

TEST_P(Transfer, Facts29And48StatusAndInformationComeBack)
{
    OPENWDF_EXPECT_STATUS(scenario(k_StatusAndInformationComeBack), 0);
    (void)seen();
    expect_no_reports();
}

TEST_P(Transfer, Fact48TooMuchInformationIsClamped)
{
    OPENWDF_EXPECT_STATUS(scenario(k_TooMuchInformationIsClamped), 0);
    (void)seen();
    EXPECT_TRUE(reported("information-too-large"));
}

TEST_P(Transfer, Ioctls)
{
    OPENWDF_EXPECT_STATUS(scenario(k_Ioctls), 0);
    const std::string sides = " in=4 out=6\n";
    const std::string lines[] = {
        "ioctl method=0 system=yes mdl=no user=yes file=yes type3=no" + sides,
        "ioctl method=1 system=yes mdl=yes user=no file=yes mdlbytes=6 type3=no" + sides,
        "ioctl method=2 system=yes mdl=yes user=no file=yes mdlbytes=6 type3=no" + sides,
        "ioctl method=3 system=no mdl=no user=yes file=yes type3=yes" + sides,
    };
    std::string expected;
    for (const std::string& line : lines)
        expected += line + line;
    EXPECT_EQ(seen(), expected);
}

TEST_P(Transfer, InternalIoctls)
{
    OPENWDF_EXPECT_STATUS(scenario(k_InternalIoctls), 0);
    EXPECT_THAT(seen(), testing::StartsWith("internal ioctl method=0 system=yes mdl=no user=yes "
                                            "file=yes type3=no in=4 out=6\n"));
}

TEST_P(Transfer, Fact49IoctlsOfOneSide)
{
    OPENWDF_EXPECT_STATUS(scenario(k_IoctlsOfOneSide), 0);
    EXPECT_EQ(seen(),
              "ioctl method=0 system=no mdl=no user=no file=yes type3=no in=0 out=0\n"
              "ioctl method=0 system=yes mdl=no user=no file=yes type3=no in=8 out=0\n"
              "ioctl method=0 system=yes mdl=no user=yes file=yes type3=no in=0 out=8\n"
              "ioctl method=1 system=no mdl=no user=no file=yes type3=no in=0 out=0\n"
              "ioctl method=1 system=yes mdl=no user=no file=yes type3=no in=8 out=0\n"
              "ioctl method=1 system=no mdl=yes user=no file=yes mdlbytes=8 type3=no in=0 out=8\n"
              "ioctl method=2 system=no mdl=no user=no file=yes type3=no in=0 out=0\n"
              "ioctl method=2 system=yes mdl=no user=no file=yes type3=no in=8 out=0\n"
              "ioctl method=2 system=no mdl=yes user=no file=yes mdlbytes=8 type3=no in=0 out=8\n"
              "ioctl method=3 system=no mdl=no user=no file=yes type3=no in=0 out=0\n"
              "ioctl method=3 system=no mdl=no user=no file=yes type3=yes in=8 out=0\n"
              "ioctl method=3 system=no mdl=no user=yes file=yes type3=no in=0 out=8\n");
}

TEST_P(Transfer, Fact47OtherIoctls)
{
    OPENWDF_EXPECT_STATUS(scenario(k_OtherIoctls), 0);
    EXPECT_EQ(seen(), "others code=0x222443\nothers code=0x222443\n");
}

TEST_P(Transfer, ReadsAllOfATarget)
{
    for (const char* io : {"buffered", "direct", "neither"}) {
        openwdf::Machine other(options);
        other.add_target("\\Device\\Source", std::string("ram:64K?io=") + io).value();
        (void)other.load(OPENWDF_DRIVER_CONFORMANCE_TRANSFER).value();
        Handle handle = other.open("\\\\.\\Conformance").value();
        OPENWDF_EXPECT_STATUS(handle.ioctl(scenario_code(k_ReadsAllOfATarget)), 0) << io;
        handle.close();
    }
    EXPECT_EQ(printed(), "unload\nunload\nunload\n");
}

} // namespace
} // namespace conformance
