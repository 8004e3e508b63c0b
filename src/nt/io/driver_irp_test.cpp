// IRPs that a driver makes itself (N44-N51), and MDLs that go with an IRP (N137).
#include "nt/io/driver_irp.hpp"

#include "nt/io/dispatch.hpp"
#include "nt/mm/mdl.hpp"
#include "nt/testing/fixture.hpp"

#include <cstring>

namespace openwdf::nt {
namespace {

using testing::ScriptedProvider;

constexpr ULONG k_length = 16;

ULONG code(ULONG method)
{
    return CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method, FILE_ANY_ACCESS);
}

// What an asynchronous IRP's creator has to do: MDL first, then the IRP (N49).
NTSTATUS free_it(DEVICE_OBJECT*, IRP* irp, void* context)
{
    ++*static_cast<int*>(context);
    if (MDL* mdl = std::exchange(irp->MdlAddress, nullptr)) {
        mm::unlock_pages(*mdl);
        mm::free_mdl(current_executive(), mdl);
    }
    io::free_driver_irp(current_executive(), *irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

class DriverIrpTest : public testing::NtTest {
protected:
    DEVICE_OBJECT& device(io::IoType type)
    {
        io::ProviderSpec spec;
        spec.io_type = type;
        return *io::add_provider_device(executive(), provider_, spec).take();
    }

    NTSTATUS control(UCHAR major, ULONG method)
    {
        DEVICE_OBJECT& to = device(io::IoType::neither);
        KEVENT event;
        ke::initialize_event(event, NotificationEvent, false);
        IRP* irp = io::build_driver_control(
            executive(), to, {major, code(method), in_, sizeof in_, out_, sizeof out_}, &event,
            iosb_);
        return io::call_driver(to, *irp);
    }

    ScriptedProvider provider_;
    IO_STATUS_BLOCK iosb_{};
    UCHAR in_[4] = {1, 2, 3, 4};
    UCHAR out_[k_length] = {};
};

TEST_F(DriverIrpTest, ABuiltIoctlObeysItsMethod) // N47
{
    const void* const in = in_;
    for (const ULONG method :
         {METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_OUT_DIRECT, METHOD_NEITHER}) {
        SCOPED_TRACE(method);
        const bool direct = method == METHOD_IN_DIRECT || method == METHOD_OUT_DIRECT;
        provider_.on_control = [&](IRP& irp) {
            const auto& location = io::current_location(irp);
            const auto& parameters = location.Parameters.DeviceIoControl;
            EXPECT_EQ(irp.RequestorMode, KernelMode);
            EXPECT_EQ(parameters.IoControlCode, code(method));
            EXPECT_EQ(parameters.InputBufferLength, sizeof in_);
            EXPECT_EQ(parameters.OutputBufferLength, sizeof out_);
            EXPECT_EQ(irp.AssociatedIrp.SystemBuffer != nullptr, method != METHOD_NEITHER);
            EXPECT_NE(irp.AssociatedIrp.SystemBuffer, in);
            EXPECT_EQ(irp.MdlAddress != nullptr, direct);
            EXPECT_EQ(parameters.Type3InputBuffer, method == METHOD_NEITHER ? in : nullptr);
            const bool locked =
                irp.MdlAddress != nullptr && (irp.MdlAddress->MdlFlags & MDL_PAGES_LOCKED) != 0;
            EXPECT_EQ(locked, direct);
            return io::provider_complete(irp, STATUS_SUCCESS, 0);
        };
        EXPECT_EQ(control(IRP_MJ_DEVICE_CONTROL, method), STATUS_SUCCESS);
    }
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(DriverIrpTest, AnIoctlIsInternalOnlyWhenAskedFor) // N48
{
    UCHAR seen = 0;
    provider_.on_control = [&](IRP& irp) {
        seen = io::current_location(irp).MajorFunction;
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    DEVICE_OBJECT& to = device(io::IoType::neither);
    for (const bool internal : {false, true}) {
        KEVENT event;
        KeInitializeEvent(&event, NotificationEvent, FALSE);
        IRP* irp = IoBuildDeviceIoControlRequest(code(METHOD_BUFFERED), &to, in_, sizeof in_,
                                                 nullptr, 0, internal, &event, &iosb_);
        EXPECT_EQ(IoCallDriver(&to, irp), STATUS_SUCCESS);
        EXPECT_EQ(seen, internal ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL);
    }
}

TEST_F(DriverIrpTest, AnAsynchronousIrpIsItsCreatorsToFree) // N49, N50
{
    for (const io::IoType type : {io::IoType::buffered, io::IoType::direct, io::IoType::neither}) {
        provider_.on_write = [&](IRP& irp) {
            EXPECT_EQ(irp.AssociatedIrp.SystemBuffer != nullptr, type == io::IoType::buffered);
            EXPECT_EQ(irp.MdlAddress != nullptr, type == io::IoType::direct);
            EXPECT_EQ(std::memcmp(io::transfer_address(irp), in_, sizeof in_), 0);
            EXPECT_EQ(io::current_location(irp).Parameters.Write.ByteOffset.QuadPart, 512);
            return io::provider_complete(irp, STATUS_SUCCESS, sizeof in_);
        };
        DEVICE_OBJECT& to = device(type);
        LARGE_INTEGER offset;
        offset.QuadPart = 512;
        int ended = 0;
        IRP* irp =
            IoBuildAsynchronousFsdRequest(IRP_MJ_WRITE, &to, in_, sizeof in_, &offset, nullptr);
        ASSERT_NE(irp, nullptr);
        io::set_completion(*irp, free_it, &ended);
        EXPECT_EQ(IoCallDriver(&to, irp), STATUS_SUCCESS);
        EXPECT_EQ(ended, 1);
        EXPECT_EQ(executive().irps.live_count(), 0U);
    }
}

TEST_F(DriverIrpTest, AnIrpThatNobodyFreesIsNotFreedForTheDriver) // N49
{
    provider_.on_read = [](IRP& irp) { return io::provider_complete(irp, STATUS_SUCCESS, 0); };
    DEVICE_OBJECT& to = device(io::IoType::neither);
    IRP* irp =
        io::build_asynchronous(executive(), IRP_MJ_READ, to, out_, k_length, nullptr, nullptr);
    io::call_driver(to, *irp);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"irp-not-reclaimed"});
    EXPECT_EQ(executive().irps.live_count(), 1U);
    io::free_driver_irp(executive(), *irp);
}

TEST_F(DriverIrpTest, BuiltTransfersFollowTheDevice) // N50
{
    for (const io::IoType type : {io::IoType::buffered, io::IoType::direct, io::IoType::neither}) {
        provider_.on_read = [&](IRP& irp) {
            EXPECT_EQ(irp.AssociatedIrp.SystemBuffer != nullptr, type == io::IoType::buffered);
            EXPECT_EQ(irp.MdlAddress != nullptr, type == io::IoType::direct);
            std::memset(io::transfer_address(irp), 7, k_length);
            return io::provider_complete(irp, STATUS_SUCCESS, k_length);
        };
        DEVICE_OBJECT& to = device(type);
        KEVENT event;
        KeInitializeEvent(&event, NotificationEvent, FALSE);
        LARGE_INTEGER offset{};
        out_[0] = 0;
        IRP* irp =
            IoBuildSynchronousFsdRequest(IRP_MJ_READ, &to, out_, k_length, &offset, &event, &iosb_);
        ASSERT_NE(irp, nullptr);
        EXPECT_EQ(IoCallDriver(&to, irp), STATUS_SUCCESS);
        EXPECT_EQ(out_[0], 7);
    }
}

TEST_F(DriverIrpTest, TheBoostChangesNothing) // N39
{
    DEVICE_OBJECT& to = device(io::IoType::buffered);
    for (const CCHAR boost : {IO_NO_INCREMENT, IO_DISK_INCREMENT}) {
        provider_.on_read = [&](IRP& irp) {
            std::memset(io::transfer_address(irp), 9, k_length);
            irp.IoStatus = {{STATUS_BUFFER_OVERFLOW}, 3};
            IoCompleteRequest(&irp, boost);
            return STATUS_BUFFER_OVERFLOW;
        };
        std::memset(out_, 0, sizeof out_);
        IRP* irp = io::build_synchronous(executive(), IRP_MJ_READ, to, out_, k_length, nullptr,
                                         nullptr, iosb_);
        EXPECT_EQ(io::call_driver(to, *irp), STATUS_BUFFER_OVERFLOW);
        EXPECT_EQ(iosb_.Status, STATUS_BUFFER_OVERFLOW);
        EXPECT_EQ(iosb_.Information, 3U);
        EXPECT_EQ(out_[2], 9);
        EXPECT_EQ(out_[3], 0);
    }
}

TEST_F(DriverIrpTest, AnMdlOfAnIrpGoesWithIt) // N40, N137
{
    DEVICE_OBJECT& to = device(io::IoType::neither);
    MDL* first = nullptr;
    MDL* second = nullptr;
    provider_.on_read = [&](IRP& irp) {
        first = IoAllocateMdl(out_, k_length, FALSE, FALSE, &irp);
        second = IoAllocateMdl(in_, sizeof in_, TRUE, FALSE, &irp);
        EXPECT_EQ(irp.MdlAddress, first);
        EXPECT_EQ(first->Next, second);
        mm::probe_and_lock(*second, IoReadAccess);
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    IRP* irp = io::build_synchronous(executive(), IRP_MJ_READ, to, out_, k_length, nullptr, nullptr,
                                     iosb_);
    EXPECT_EQ(io::call_driver(to, *irp), STATUS_SUCCESS);
    ex::PoolBlockFacts facts;
    for (MDL* mdl : {first, second}) {
        EXPECT_NE(mdl, nullptr);
        EXPECT_FALSE(executive().pool.find(mdl, facts));
    }
}

} // namespace
} // namespace openwdf::nt
