#include "nt/io/cancel.hpp"

#include "nt/io/dispatch.hpp"
#include "nt/io/driver_irp.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

using testing::DriverDevice;

NTSTATUS keep(DEVICE_OBJECT*, IRP*, void*)
{
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// N53, N54: releases the lock with the level of the cancel, then completes.
void complete_cancelled(DEVICE_OBJECT*, IRP* irp)
{
    EXPECT_EQ(gate::current_context()->irql, DISPATCH_LEVEL);
    io::release_cancel_lock(irp->CancelIrql);
    io::provider_complete(*irp, STATUS_CANCELLED, 0);
}

void keep_the_lock(DEVICE_OBJECT*, IRP*) {}

class CancelTest : public testing::NtTest {
protected:
    CancelTest()
    {
        irp_ = io::allocate_driver_irp(executive(), 1);
        io::next_location(*irp_).MajorFunction = IRP_MJ_READ;
        io::set_runtime_completion(*irp_, keep, nullptr);
        io::call_driver(device_.object(), *irp_);
    }

    IRP* irp_ = nullptr;
    DriverDevice device_{executive(), u"Pending", [](DEVICE_OBJECT&, IRP& irp) {
                             io::mark_pending(irp);
                             return STATUS_PENDING;
                         }};
};

TEST_F(CancelTest, WithoutARoutineOnlyTheFlagIsSet) // N52
{
    EXPECT_FALSE(io::cancel_irp(*irp_));
    EXPECT_TRUE(io::is_cancelled(*irp_));
    EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL);
    EXPECT_EQ(executive().cancel_lock, 0U);
}

TEST_F(CancelTest, TheRoutineRunsOnceUnderTheLockAndCompletes) // N52, N53, N54
{
    EXPECT_EQ(io::set_runtime_cancel_routine(*irp_, complete_cancelled), nullptr);
    EXPECT_TRUE(io::cancel_irp(*irp_));
    EXPECT_EQ(irp_->IoStatus.Status, STATUS_CANCELLED);
    EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL);
    EXPECT_FALSE(io::cancel_irp(*irp_));
}

TEST_F(CancelTest, ADriversRoutineRunsThroughTheGate) // N52, N53
{
    io::set_cancel_routine(*irp_, complete_cancelled);
    EXPECT_TRUE(gate::run_guarded(machine_.main(), [&] { EXPECT_TRUE(io::cancel_irp(*irp_)); }));
    EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL);
    EXPECT_EQ(irp_->IoStatus.Status, STATUS_CANCELLED);
    EXPECT_EQ(machine_.main().history.newest(0).kind, gate::CrossingKind::callback_return);
}

TEST_F(CancelTest, WhoeverTakesTheRoutineOwnsTheCompletion) // N55, N56
{
    io::set_runtime_cancel_routine(*irp_, complete_cancelled);
    EXPECT_EQ(io::set_runtime_cancel_routine(*irp_, nullptr), &complete_cancelled);
    EXPECT_FALSE(io::cancel_irp(*irp_));
    EXPECT_EQ(io::set_cancel_routine(*irp_, complete_cancelled), nullptr);
    EXPECT_EQ(io::set_cancel_routine(*irp_, keep_the_lock), &complete_cancelled);
    EXPECT_EQ(io::set_cancel_routine(*irp_, nullptr), &keep_the_lock);
    EXPECT_EQ(io::set_cancel_routine(*irp_, nullptr), nullptr);
    io::provider_complete(*irp_, STATUS_SUCCESS, 0); // N57
    EXPECT_EQ(irp_->IoStatus.Status, STATUS_SUCCESS);
}

TEST_F(CancelTest, ADriversOwnExchangeClearsARuntimeRoutineToo)
{
    io::set_runtime_cancel_routine(*irp_, complete_cancelled);
    EXPECT_NE(IoSetCancelRoutine(irp_, nullptr), nullptr);
    EXPECT_FALSE(io::cancel_irp(*irp_));
}

TEST(CancelRace, CompletionAndCancelRaceInEveryOrder) // N55
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        testing::TestMachine machine(testing::World::simulated, seed);
        DriverDevice device(machine.executive(), u"Pending", [](DEVICE_OBJECT&, IRP& irp) {
            io::mark_pending(irp);
            return STATUS_PENDING;
        });
        IRP* irp = io::allocate_driver_irp(machine.executive(), 1);
        io::next_location(*irp).MajorFunction = IRP_MJ_READ;
        io::set_runtime_completion(*irp, keep, nullptr);
        io::call_driver(device.object(), *irp);
        io::set_runtime_cancel_routine(*irp, complete_cancelled);
        auto canceller = machine.start("canceller", [&] { io::cancel_irp(*irp); });
        machine.scheduler().point(exec::Point::entry, "");
        const bool mine = io::set_runtime_cancel_routine(*irp, nullptr) != nullptr;
        machine.scheduler().point(exec::Point::entry, "");
        if (mine)
            io::provider_complete(*irp, STATUS_SUCCESS, 0);
        machine.join(*canceller);
        EXPECT_EQ(irp->IoStatus.Status, mine ? STATUS_SUCCESS : STATUS_CANCELLED);
        EXPECT_TRUE(io::is_cancelled(*irp));
        EXPECT_FALSE(machine.border().stopped());
    }
}

TEST_F(CancelTest, ARoutineThatKeepsTheLockStopsTheMachine) // N53
{
    io::set_cancel_routine(*irp_, keep_the_lock);
    const auto report = machine_.stopping([&] { io::cancel_irp(*irp_); });
    EXPECT_EQ(report.bug_check.code,
              static_cast<std::uint32_t>(DRIVER_RETURNED_HOLDING_CANCEL_LOCK));
}

} // namespace
} // namespace openwdf::nt
