// A filter that hands on what it receives, in each of the ways there are.
#include "forward/forward.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

class Forward : public Fixture {
protected:
    Handle open_filtered(const std::string& io)
    {
        target("\\Device\\Source", "ram:64K?io=" + io);
        openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_FORWARD);
        (void)driver.filter("\\Device\\Source").value();
        return open("\\Device\\Source");
    }

    void choose(Handle& handle, unsigned way)
    {
        OPENWDF_ASSERT_STATUS(handle.ioctl(FORWARD_CODE(way)), 0);
    }

    // What was written through the filter is read through it, for each access method.
    void forwards(unsigned way)
    {
        for (const char* io : {"buffered", "direct", "neither"}) {
            SCOPED_TRACE(io);
            Handle handle = open_filtered(io);
            choose(handle, way);
            std::vector<std::byte> out(5000);
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] = static_cast<std::byte>(i * 7 + 3);
            for (std::int64_t offset : {0, 513}) {
                EXPECT_EQ(handle.write(out, offset), (IoResult{0, out.size()}));
                std::vector<std::byte> in(out.size());
                EXPECT_EQ(handle.read(in, offset), (IoResult{0, in.size()}));
                EXPECT_EQ(in, out);
            }
            // The status of the device comes up as it is: the end of the target.
            std::array<std::byte, 16> buffer{};
            EXPECT_LT(handle.read(buffer, 1 << 20).status, 0);
            handle.close();
            end_machine();
        }
    }

    void refuses(unsigned way, std::int32_t status, const char* rule)
    {
        Handle handle = open_filtered("buffered");
        choose(handle, way);
        std::array<std::byte, 16> buffer{};
        OPENWDF_EXPECT_STATUS(handle.read(buffer), status);
        EXPECT_TRUE(reported(rule));
    }
};

constexpr auto k_invalid_device_request = static_cast<std::int32_t>(0xC0000010);

OPENWDF_INSTANTIATE_WORLDS(Forward);

// Covers: 68, 70, 79.
TEST_P(Forward, UsingCurrentType)
{
    forwards(ForwardCurrentType);
}

// Covers: 33, 34, 79.
TEST_P(Forward, UsingCurrentTypeAndWaiting)
{
    forwards(ForwardCurrentTypeWaiting);
}

// The request is cleaned up before its IRP goes and deleted after.
TEST_P(Forward, Fact26SendAndForget)
{
    forwards(ForwardForgetSkipping);
    const std::string text = printed();
    EXPECT_THAT(text, testing::StartsWith("cleanup\ndestroy\ncleanup\ndestroy\n"));
}

TEST_P(Forward, Fact26SendAndForgetWithACopiedLocation)
{
    forwards(ForwardForgetCopying);
}

// Covers: 51, 53, 68, 70, 79.
TEST_P(Forward, FormattedWithItsOwnMemory)
{
    forwards(ForwardFormatted);
}

TEST_P(Forward, Facts32And51SynchronouslyWithItsOwnMemory)
{
    forwards(ForwardSynchronously);
}

TEST_P(Forward, Facts45And51SynchronouslyWithItsOwnMdl)
{
    forwards(ForwardMdl);
}

TEST_P(Forward, Fact79WithAStackLocation)
{
    forwards(ForwardWithStackLocation);
}

TEST_P(Forward, Facts56And58MemoryInARequestOfTheDriver)
{
    forwards(ForwardDriverCreated);
}

TEST_P(Forward, Fact58MemoryStillInARequestOfTheDriver)
{
    Handle handle = open_filtered("buffered");
    choose(handle, ForwardDriverCreatedTooLong);
    std::array<std::byte, 16> buffer{};
    OPENWDF_EXPECT_STATUS(handle.read(buffer), openwdf::k_machine_stopped);
    const auto report = machine().bug_check();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->code, 0x10DU);
    EXPECT_EQ(report->parameters[0], 3U);
    EXPECT_EQ(report->parameters[2], 1U);
}

TEST_P(Forward, Section5WithoutCompletionRoutine)
{
    refuses(ForwardWithoutRoutine, k_invalid_device_request, "send-without-completion-routine");
}

TEST_P(Forward, Fact26ForgetOfAFormattedRequest)
{
    refuses(ForwardForgetFormatted, k_invalid_device_request, "forget-formatted");
}

} // namespace
} // namespace conformance
