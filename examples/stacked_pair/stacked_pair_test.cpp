// Two drivers in one device stack, in real time and simulated with several seeds.
#include <openwdf/gtest.hpp>

#include <array>
#include <cstring>

namespace {

using openwdf::Handle;
using openwdf::IoResult;

constexpr std::uint32_t k_ioctl_read = 0x222440;
constexpr std::uint32_t k_ioctl_heat = 0x222444;
constexpr std::uint32_t k_ioctl_internal_bank_read = 0x222800;
constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_buffer_too_small = 0xC0000023;

class StackedPair : public openwdf::DriverTest {
protected:
    static constexpr const char* k_device = "\\Device\\Bank";

    // The hardware is the lower driver's own: below it is a device that does nothing.
    Handle open_thermometer()
    {
        target(k_device, "null:");
        (void)load(OPENWDF_DRIVER_REGISTER_BANK).filter(k_device).value();
        (void)load(OPENWDF_DRIVER_THERMOMETER).filter(k_device).value();
        return open(k_device);
    }
    static std::int32_t temperature(Handle& handle)
    {
        std::int32_t value = 0;
        EXPECT_EQ(handle.ioctl(k_ioctl_read, {}, std::as_writable_bytes(std::span(&value, 1))),
                  (IoResult{0, 4}));
        return value;
    }
    static IoResult heat(Handle& handle, std::uint32_t on, std::uint32_t& was_on)
    {
        return handle.ioctl(k_ioctl_heat, std::as_bytes(std::span(&on, 1)),
                            std::as_writable_bytes(std::span(&was_on, 1)));
    }
};

OPENWDF_INSTANTIATE_WORLDS(StackedPair);

TEST_P(StackedPair, TheUpperDriverReadsThroughTheLower)
{
    Handle handle = open_thermometer();
    EXPECT_EQ(temperature(handle), 2150);
    EXPECT_EQ(temperature(handle), 2150);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(StackedPair, BothKindsOfInternalControlMeet)
{
    Handle handle = open_thermometer();
    std::uint32_t was_on = 7;
    EXPECT_EQ(heat(handle, 1, was_on), (IoResult{0, 4}));
    EXPECT_EQ(was_on, 0U);
    EXPECT_EQ(temperature(handle), 2150);
    EXPECT_EQ(temperature(handle), 2250);
    EXPECT_EQ(heat(handle, 0, was_on), (IoResult{0, 4}));
    EXPECT_EQ(was_on, 1U);
    EXPECT_EQ(temperature(handle), 2350);
    EXPECT_EQ(temperature(handle), 2350);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(StackedPair, MistakesOfTheApplicationAreItsOwn)
{
    Handle handle = open_thermometer();
    std::uint32_t was_on = 7;
    OPENWDF_EXPECT_STATUS(heat(handle, 2, was_on), k_status_invalid_parameter);
    EXPECT_EQ(was_on, 7U);
    std::array<std::byte, 3> small{};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_read, {}, small), k_status_buffer_too_small);
    // An application's control code is no internal one, whatever its number.
    std::array<std::byte, 4> number{};
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_ioctl_internal_bank_read, number, number),
                          k_status_invalid_device_request);
    EXPECT_TRUE(machine().reports().empty());
}

TEST_P(StackedPair, TheStackShowsInTheTrace)
{
    Handle handle = open_thermometer();
    machine().clear_trace();
    (void)temperature(handle);
    std::string lines;
    for (const openwdf::TraceEvent& event : machine().trace())
        lines += event.text() + "\n";
    const auto at = [&](const char* text) { return lines.find(text); };
    ASSERT_NE(at("IRP_MJ_DEVICE_CONTROL -> "), std::string::npos) << lines;
    ASSERT_NE(at("IRP_MJ_INTERNAL_DEVICE_CONTROL -> "), std::string::npos) << lines;
    EXPECT_LT(at("thermometer entered at EvtIoDeviceControl"),
              at("register_bank entered at EvtIoInternalDeviceControl"));
    EXPECT_LT(at("register_bank left EvtIoInternalDeviceControl"),
              at("thermometer left EvtIoDeviceControl"));
}

} // namespace
