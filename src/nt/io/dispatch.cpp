#include "nt/io/dispatch.hpp"

#include "gate/callback.hpp"
#include "nt/io/driver.hpp"
#include "nt/io/stack.hpp"
#include "nt/io/trace.hpp"

#include <fmt/format.h>

namespace openwdf::nt::io {

namespace {

[[noreturn, gnu::cold]] void no_location_left(IRP& irp)
{
    gate::bug_check(gate::k_no_more_irp_stack_locations, reinterpret_cast<std::uint64_t>(&irp), 0,
                    0, 0,
                    fmt::format("an IRP with {} stack locations was sent to one device more than "
                                "it has locations for; size it by the StackSize of the device it "
                                "is first sent to",
                                irp.StackCount));
}

[[noreturn, gnu::cold]] void bad_major(IRP& irp, UCHAR major)
{
    gate::bug_check(DRIVER_VERIFIER_IOMANAGER_VIOLATION, 0, reinterpret_cast<std::uint64_t>(&irp),
                    major, 0,
                    fmt::format("an IRP was sent with major function 0x{:02X}; the last one is "
                                "0x{:02X}",
                                major, IRP_MJ_MAXIMUM_FUNCTION));
}

} // namespace

NTSTATUS call_driver(DEVICE_OBJECT& device, IRP& irp)
{
    if (irp.CurrentLocation <= 1) [[unlikely]]
        no_location_left(irp);
    --irp.CurrentLocation;
    IO_STACK_LOCATION& location = *--irp.Tail.Overlay.CurrentStackLocation;
    location.DeviceObject = &device;
    const UCHAR major = location.MajorFunction;
    if (major > IRP_MJ_MAXIMUM_FUNCTION) [[unlikely]]
        bad_major(irp, major);

    DRIVER_OBJECT& driver = *device.DriverObject;
    const DriverRecord& record = record_of(driver);
    if (record.identity.border->features() != 0) [[unlikely]]
        watch_sent(*gate::current_context(), irp);
    PDRIVER_DISPATCH dispatch = driver.MajorFunction[major];
    if (dispatch == record.runtime_dispatch || dispatch == unhandled_request)
        return dispatch(&device, &irp);
    return gate::call_driver<gate::Callback::DriverDispatch>(
        record.identity, gate::DriverFn<NTSTATUS(DEVICE_OBJECT*, IRP*)>(dispatch), &device, &irp);
}

} // namespace openwdf::nt::io
