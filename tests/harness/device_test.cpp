// Device stacks as a test makes them: root-enumerated devices, filters on targets, removal.
#include "layer.h"

#include <openwdf/gtest.hpp>

#include <gmock/gmock.h>

#include <array>

namespace {

using openwdf::Device;
using openwdf::Driver;
using openwdf::Handle;
using openwdf::IoResult;
using testing::HasSubstr;

constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;

class DeviceTest : public openwdf::DriverTest {};

OPENWDF_INSTANTIATE_WORLDS(DeviceTest);

TEST_P(DeviceTest, ARootDeviceIsAddedOpenedAndRemoved)
{
    Driver driver = load(OPENWDF_DRIVER_LAYER);
    Device device = driver.add_device().value();
    EXPECT_THAT(device.name(), HasSubstr("\\Device\\"));
    {
        Handle handle = open("\\\\.\\Layer");
        std::array<char, 3> buffer{};
        EXPECT_EQ(handle.read(std::as_writable_bytes(std::span(buffer))), (IoResult{0, 3}));
        EXPECT_EQ(std::string(buffer.data(), 3), "LLL");
        EXPECT_EQ(handle.ioctl(IOCTL_LAYER_HERE), (IoResult{0, 42}));
    }
    OPENWDF_EXPECT_STATUS(device.remove(), 0);
    OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\Layer"), k_status_object_name_not_found);
    OPENWDF_EXPECT_STATUS(device.remove(), 0); // again: nothing happens
}

TEST_P(DeviceTest, AFilterSitsOnTopOfATarget)
{
    target("\\Device\\Disk", "ram:4K");
    Driver driver = load(OPENWDF_DRIVER_LAYER_FILTER);
    Device device = driver.filter("\\Device\\Disk").value();
    Handle handle = open("\\Device\\Disk");
    EXPECT_EQ(handle.ioctl(IOCTL_LAYER_HERE), (IoResult{0, 42}));
    const std::array<std::byte, 4> data{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
    std::array<std::byte, 4> back{};
    EXPECT_EQ(handle.write(data, 8), (IoResult{0, 4}));
    EXPECT_EQ(handle.read(back, 8), (IoResult{0, 4}));
    EXPECT_EQ(back, data);
    const auto& missing = driver.filter("\\Device\\Nothing");
    EXPECT_THAT(missing.error().message, HasSubstr("there is no target '\\Device\\Nothing'"));
}

TEST_P(DeviceTest, UnloadingRemovesTheDevices)
{
    Driver driver = load(OPENWDF_DRIVER_LAYER);
    driver.add_device().value();
    driver.unload();
    OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\Layer"), k_status_object_name_not_found);
    EXPECT_FALSE(driver.add_device().ok());
    EXPECT_TRUE(machine().reports().empty());
    Driver again = load(OPENWDF_DRIVER_LAYER);
    again.add_device().value();
    EXPECT_EQ(open("\\\\.\\Layer").ioctl(IOCTL_LAYER_HERE), (IoResult{0, 42}));
}

TEST_P(DeviceTest, AStaleHandleIsABugCheckInTheMiddleOfARequest)
{
    Driver driver = load(OPENWDF_DRIVER_LAYER);
    Device device = driver.add_device().value();
    Handle handle = open("\\\\.\\Layer");
    OPENWDF_EXPECT_STATUS(handle.ioctl(IOCTL_LAYER_STALE_HANDLE), openwdf::k_machine_stopped);
    const auto report = machine().bug_check();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->code, 0x10DU);
    EXPECT_EQ(report->parameters[0], 5U); // an invalid handle
    EXPECT_EQ(report->where.ddi, "WdfObjectDelete");
    ASSERT_TRUE(report->where.source.has_value());
    EXPECT_EQ(report->where.source->function, "EvtControl");
    OPENWDF_EXPECT_STATUS(device.remove(), openwdf::k_machine_stopped);
    driver.unload();
}

} // namespace
