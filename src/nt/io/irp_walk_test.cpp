// The way of an IRP down a stack of three drivers and up again (N17-N36).
#include "nt/io/cancel.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/driver_irp.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

using testing::DriverDevice;

struct Seen {
    NTSTATUS result = STATUS_CONTINUE_COMPLETION;
    int calls = 0;
    DEVICE_OBJECT* device = nullptr;
    bool pending_returned = false;
    bool marks_pending = true;
    IO_STACK_LOCATION below{}; // as it is when the routine runs
};

NTSTATUS note(DEVICE_OBJECT* device, IRP* irp, void* context)
{
    auto& seen = *static_cast<Seen*>(context);
    ++seen.calls;
    seen.device = device;
    seen.pending_returned = irp->PendingReturned != 0;
    seen.below = io::next_location(*irp);
    if (irp->PendingReturned && seen.marks_pending && device != nullptr)
        io::mark_pending(*irp);
    return seen.result;
}

class IrpWalkTest : public testing::NtTest {
protected:
    IrpWalkTest()
    {
        io::attach_to_stack(middle_.object(), bottom_.object());
        io::attach_to_stack(top_.object(), middle_.object());
    }

    NTSTATUS pass_down(DriverDevice& device, IRP& irp, Seen& seen)
    {
        io::copy_current_to_next(irp);
        io::set_completion(irp, note, &seen);
        return io::call_driver(device.below(), irp);
    }

    NTSTATUS at_bottom(IRP& irp)
    {
        held_ = &irp;
        bottom_location_ = irp.CurrentLocation;
        if (pends_) {
            io::mark_pending(irp);
            return STATUS_PENDING;
        }
        return io::provider_complete(irp, status_, 7);
    }

    IRP& make_irp()
    {
        IRP* irp = io::allocate_driver_irp(executive(), top_.object().StackSize);
        io::next_location(*irp).MajorFunction = IRP_MJ_READ;
        return *irp;
    }

    // Sends an IRP whose creator takes it back.
    NTSTATUS send(IRP& irp)
    {
        creator_.result = STATUS_MORE_PROCESSING_REQUIRED;
        io::set_completion(irp, note, &creator_);
        return io::call_driver(top_.object(), irp);
    }

    bool pends_ = false;
    NTSTATUS status_ = STATUS_SUCCESS;
    IRP* held_ = nullptr;
    int bottom_location_ = 0;
    Seen creator_, at_top_, at_middle_;
    DriverDevice bottom_{executive(), u"Bottom",
                         [this](DEVICE_OBJECT&, IRP& irp) { return at_bottom(irp); }};
    DriverDevice middle_{executive(), u"Middle", [this](DEVICE_OBJECT&, IRP& irp) {
                             return pass_down(middle_, irp, at_middle_);
                         }};
    DriverDevice top_{executive(), u"Top",
                      [this](DEVICE_OBJECT&, IRP& irp) { return pass_down(top_, irp, at_top_); }};
};

TEST_F(IrpWalkTest, StackSizesGrowUpward) // N17
{
    EXPECT_EQ(bottom_.object().StackSize, 1);
    EXPECT_EQ(top_.object().StackSize, 3);
    EXPECT_EQ(&io::top_of_stack(bottom_.object()), &top_.object());
}

TEST_F(IrpWalkTest, EveryLevelHasItsLocationAndItsDevice) // N18, N32, N35
{
    IRP& irp = make_irp();
    EXPECT_EQ(send(irp), STATUS_SUCCESS);
    EXPECT_EQ(bottom_location_, 1);
    EXPECT_EQ(at_middle_.device, &middle_.object());
    EXPECT_EQ(at_top_.device, &top_.object());
    EXPECT_EQ(creator_.device, nullptr);
    EXPECT_EQ(creator_.calls, 1);
    EXPECT_EQ(irp.IoStatus.Information, 7U);
    io::free_driver_irp(executive(), irp);
    EXPECT_EQ(executive().irps.live_count(), 0U);
}

TEST_F(IrpWalkTest, LowerLocationsAreClearedBeforeUpperRoutinesRun) // N23
{
    IRP& irp = make_irp();
    IO_STACK_LOCATION& first = io::next_location(irp);
    first.Flags = SL_OVERRIDE_VERIFY_VOLUME;
    first.Parameters.Read.Length = 512;
    first.Parameters.Read.ByteOffset.QuadPart = 4096;
    send(irp);
    for (const Seen* seen : {&at_middle_, &at_top_, &creator_}) {
        EXPECT_EQ(seen->below.CompletionRoutine, nullptr);
        EXPECT_EQ(seen->below.Control, 0);
        EXPECT_EQ(seen->below.Flags, 0);
        EXPECT_EQ(seen->below.Parameters.Read.Length, 0U);
        EXPECT_EQ(seen->below.Parameters.Read.ByteOffset.QuadPart, 0);
    }
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, ACopyTakesNeitherRoutineNorFlags) // N21
{
    DriverDevice copier(executive(), u"Copier", [&](DEVICE_OBJECT&, IRP& irp) {
        EXPECT_EQ(io::current_location(irp).CompletionRoutine, &note);
        io::mark_pending(irp);
        io::copy_current_to_next(irp);
        const IO_STACK_LOCATION& copy = io::next_location(irp);
        EXPECT_EQ(copy.MajorFunction, IRP_MJ_READ);
        EXPECT_EQ(copy.Parameters.Read.Length, 512U);
        EXPECT_EQ(copy.CompletionRoutine, nullptr);
        EXPECT_EQ(copy.Context, nullptr);
        EXPECT_EQ(copy.Control, 0);
        io::call_driver(copier.below(), irp);
        return STATUS_PENDING;
    });
    io::attach_to_stack(copier.object(), bottom_.object());
    IRP* irp = io::allocate_driver_irp(executive(), copier.object().StackSize);
    io::next_location(*irp).MajorFunction = IRP_MJ_READ;
    io::next_location(*irp).Parameters.Read.Length = 512;
    creator_.result = STATUS_MORE_PROCESSING_REQUIRED;
    io::set_completion(*irp, note, &creator_);
    EXPECT_EQ(io::call_driver(copier.object(), *irp), STATUS_PENDING);
    EXPECT_EQ(creator_.calls, 1);
    io::free_driver_irp(executive(), *irp);
}

TEST_F(IrpWalkTest, ARoutineThatAnswersPendingIsReported) // N36
{
    at_middle_.result = STATUS_PENDING;
    IRP& irp = make_irp();
    EXPECT_EQ(send(irp), STATUS_SUCCESS);
    EXPECT_EQ(at_top_.calls, 1);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"completion-returned-pending"});
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, CompletingWithPendingIsReported) // N37
{
    status_ = STATUS_PENDING;
    IRP& irp = make_irp();
    send(irp);
    EXPECT_EQ(creator_.calls, 1);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"completed-with-pending"});
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, PendingTravelsUpward) // N24, N29, N30
{
    pends_ = true;
    IRP& irp = make_irp();
    EXPECT_EQ(send(irp), STATUS_PENDING);
    EXPECT_EQ(creator_.calls, 0);
    io::provider_complete(*held_, STATUS_SUCCESS, 0);
    EXPECT_TRUE(at_middle_.pending_returned);
    EXPECT_TRUE(at_top_.pending_returned);
    EXPECT_TRUE(creator_.pending_returned);
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, ARoutineThatForgetsToMarkLosesPending) // N30
{
    pends_ = true;
    at_middle_.marks_pending = false;
    IRP& irp = make_irp();
    send(irp);
    io::provider_complete(*held_, STATUS_SUCCESS, 0);
    EXPECT_TRUE(at_middle_.pending_returned);
    EXPECT_FALSE(at_top_.pending_returned);
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, MoreProcessingStopsTheWalkAndCompletionResumesIt) // N33, N34
{
    at_middle_.result = STATUS_MORE_PROCESSING_REQUIRED;
    IRP& irp = make_irp();
    send(irp);
    EXPECT_EQ(at_middle_.calls, 1);
    EXPECT_EQ(at_top_.calls, 0);
    io::complete_request(irp);
    EXPECT_EQ(at_middle_.calls, 1);
    EXPECT_EQ(at_top_.calls, 1);
    EXPECT_EQ(creator_.calls, 1);
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, RoutinesRunForTheOutcomesTheyAskedFor) // N32
{
    struct Case {
        NTSTATUS status;
        bool cancelled;
        UCHAR flags;
        int calls;
    };
    const Case cases[] = {
        {STATUS_SUCCESS, false, io::invoke_flags(true, false, false), 1},
        {STATUS_SUCCESS, false, io::invoke_flags(false, true, true), 0},
        {STATUS_BUFFER_OVERFLOW, false, io::invoke_flags(false, true, false), 1}, // a warning
        {STATUS_UNSUCCESSFUL, false, io::invoke_flags(true, false, true), 0},
        {STATUS_UNSUCCESSFUL, true, io::invoke_flags(true, false, true), 1},
        {STATUS_SUCCESS, true, io::invoke_flags(false, true, true), 1},
    };
    for (const Case& c : cases) {
        Seen seen;
        seen.result = STATUS_MORE_PROCESSING_REQUIRED;
        IRP* irp = io::allocate_driver_irp(executive(), 1);
        io::next_location(*irp).MajorFunction = IRP_MJ_READ;
        io::set_completion(*irp, note, &seen, false, false, false);
        io::next_location(*irp).Control = c.flags;
        irp->Cancel = c.cancelled;
        status_ = c.status;
        io::call_driver(bottom_.object(), *irp);
        EXPECT_EQ(seen.calls, c.calls);
        io::free_driver_irp(executive(), *irp);
    }
}

TEST_F(IrpWalkTest, SkippingReusesTheLocation) // N20
{
    DriverDevice skipper(executive(), u"Skipper", [&](DEVICE_OBJECT&, IRP& irp) {
        IoSkipCurrentIrpStackLocation(&irp);
        return io::call_driver(skipper.below(), irp);
    });
    io::attach_to_stack(skipper.object(), bottom_.object());
    // On top of the other stack: the IRP passes four devices with four locations, three of them
    // twice used.
    IRP* irp = io::allocate_driver_irp(executive(), skipper.object().StackSize);
    io::next_location(*irp).MajorFunction = IRP_MJ_READ;
    creator_.result = STATUS_MORE_PROCESSING_REQUIRED;
    io::set_completion(*irp, note, &creator_);
    EXPECT_EQ(io::call_driver(skipper.object(), *irp), STATUS_SUCCESS);
    EXPECT_EQ(bottom_location_, 2);
    EXPECT_EQ(creator_.calls, 1);
    io::free_driver_irp(executive(), *irp);
}

TEST_F(IrpWalkTest, NoLocationLeftStopsTheMachine) // N19
{
    IRP* irp = io::allocate_driver_irp(executive(), 2);
    io::next_location(*irp).MajorFunction = IRP_MJ_READ;
    const auto report = machine_.stopping([&] { io::call_driver(top_.object(), *irp); });
    EXPECT_EQ(report.bug_check.code, gate::k_no_more_irp_stack_locations);
    EXPECT_EQ(report.bug_check.parameters[0], reinterpret_cast<std::uint64_t>(irp));
}

TEST_F(IrpWalkTest, ASecondCompletionStopsTheMachine) // N26
{
    creator_.result = STATUS_CONTINUE_COMPLETION;
    IRP& irp = make_irp();
    io::call_driver(top_.object(), irp);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"irp-not-reclaimed"});
    const auto report = machine_.stopping([&] { io::complete_request(irp); });
    EXPECT_EQ(report.bug_check.code, gate::k_multiple_irp_complete_requests);
}

TEST_F(IrpWalkTest, ACancelRoutineAtCompletionStopsTheMachine)
{
    pends_ = true;
    IRP& irp = make_irp();
    send(irp);
    io::set_runtime_cancel_routine(irp, [](DEVICE_OBJECT*, IRP*) {});
    const auto report = machine_.stopping([&] { io::provider_complete(irp, STATUS_SUCCESS, 0); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(CANCEL_STATE_IN_COMPLETED_IRP));
}

TEST_F(IrpWalkTest, MajorsLeftAloneAreRefused) // N25
{
    bottom_.driver().object.MajorFunction[IRP_MJ_FLUSH_BUFFERS] = io::unhandled_request;
    IRP& irp = make_irp();
    io::next_location(irp).MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    EXPECT_EQ(send(irp), STATUS_INVALID_DEVICE_REQUEST);
    io::free_driver_irp(executive(), irp);
}

TEST_F(IrpWalkTest, ReuseMakesAnIrpFresh) // N51
{
    IRP& irp = make_irp();
    send(irp);
    io::reuse_irp(irp, STATUS_NOT_SUPPORTED);
    EXPECT_EQ(irp.IoStatus.Status, STATUS_NOT_SUPPORTED);
    EXPECT_EQ(irp.CurrentLocation, irp.StackCount + 1);
    io::next_location(irp).MajorFunction = IRP_MJ_READ;
    EXPECT_EQ(send(irp), STATUS_SUCCESS);
    io::free_driver_irp(executive(), irp);
}

class Recorder : public gate::Observer {
public:
    void observe(const gate::Event& event) override
    {
        if (event.kind == gate::EventKind::irp_sent)
            lines.push_back("> " + line(event));
        if (event.kind == gate::EventKind::irp_completed)
            lines.push_back("< " + line(event) + " " + std::to_string(event.information));
    }
    std::vector<std::string> lines;

private:
    static std::string line(const gate::Event& event)
    {
        return std::string(event.name) + " " + event.device + " " + std::to_string(event.location) +
               "/" + std::to_string(event.location_count);
    }
};

TEST_F(IrpWalkTest, AnObserverSeesEveryLocationTakenAndLeft)
{
    Recorder recorder;
    machine_.border().add_observer(recorder);
    IRP& irp = make_irp();
    send(irp);
    machine_.border().remove_observer(recorder);
    EXPECT_EQ(recorder.lines, (std::vector<std::string>{
                                  "> IRP_MJ_READ \\Device\\Top 3/3",
                                  "> IRP_MJ_READ \\Device\\Middle 2/3",
                                  "> IRP_MJ_READ \\Device\\Bottom 1/3",
                                  "< IRP_MJ_READ \\Device\\Bottom 1/3 7",
                                  "< IRP_MJ_READ \\Device\\Middle 2/3 7",
                                  "< IRP_MJ_READ \\Device\\Top 3/3 7",
                              }));
    io::free_driver_irp(executive(), irp);
}

} // namespace
} // namespace openwdf::nt
