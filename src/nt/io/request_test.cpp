// Requests of the I/O manager: buffers as the device wants them (N1-N16), copy-back (N4-N8), the
// end of the request (N40-N45).
#include "nt/io/request.hpp"

#include "nt/io/dispatch.hpp"
#include "nt/ke/irql.hpp"
#include "nt/testing/fixture.hpp"

#include <cstring>
#include <numeric>

namespace openwdf::nt {
namespace {

using testing::ScriptedProvider;

constexpr ULONG k_length = 16;
constexpr UCHAR k_guard = 0x5A;

ULONG code(ULONG method)
{
    return CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method, FILE_ANY_ACCESS);
}

// A buffer with guard bytes on both sides.
struct Guarded {
    Guarded() { std::memset(bytes, k_guard, sizeof bytes); }
    UCHAR* data() { return bytes + 8; }
    bool guards_intact() const
    {
        return std::all_of(bytes, bytes + 8, [](UCHAR b) { return b == k_guard; }) &&
               std::all_of(bytes + 8 + k_length, bytes + sizeof bytes,
                           [](UCHAR b) { return b == k_guard; });
    }
    UCHAR bytes[8 + k_length + 8];
};

class RequestTest : public testing::NtTest {
protected:
    DEVICE_OBJECT& device(io::IoType type)
    {
        io::ProviderSpec spec;
        spec.io_type = type;
        return *io::add_provider_device(executive(), provider_, spec).take();
    }

    NTSTATUS transfer(DEVICE_OBJECT& to, UCHAR major, void* buffer, ULONG length = k_length)
    {
        auto irp = io::build_transfer(executive(), to, nullptr, {major, buffer, length, 512},
                                      KernelMode, iosb_, nullptr);
        return irp.ok() ? io::send_and_wait(executive(), to, *irp.value(), iosb_) : irp.status();
    }

    NTSTATUS control(DEVICE_OBJECT& to, ULONG method, const void* in, ULONG in_length, void* out,
                     ULONG out_length)
    {
        auto irp =
            io::build_control(executive(), to, nullptr,
                              {IRP_MJ_DEVICE_CONTROL, code(method), in, in_length, out, out_length},
                              KernelMode, iosb_, nullptr);
        return irp.ok() ? io::send_and_wait(executive(), to, *irp.value(), iosb_) : irp.status();
    }

    void fill(IRP& irp, ULONG length = k_length)
    {
        auto* bytes = static_cast<UCHAR*>(io::transfer_address(irp));
        std::iota(bytes, bytes + length, UCHAR{1});
    }

    ScriptedProvider provider_;
    IO_STATUS_BLOCK iosb_{};
    Guarded out_;
};

TEST_F(RequestTest, ReadsFollowTheDeviceFlags) // N1, N3
{
    for (const io::IoType type : {io::IoType::buffered, io::IoType::direct, io::IoType::neither}) {
        Guarded out;
        provider_.on_read = [&](IRP& irp) {
            EXPECT_EQ(irp.AssociatedIrp.SystemBuffer != nullptr, type == io::IoType::buffered);
            EXPECT_EQ(irp.MdlAddress != nullptr, type == io::IoType::direct);
            EXPECT_EQ(irp.UserBuffer, out.data());
            EXPECT_EQ(io::current_location(irp).Parameters.Read.ByteOffset.QuadPart, 512);
            fill(irp);
            return io::provider_complete(irp, STATUS_SUCCESS, k_length);
        };
        EXPECT_EQ(transfer(device(type), IRP_MJ_READ, out.data()), STATUS_SUCCESS);
        EXPECT_EQ(iosb_.Information, k_length);
        EXPECT_EQ(out.data()[15], 16);
        EXPECT_TRUE(out.guards_intact());
    }
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(RequestTest, WritesCarryTheCallersBytes) // N1, N3
{
    UCHAR in[k_length] = {9, 8, 7};
    for (const io::IoType type : {io::IoType::buffered, io::IoType::direct, io::IoType::neither}) {
        provider_.on_write = [&](IRP& irp) {
            const void* seen = io::transfer_address(irp);
            EXPECT_EQ(std::memcmp(seen, in, sizeof in), 0);
            EXPECT_EQ(seen == in, type != io::IoType::buffered);
            return io::provider_complete(irp, STATUS_SUCCESS, k_length);
        };
        EXPECT_EQ(transfer(device(type), IRP_MJ_WRITE, in), STATUS_SUCCESS);
    }
}

TEST_F(RequestTest, DirectBuffersAreLockedForTheirDirection) // N9, N131
{
    provider_.on_read = [&](IRP& irp) {
        EXPECT_NE(irp.MdlAddress->MdlFlags & MDL_PAGES_LOCKED, 0);
        EXPECT_NE(irp.MdlAddress->MdlFlags & MDL_WRITE_OPERATION, 0);
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    transfer(device(io::IoType::direct), IRP_MJ_READ, out_.data());
}

TEST_F(RequestTest, TheDeviceCalledFirstDecidesHowBuffersGo) // N2
{
    testing::DriverDevice filter(executive(), u"Filter", [&](DEVICE_OBJECT&, IRP& irp) {
        IoSkipCurrentIrpStackLocation(&irp);
        return io::call_driver(filter.below(), irp);
    });
    io::attach_to_stack(filter.object(), device(io::IoType::direct));
    // Attaching copies no flags: the filter said nothing, so nothing is converted for it.
    ASSERT_EQ(filter.object().Flags & (DO_BUFFERED_IO | DO_DIRECT_IO), 0U);
    filter.object().Flags |= DO_BUFFERED_IO;
    provider_.on_read = [&](IRP& irp) {
        EXPECT_NE(irp.AssociatedIrp.SystemBuffer, nullptr);
        EXPECT_EQ(irp.MdlAddress, nullptr);
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    EXPECT_EQ(transfer(filter.object(), IRP_MJ_READ, out_.data()), STATUS_SUCCESS);
}

TEST_F(RequestTest, BytesComeBackInTheRequestersThread) // N4
{
    IRP* held = nullptr;
    provider_.on_read = [&](IRP& irp) {
        held = &irp;
        return io::provider_pend(irp);
    };
    bool copied_by_completer = true;
    auto completer = machine_.start("completer", [&] {
        while (held == nullptr)
            machine_.sleep(1000);
        fill(*held);
        const KIRQL old = ke::raise_irql(*gate::current_context(), DISPATCH_LEVEL);
        io::provider_complete(*held, STATUS_SUCCESS, 4);
        copied_by_completer = out_.data()[0] != k_guard;
        ke::lower_irql(*gate::current_context(), old);
    });
    transfer(device(io::IoType::buffered), IRP_MJ_READ, out_.data());
    machine_.join(*completer);
    EXPECT_FALSE(copied_by_completer);
    EXPECT_EQ(out_.data()[0], 1);
}

TEST_F(RequestTest, CopyBackCountsInformationOnSuccessAndWarningOnly) // N5, N6
{
    struct Case {
        NTSTATUS status;
        ULONG copied;
    };
    for (const Case c : {Case{STATUS_SUCCESS, 4}, Case{STATUS_BUFFER_OVERFLOW, 4},
                         Case{STATUS_UNSUCCESSFUL, 0}, Case{STATUS_VERIFY_REQUIRED, 0}}) {
        Guarded out;
        provider_.on_read = [&](IRP& irp) {
            fill(irp);
            return io::provider_complete(irp, c.status, 4);
        };
        EXPECT_EQ(transfer(device(io::IoType::buffered), IRP_MJ_READ, out.data()), c.status);
        EXPECT_EQ(out.data()[0], c.copied == 0 ? k_guard : 1);
        EXPECT_EQ(out.data()[3], c.copied == 0 ? k_guard : 4);
        EXPECT_EQ(out.data()[4], k_guard);
    }
}

TEST_F(RequestTest, TooLargeInformationIsClampedAndReported) // N5
{
    provider_.on_read = [&](IRP& irp) {
        fill(irp);
        return io::provider_complete(irp, STATUS_SUCCESS, k_length + 1000);
    };
    transfer(device(io::IoType::buffered), IRP_MJ_READ, out_.data());
    EXPECT_EQ(iosb_.Information, k_length);
    EXPECT_TRUE(out_.guards_intact());
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"information-too-large"});
}

TEST_F(RequestTest, BufferedIoctlSharesOneBuffer) // N7, N8, N16
{
    const UCHAR in[4] = {1, 2, 3, 4};
    provider_.on_control = [&](IRP& irp) {
        auto* shared = static_cast<UCHAR*>(irp.AssociatedIrp.SystemBuffer);
        EXPECT_EQ(shared[3], 4);
        EXPECT_EQ(shared[4], ex::k_fresh_byte);
        EXPECT_EQ(irp.MdlAddress, nullptr);
        const auto& parameters = io::current_location(irp).Parameters.DeviceIoControl;
        EXPECT_EQ(parameters.InputBufferLength, 4U);
        EXPECT_EQ(parameters.OutputBufferLength, k_length);
        shared[0] = 42;
        return io::provider_complete(irp, STATUS_SUCCESS, 1);
    };
    EXPECT_EQ(control(device(io::IoType::direct), METHOD_BUFFERED, in, 4, out_.data(), k_length),
              STATUS_SUCCESS);
    EXPECT_EQ(out_.data()[0], 42);
    EXPECT_EQ(out_.data()[1], k_guard);
}

TEST_F(RequestTest, DirectIoctlsCopyTheInputAndMapTheOutput) // N9, N11
{
    const UCHAR in[4] = {1, 2, 3, 4};
    for (const ULONG method : {ULONG{METHOD_IN_DIRECT}, ULONG{METHOD_OUT_DIRECT}}) {
        provider_.on_control = [&](IRP& irp) {
            EXPECT_EQ(std::memcmp(irp.AssociatedIrp.SystemBuffer, in, 4), 0);
            EXPECT_EQ(MmGetMdlVirtualAddress(irp.MdlAddress), out_.data());
            EXPECT_EQ((irp.MdlAddress->MdlFlags & MDL_WRITE_OPERATION) != 0,
                      method == METHOD_OUT_DIRECT);
            return io::provider_complete(irp, STATUS_SUCCESS, 3);
        };
        control(device(io::IoType::buffered), method, in, 4, out_.data(), k_length);
        EXPECT_EQ(iosb_.Information, 3U);
        EXPECT_EQ(out_.data()[0], k_guard);
    }
}

TEST_F(RequestTest, NeitherIoctlsPassTheAddresses) // N10
{
    const UCHAR in[4] = {};
    provider_.on_control = [&](IRP& irp) {
        EXPECT_EQ(io::current_location(irp).Parameters.DeviceIoControl.Type3InputBuffer, in);
        EXPECT_EQ(irp.UserBuffer, out_.data());
        EXPECT_EQ(irp.AssociatedIrp.SystemBuffer, nullptr);
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    control(device(io::IoType::buffered), METHOD_NEITHER, in, 4, out_.data(), k_length);
}

TEST_F(RequestTest, EmptyBuffersAreNullAndSentAllTheSame) // N12
{
    int calls = 0;
    provider_.on_read = provider_.on_control = [&](IRP& irp) {
        ++calls;
        EXPECT_EQ(irp.AssociatedIrp.SystemBuffer, nullptr);
        EXPECT_EQ(irp.MdlAddress, nullptr);
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    transfer(device(io::IoType::buffered), IRP_MJ_READ, nullptr, 0);
    transfer(device(io::IoType::direct), IRP_MJ_READ, nullptr, 0);
    control(device(io::IoType::buffered), METHOD_BUFFERED, nullptr, 0, nullptr, 0);
    control(device(io::IoType::buffered), METHOD_OUT_DIRECT, nullptr, 0, nullptr, 0);
    EXPECT_EQ(calls, 4);
}

TEST_F(RequestTest, ABadAddressFailsBeforeTheDriverSeesIt) // N13
{
    EXPECT_EQ(transfer(device(io::IoType::direct), IRP_MJ_READ, nullptr), STATUS_ACCESS_VIOLATION);
    EXPECT_EQ(control(device(io::IoType::direct), METHOD_BUFFERED, nullptr, 4, nullptr, 0),
              STATUS_ACCESS_VIOLATION);
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(RequestTest, APendedRequestIsWaitedFor) // N24, N43
{
    IRP* held = nullptr;
    provider_.on_read = [&](IRP& irp) {
        held = &irp;
        return io::provider_pend(irp);
    };
    auto completer = machine_.start("completer", [&] {
        while (held == nullptr)
            machine_.sleep(1000);
        fill(*held);
        io::provider_complete(*held, STATUS_SUCCESS, 4);
    });
    EXPECT_EQ(transfer(device(io::IoType::buffered), IRP_MJ_READ, out_.data()), STATUS_SUCCESS);
    EXPECT_EQ(out_.data()[3], 4);
    machine_.join(*completer);
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(RequestTest, APendedRequestMayEndInsideTheCall) // N27
{
    provider_.on_read = [&](IRP& irp) {
        const NTSTATUS pending = io::provider_pend(irp);
        io::provider_complete(irp, STATUS_END_OF_FILE, 0);
        return pending;
    };
    EXPECT_EQ(transfer(device(io::IoType::buffered), IRP_MJ_READ, out_.data()), STATUS_END_OF_FILE);
}

TEST_F(RequestTest, AFinalStatusWithoutCompletionStopsTheMachine) // N24, N27
{
    provider_.on_read = [&](IRP&) { return STATUS_SUCCESS; };
    DEVICE_OBJECT& to = device(io::IoType::buffered);
    const auto report = machine_.stopping([&] { transfer(to, IRP_MJ_READ, out_.data()); });
    EXPECT_EQ(report.bug_check.code, gate::k_driver_verifier_detected_violation);
}

TEST_F(RequestTest, AStopWhileARequestIsPendingLeavesTheCallersMemoryAlone)
{
    IRP* held = nullptr;
    provider_.on_read = [&](IRP& irp) {
        held = &irp;
        return io::provider_pend(irp);
    };
    DEVICE_OBJECT& to = device(io::IoType::buffered);
    auto stopper = machine_.start("stopper", [&] {
        while (held == nullptr)
            machine_.sleep(1000);
        machine_.border().stop({});
    });
    EXPECT_FALSE(gate::run_guarded(machine_.main(), [&] {
        auto buffer = std::make_unique<UCHAR[]>(k_length);
        transfer(to, IRP_MJ_READ, buffer.get());
    }));
    machine_.join(*stopper);
    io::provider_complete(*held, STATUS_SUCCESS, k_length); // nobody is there any more
}

// A driver that sends an IRP of the I/O manager itself.
class OwnWaitTest : public RequestTest {
protected:
    NTSTATUS send(DEVICE_OBJECT& to, KEVENT& event)
    {
        ke::initialize_event(event, NotificationEvent, false);
        iosb_ = {{STATUS_NOT_FOUND}, 77};
        IRP* irp =
            io::build_transfer(executive(), to, nullptr, {IRP_MJ_READ, out_.data(), k_length, 0},
                               KernelMode, iosb_, &event)
                .take();
        return io::call_driver(to, *irp);
    }
};

TEST_F(OwnWaitTest, SuccessWritesTheStatusBlockAndSetsTheEvent) // N41, N44
{
    provider_.on_read = [&](IRP& irp) {
        fill(irp);
        return io::provider_complete(irp, STATUS_SUCCESS, 2);
    };
    KEVENT event;
    EXPECT_EQ(send(device(io::IoType::buffered), event), STATUS_SUCCESS);
    EXPECT_EQ(iosb_.Status, STATUS_SUCCESS);
    EXPECT_EQ(iosb_.Information, 2U);
    EXPECT_NE(ke::read_state(event.Header), 0);
    EXPECT_EQ(out_.data()[1], 2);
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(OwnWaitTest, AnErrorAtOnceLeavesThemUntouched) // N41, N45
{
    provider_.on_read = [&](IRP& irp) {
        return io::provider_complete(irp, STATUS_UNSUCCESSFUL, 0);
    };
    KEVENT event;
    EXPECT_EQ(send(device(io::IoType::buffered), event), STATUS_UNSUCCESSFUL);
    EXPECT_EQ(iosb_.Status, STATUS_NOT_FOUND);
    EXPECT_EQ(iosb_.Information, 77U);
    EXPECT_EQ(ke::read_state(event.Header), 0);
}

TEST_F(OwnWaitTest, AnErrorAfterPendingTells) // N41
{
    provider_.on_read = [&](IRP& irp) {
        const NTSTATUS pending = io::provider_pend(irp);
        io::provider_complete(irp, STATUS_UNSUCCESSFUL, 0);
        return pending;
    };
    KEVENT event;
    EXPECT_EQ(send(device(io::IoType::direct), event), STATUS_PENDING);
    EXPECT_EQ(iosb_.Status, STATUS_UNSUCCESSFUL);
    EXPECT_NE(ke::read_state(event.Header), 0);
}

} // namespace
} // namespace openwdf::nt
