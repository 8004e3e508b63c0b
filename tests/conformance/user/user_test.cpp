// A driver of the user-mode framework (UMDF 2).
#include "support/sent_fixture.hpp"
#include "user/user.h"

namespace conformance {
namespace {

class User : public SentFixture {
protected:
    IoResult control(unsigned function, std::span<std::byte> output = {})
    {
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        EXPECT_TRUE(load(OPENWDF_DRIVER_CONFORMANCE_USER).add_device().ok());
        const IoResult result = open("\\\\.\\User").ioctl(USER_CODE(function), {}, output);
        EXPECT_EQ(without_recorder(printed()), "");
        return result;
    }
};

OPENWDF_INSTANTIATE_WORLDS(User);

// What the device below wants is made by whoever stands between it and the driver host.
TEST_P(User, Fact52TransfersEndInTheDriversMemory)
{
    EXPECT_EQ(control(USER_TRANSFERS), (IoResult{0, 0}));
    expect_no_reports();
}

TEST_P(User, Fact52ThereAreNoMdls)
{
    EXPECT_EQ(control(USER_REFUSES_AN_MDL), (IoResult{0, 0}));
    expect_no_reports();
}

// Covers: 51.
TEST_P(User, Fact52ARequestGetsItsBuffersBack)
{
    std::array<std::byte, 8> output{};
    EXPECT_EQ(control(USER_FORWARDS, output), (IoResult{0, 0}));
    expect_no_reports();
}

// The parameters are those of bug check 0x10D.
TEST_P(User, Fact42AViolationEndsTheHost)
{
    EXPECT_EQ(control(USER_VIOLATES).status, openwdf::k_machine_stopped);
    const auto report = machine().bug_check();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->code, 0xF0000003U);
    EXPECT_EQ(report->parameters[0], 5U);
    EXPECT_NE(report->text().find("driver host"), std::string::npos);
}

} // namespace
} // namespace conformance
