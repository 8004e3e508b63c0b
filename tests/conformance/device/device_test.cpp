// A root-enumerated device to D0 and back, failures on the way, and a filter on top of a target.
#include "support/fixture.hpp"

namespace conformance {
namespace {

constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;

class Device : public Fixture {};

OPENWDF_INSTANTIATE_WORLDS(Device);

const char* const k_started = "device add\nprepare hardware\nD0 entry\nself-managed init\n";
const char* const k_removed = "self-managed suspend\nD0 exit\nself-managed flush\n"
                              "release hardware\nself-managed cleanup\n"
                              "device cleanup\ndevice destroy\n";

// N139, N140 and the PnP callback pages: order up, order down.
TEST_P(Device, N139UpToD0AndDown)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_DEVICE);
    EXPECT_EQ(printed(), "");
    openwdf::Device device = std::move(driver.add_device()).value();
    EXPECT_EQ(printed(), k_started);
    OPENWDF_EXPECT_STATUS(open("\\\\.\\ConformanceFdo").ioctl(0x222000), 0);
    EXPECT_EQ(printed(), "");
    OPENWDF_EXPECT_STATUS(device.remove(), 0);
    EXPECT_EQ(printed(), std::string("query remove\n") + k_removed);
    EXPECT_FALSE(machine().open("\\\\.\\ConformanceFdo").ok());
    // The names are free again.
    openwdf::Device again = std::move(driver.add_device()).value();
    EXPECT_EQ(printed(), k_started);
    driver.unload();
    EXPECT_THAT(printed(), testing::EndsWith("device cleanup\ndevice destroy\nunload\n"));
    expect_no_reports();
}

TEST_P(Device, AMachineTakesItsDevicesDown)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_DEVICE);
    (void)driver.add_device().value();
    (void)printed();
    end_machine();
    EXPECT_THAT(printed(), testing::EndsWith("device cleanup\ndevice destroy\nunload\n"));
}

TEST_P(Device, PrepareHardwareFails)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_DEVICE_FAIL_PREPARE);
    EXPECT_FALSE(driver.add_device().ok());
    EXPECT_EQ(printed(), "device add\nprepare hardware\nrelease hardware\n"
                         "device cleanup\ndevice destroy\n");
    end_machine();
    EXPECT_EQ(printed(), "unload\n");
}

TEST_P(Device, D0EntryFails)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_DEVICE_FAIL_D0);
    EXPECT_FALSE(driver.add_device().ok());
    EXPECT_THAT(printed(), testing::StartsWith("device add\nprepare hardware\nD0 entry\n"));
    end_machine();
    EXPECT_EQ(printed(), "unload\n");
}

// The device says no and goes on.
TEST_P(Device, QueryRemoveFails)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_DEVICE_FAIL_QUERY);
    openwdf::Device device = std::move(driver.add_device()).value();
    (void)printed();
    EXPECT_LT(device.remove(), 0);
    EXPECT_EQ(printed(), "query remove\n");
    OPENWDF_EXPECT_STATUS(open("\\\\.\\ConformanceFdo").ioctl(0x222000), 0);
    end_machine();
    (void)printed();
}

TEST_P(Device, ADriverWithoutPnpHasNoAddDevice)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_OBJECT);
    EXPECT_FALSE(driver.add_device().ok());
}

class Filter : public Fixture {
protected:
    Handle open_filtered(const std::string& io)
    {
        target("\\Device\\Source", "ram:64K?io=" + io);
        openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_FILTER);
        (void)driver.filter("\\Device\\Source").value();
        return open("\\Device\\Source");
    }

    void check(const std::string& io)
    {
        Handle handle = open_filtered(io);
        std::array<std::byte, 64> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::byte>(i * 5);
        // Writes have no handler: the filter is transparent.
        EXPECT_EQ(handle.write(bytes, 100), (IoResult{0, 64}));
        EXPECT_EQ(handle.write(bytes, 8192), (IoResult{0, 64}));
        std::array<std::byte, 64> read{};
        EXPECT_EQ(handle.read(read, 100), (IoResult{0, 64}));
        EXPECT_EQ(read, bytes);
        EXPECT_EQ(handle.read(read, 8192), (IoResult{0, 64}));
        EXPECT_EQ(read[1], ~bytes[1]);
        EXPECT_EQ(read[63], ~bytes[63]);
        // Past the end of the disk below, both ways (N154).
        OPENWDF_EXPECT_STATUS(handle.read(read, 65500), k_status_invalid_parameter);
        expect_no_reports();
    }
};

OPENWDF_INSTANTIATE_WORLDS(Filter);

// Facts 32, 51, 53: the received request goes to the local target and comes back as it was.
TEST_P(Filter, OnABufferedTarget)
{
    check("buffered");
}

TEST_P(Filter, OnADirectTarget)
{
    check("direct");
}

TEST_P(Filter, OnATargetOfNeitherType)
{
    check("neither");
}

// The path of one forwarded read: two locations of one IRP.
TEST_P(Filter, AForwardedRequestUsesTheNextLocation)
{
    Handle handle = open_filtered("direct");
    std::array<std::byte, 16> buffer{};
    machine().clear_trace();
    EXPECT_EQ(handle.read(buffer, 0), (IoResult{0, 16}));
    std::vector<std::string> irps;
    for (const auto& event : machine().trace()) {
        if (event.kind == openwdf::TraceEvent::Kind::irp_sent)
            irps.push_back(std::to_string(event.location) + "/" +
                           std::to_string(event.location_count));
    }
    EXPECT_THAT(irps, testing::ElementsAre("2/2", "1/2"));
}

} // namespace
} // namespace conformance
