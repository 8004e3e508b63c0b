#include "nt/pnp/device_tree.hpp"

#include "nt/io/dispatch.hpp"
#include "nt/io/file.hpp"
#include "nt/io/forward.hpp"
#include "nt/io/request.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

using testing::DriverDevice;

const char* minor_name(UCHAR minor)
{
    switch (minor) {
    case IRP_MN_START_DEVICE: return "start";
    case IRP_MN_QUERY_REMOVE_DEVICE: return "query";
    case IRP_MN_CANCEL_REMOVE_DEVICE: return "cancel";
    case IRP_MN_REMOVE_DEVICE: return "remove";
    default: return "other";
    }
}

class DeviceTreeTest : public testing::NtTest {
protected:
    DeviceTreeTest()
    {
        io::attach_to_stack(function_.object(), *pdo_);
        io::attach_to_stack(filter_.object(), *pdo_);
    }

    // Start and cancel are handled on the way up, the others on the way down (N139, N140).
    NTSTATUS handle(const char* who, DriverDevice& device, IRP& irp)
    {
        if (io::current_location(irp).MajorFunction != IRP_MJ_PNP)
            return io::provider_complete(irp, STATUS_SUCCESS, 0);
        const UCHAR minor = io::current_location(irp).MinorFunction;
        const std::string line = std::string(who) + " " + minor_name(minor);
        if (minor == IRP_MN_QUERY_REMOVE_DEVICE && refuses_)
            return io::provider_complete(irp, STATUS_UNSUCCESSFUL, 0);
        if (minor == IRP_MN_START_DEVICE) {
            const NTSTATUS status = io::forward_and_wait(device.below(), irp);
            log_.push_back(line);
            return io::provider_complete(irp, status, 0);
        }
        log_.push_back(line);
        io::copy_current_to_next(irp);
        return io::call_driver(device.below(), irp);
    }

    bool refuses_ = false;
    std::vector<std::string> log_;
    DEVICE_OBJECT* pdo_ = pnp::enumerate_root_device(executive()).take();
    DriverDevice function_{executive(), u"Function", [this](DEVICE_OBJECT&, IRP& irp) {
                               return handle("function", function_, irp);
                           }};
    DriverDevice filter_{executive(), u"Filter", [this](DEVICE_OBJECT&, IRP& irp) {
                             return handle("filter", filter_, irp);
                         }};
};

TEST_F(DeviceTreeTest, StartIsHandledFromTheBusUp) // N139
{
    EXPECT_EQ(pnp::start_stack(executive(), *pdo_), STATUS_SUCCESS);
    EXPECT_EQ(log_, (std::vector<std::string>{"function start", "filter start"}));
}

TEST_F(DeviceTreeTest, RemovalIsHandledFromTheTopDown) // N140
{
    EXPECT_EQ(pnp::remove_stack(executive(), *pdo_), STATUS_SUCCESS);
    EXPECT_EQ(log_, (std::vector<std::string>{"filter query", "function query", "filter remove",
                                              "function remove"}));
}

TEST_F(DeviceTreeTest, ARefusedRemovalIsCancelled) // N141
{
    refuses_ = true;
    EXPECT_EQ(pnp::remove_stack(executive(), *pdo_), STATUS_UNSUCCESSFUL);
    EXPECT_EQ(log_, (std::vector<std::string>{"filter cancel", "function cancel"}));
}

TEST_F(DeviceTreeTest, OpenHandlesHoldARemovalOff) // N142
{
    FILE_OBJECT* file = io::open_file(executive(), u"\\Device\\Filter", {}).take().file;
    EXPECT_EQ(pnp::remove_stack(executive(), *pdo_), STATUS_DEVICE_BUSY);
    EXPECT_EQ(log_.back(), "function cancel");
    io::close_file(*file);
    EXPECT_EQ(pnp::remove_stack(executive(), *pdo_), STATUS_SUCCESS);
}

TEST_F(DeviceTreeTest, UnhandledRequestsKeepTheirStatus) // N144
{
    IO_STATUS_BLOCK iosb{};
    IRP* irp = io::build_plain(executive(), *pdo_, nullptr, IRP_MJ_PNP, IRP_MN_QUERY_ID, KernelMode,
                               &iosb, nullptr)
                   .take();
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    EXPECT_EQ(io::send_and_wait(executive(), *pdo_, *irp, iosb), STATUS_NOT_SUPPORTED);
}

TEST_F(DeviceTreeTest, TheBusCompletesPowerRequests) // N149
{
    for (const UCHAR minor : {IRP_MN_SET_POWER, IRP_MN_QUERY_POWER, IRP_MN_WAIT_WAKE}) {
        IO_STATUS_BLOCK iosb{};
        IRP* irp = io::build_plain(executive(), *pdo_, nullptr, IRP_MJ_POWER, minor, KernelMode,
                                   &iosb, nullptr)
                       .take();
        irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
        EXPECT_EQ(io::send_and_wait(executive(), *pdo_, *irp, iosb),
                  minor == IRP_MN_WAIT_WAKE ? STATUS_NOT_SUPPORTED : STATUS_SUCCESS);
    }
}

TEST_F(DeviceTreeTest, TheBusReportsItselfAsTarget)
{
    IO_STATUS_BLOCK iosb{};
    IRP* irp = io::build_plain(executive(), *pdo_, nullptr, IRP_MJ_PNP,
                               IRP_MN_QUERY_DEVICE_RELATIONS, KernelMode, &iosb, nullptr)
                   .take();
    io::next_location(*irp).Parameters.QueryDeviceRelations.Type = TargetDeviceRelation;
    EXPECT_EQ(io::send_and_wait(executive(), *pdo_, *irp, iosb), STATUS_SUCCESS);
    auto* relations = reinterpret_cast<DEVICE_RELATIONS*>(iosb.Information);
    EXPECT_EQ(relations->Count, 1U);
    EXPECT_EQ(relations->Objects[0], pdo_);
    ob::dereference(pdo_);
    EXPECT_TRUE(executive().pool.free(relations));
}

TEST_F(DeviceTreeTest, AddDeviceRunsAsTheDriver) // N138
{
    io::DriverRecord& driver = *io::create_driver(executive(), u"Adder", false);
    EXPECT_EQ(pnp::add_driver(driver, *pdo_), STATUS_INVALID_DEVICE_REQUEST);
    driver.extension.AddDevice = [](DRIVER_OBJECT*, DEVICE_OBJECT*) -> NTSTATUS {
        EXPECT_EQ(gate::current_context()->driver->name, "Adder");
        return STATUS_DEVICE_NOT_READY;
    };
    EXPECT_EQ(pnp::add_driver(driver, *pdo_), STATUS_DEVICE_NOT_READY);
}

} // namespace
} // namespace openwdf::nt
