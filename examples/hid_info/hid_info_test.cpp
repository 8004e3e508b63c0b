// The example driver against a software game pad, in real time and simulated with several seeds.
#include <openwdf/gtest.hpp>

#include <array>
#include <fstream>

namespace {

using openwdf::Handle;
using openwdf::IoResult;

constexpr std::uint32_t k_ioctl_get = 0x222000;
constexpr std::uint32_t k_ioctl_next_report = 0x222004;
constexpr std::int64_t k_status_io_timeout = 0xC00000B5;
constexpr std::int64_t k_status_buffer_too_small = 0xC0000023;
constexpr std::int64_t k_status_device_not_connected = 0xC000009D;
constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;
constexpr std::int64_t k_ticks_per_ms = 10000;

// HID_INFO of hid_info.h.
struct HidInfo {
    std::uint16_t vendor_id, product_id, version_number;
    std::uint16_t usage_page, usage;
    std::uint16_t input_length, output_length, feature_length;
};

class HidInfoExample : public openwdf::DriverTest {
protected:
    openwdf::HidPeer add_pad()
    {
        return machine()
            .add_hid("\\Device\\HidCollection",
                     "hid:" HID_INFO_GAMEPAD "?vid=1209&pid=0001&version=0200")
            .value();
    }
    Handle open_info()
    {
        load(OPENWDF_DRIVER_HID_INFO);
        return open("\\\\.\\HidInfo");
    }
};

OPENWDF_INSTANTIATE_WORLDS(HidInfoExample);

TEST_P(HidInfoExample, TellsWhatTheCollectionIs)
{
    add_pad();
    Handle handle = open_info();
    HidInfo info{};
    EXPECT_EQ(handle.ioctl(k_ioctl_get, {}, std::as_writable_bytes(std::span(&info, 1))),
              (IoResult{0, sizeof info}));
    EXPECT_EQ(info.vendor_id, 0x1209);
    EXPECT_EQ(info.product_id, 0x0001);
    EXPECT_EQ(info.version_number, 0x0200);
    EXPECT_EQ(info.usage_page, 1); // generic desktop
    EXPECT_EQ(info.usage, 5);      // game pad
    EXPECT_EQ(info.input_length, 4);
    EXPECT_EQ(info.output_length, 2);
    EXPECT_EQ(info.feature_length, 5);
    std::array<std::byte, 15> small{};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_get, {}, small), k_status_buffer_too_small);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(HidInfoExample, DeliversReportsInOrder)
{
    openwdf::HidPeer pad = add_pad();
    Handle handle = open_info();
    for (int i = 1; i <= 3; ++i) {
        const auto x = static_cast<std::byte>(i);
        pad.send_input(std::array{std::byte{0}, std::byte{1}, x, std::byte{0}}).value();
    }
    for (int i = 1; i <= 3; ++i) {
        std::array<std::byte, 4> report{};
        EXPECT_EQ(handle.ioctl(k_ioctl_next_report, {}, report), (IoResult{0, 4}));
        EXPECT_EQ(report[2], static_cast<std::byte>(i));
    }
}

TEST_P(HidInfoExample, GivesUpOnASilentDevice)
{
    add_pad();
    Handle handle = open_info();
    std::array<std::byte, 4> report{};
    const std::int64_t before = machine().now();
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_next_report, {}, report), k_status_io_timeout);
    EXPECT_GE(machine().now() - before, 500 * k_ticks_per_ms);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(HidInfoExample, SaysWhenTheDeviceIsGone)
{
    openwdf::HidPeer pad = add_pad();
    Handle handle = open_info();
    pad.unplug();
    std::array<std::byte, 4> report{};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_next_report, {}, report),
                          k_status_device_not_connected);
}

TEST_P(HidInfoExample, DoesNotStartWithoutACollection)
{
    OPENWDF_EXPECT_STATUS(machine().load(OPENWDF_DRIVER_HID_INFO), k_status_object_name_not_found);
    // A device that is there and is no HID collection.
    target("\\Device\\HidCollection", "ram:4K");
    OPENWDF_EXPECT_STATUS(machine().load(OPENWDF_DRIVER_HID_INFO), 0xC0000010);
}

} // namespace
