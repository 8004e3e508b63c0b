// Fact 54: buffers and memory objects of received requests. The driver checks; the test sends.
#include "support/fixture.hpp"

namespace conformance {
namespace {

class Request : public Fixture {
protected:
    template <class Body> void on_each_device(Body&& body)
    {
        load(OPENWDF_DRIVER_CONFORMANCE_REQUEST);
        for (const char* name : {"\\Device\\Buffered", "\\Device\\Direct", "\\Device\\Neither"}) {
            SCOPED_TRACE(name);
            Handle handle = open(name);
            body(handle);
            EXPECT_EQ(printed(), "");
        }
        expect_no_reports();
    }

    static constexpr std::uint32_t code(unsigned method) { return 0x222400 | method; }
};

OPENWDF_INSTANTIATE_WORLDS(Request);

TEST_P(Request, Fact54Reads)
{
    on_each_device([](Handle& handle) {
        std::vector<std::byte> buffer(5000);
        EXPECT_EQ(handle.read(buffer, 33), (IoResult{0, 5000}));
        for (std::size_t i = 0; i < buffer.size(); ++i)
            ASSERT_EQ(buffer[i], static_cast<std::byte>(33 + i)) << i;
        EXPECT_EQ(handle.read({}, 0), (IoResult{0, 0}));
    });
}

TEST_P(Request, Fact54Writes)
{
    on_each_device([](Handle& handle) {
        std::vector<std::byte> buffer(5000);
        for (std::size_t i = 0; i < buffer.size(); ++i)
            buffer[i] = static_cast<std::byte>(7 + i);
        EXPECT_EQ(handle.write(buffer, 7), (IoResult{0, 5000}));
    });
}

TEST_P(Request, Fact54DeviceControls)
{
    on_each_device([](Handle& handle) {
        const std::array<std::byte, 4> input{std::byte{1}, std::byte{2}, std::byte{3},
                                             std::byte{4}};
        for (unsigned method = 0; method < 3; ++method) {
            std::array<std::byte, 6> output{};
            EXPECT_EQ(handle.ioctl(code(method), input, output), (IoResult{0, 4})) << method;
            EXPECT_EQ(output[0], std::byte{2});
            EXPECT_EQ(output[3], std::byte{5});
            EXPECT_EQ(output[4], std::byte{0});
            EXPECT_EQ(handle.ioctl(code(method), input, {}), (IoResult{0, 0}));
            EXPECT_EQ(handle.ioctl(code(method), {}, output), (IoResult{0, 0}));
        }
        // The driver locks the requester's own buffers, and the bytes are there at once.
        std::array<std::byte, 6> output{};
        EXPECT_EQ(handle.ioctl(code(3), input, output), (IoResult{0, 4}));
        EXPECT_EQ(output[0], std::byte{2});
        EXPECT_EQ(output[3], std::byte{5});
        EXPECT_EQ(output[4], std::byte{0});
    });
}

TEST_P(Request, Fact54MemoryLockedForReading)
{
    load(OPENWDF_DRIVER_CONFORMANCE_REQUEST);
    std::array<std::byte, 4> output{};
    EXPECT_EQ(open("\\Device\\Neither").ioctl(0x222407, {}, output), (IoResult{0, 0}));
    EXPECT_EQ(output[0], std::byte{1});
    EXPECT_TRUE(reported("memory-read-only"));
}

} // namespace
} // namespace conformance
