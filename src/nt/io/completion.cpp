#include "nt/io/completion.hpp"

#include "gate/callback.hpp"
#include "gate/point.hpp"
#include "nt/executive.hpp"
#include "nt/io/identity.hpp"
#include "nt/io/irp_cache.hpp"
#include "nt/io/request.hpp"
#include "nt/io/stack.hpp"
#include "nt/io/trace.hpp"

#include <fmt/format.h>

namespace openwdf::nt::io {

namespace {

// What the location that is being left says about the next step up; read before it is cleared.
struct Step {
    PIO_COMPLETION_ROUTINE routine;
    void* context;
    UCHAR control;
};

[[gnu::cold]] void completed_twice(IRP& irp)
{
    gate::bug_check(gate::k_multiple_irp_complete_requests, reinterpret_cast<std::uint64_t>(&irp),
                    0, 0, 0,
                    "an IRP was completed that is complete already, or was never sent; complete "
                    "or forward each IRP exactly once");
}

[[gnu::cold]] void still_cancelable(IRP& irp)
{
    gate::bug_check(CANCEL_STATE_IN_COMPLETED_IRP, reinterpret_cast<std::uint64_t>(&irp),
                    reinterpret_cast<std::uint64_t>(irp.CancelRoutine), 0, 0,
                    "an IRP was completed that still has a cancel routine; clear it with "
                    "IoSetCancelRoutine(Irp, NULL) first, and complete only if that returned one");
}

void require_completable(const gate::ThreadContext& context, IRP& irp)
{
    if (irp.CurrentLocation > irp.StackCount + 1) [[unlikely]]
        completed_twice(irp);
    if (__atomic_load_n(&irp.CancelRoutine, __ATOMIC_RELAXED) != nullptr) [[unlikely]]
        still_cancelable(irp);
    if (irp.IoStatus.Status == STATUS_PENDING) [[unlikely]] // N37
        context.border->report("completed-with-pending",
                               "an IRP was completed with STATUS_PENDING in IoStatus");
}

bool wants(const Step& step, const IRP& irp)
{
    if (step.routine == nullptr)
        return false;
    const UCHAR flag = NT_SUCCESS(irp.IoStatus.Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR;
    if ((step.control & flag) != 0)
        return true;
    return (step.control & SL_INVOKE_ON_CANCEL) != 0 &&
           __atomic_load_n(&irp.Cancel, __ATOMIC_RELAXED) != 0;
}

// N23: nobody above sees what the levels below left in their locations.
void clear_location(IO_STACK_LOCATION& location)
{
    location.MinorFunction = 0;
    location.Flags = 0;
    location.Control = 0;
    location.Parameters = {};
    location.FileObject = nullptr;
    location.CompletionRoutine = nullptr;
    location.Context = nullptr;
}

NTSTATUS run_routine(gate::ThreadContext& context, IRP& irp, const Step& step)
{
    // N35: the device of the driver that set the routine; none for the IRP's creator.
    DEVICE_OBJECT* device =
        has_current_location(irp) ? current_location(irp).DeviceObject : nullptr;
    if ((step.control & k_sl_runtime_completion) != 0)
        return step.routine(device, &irp, step.context);
    const NTSTATUS status = gate::call_driver<gate::Callback::IoCompletionRoutine>(
        owner_of_routine(context, device, irp),
        gate::DriverFn<NTSTATUS(DEVICE_OBJECT*, IRP*, void*)>(step.routine), device, &irp,
        step.context);
    if (status == STATUS_PENDING) [[unlikely]] // N36
        context.border->report("completion-returned-pending",
                               "a completion routine returned STATUS_PENDING; it has to return "
                               "STATUS_CONTINUE_COMPLETION or STATUS_MORE_PROCESSING_REQUIRED");
    return status;
}

// Leaves the current location; what has to happen at the one above.
Step leave_location(gate::ThreadContext& context, IRP& irp)
{
    if (context.border->observed()) [[unlikely]]
        observe_completed(context, irp);
    IO_STACK_LOCATION& left = current_location(irp);
    const Step step{left.CompletionRoutine, left.Context, left.Control};
    irp.PendingReturned = (left.Control & SL_PENDING_RETURNED) != 0; // N29
    clear_location(left);
    ++irp.CurrentLocation;
    ++irp.Tail.Overlay.CurrentStackLocation;
    return step;
}

// Nobody took the IRP back at its creator's level.
void end_walk(gate::ThreadContext& context, IRP& irp)
{
    if ((irp.AllocationFlags & k_irp_of_manager) != 0) [[likely]] {
        end_request(irp);
        return;
    }
    context.border->report("irp-not-reclaimed",
                           "an IRP that a driver allocated was completed past its creator; the "
                           "creator's completion routine has to free or keep it and return "
                           "STATUS_MORE_PROCESSING_REQUIRED");
}

} // namespace

void complete_request(IRP& irp)
{
    gate::ThreadContext& context = *gate::current_context();
    require_completable(context, irp);
    gate::let_others_run(context, exec::Point::complete, "");
    while (has_current_location(irp)) {
        const Step step = leave_location(context, irp);
        if (wants(step, irp)) {
            if (run_routine(context, irp, step) == STATUS_MORE_PROCESSING_REQUIRED)
                return; // N33: the IRP is that routine's driver's, and may be gone
        } else if (irp.PendingReturned && has_current_location(irp)) {
            mark_pending(irp); // N30
        }
    }
    // One further than any level: a second completion is seen (N26).
    ++irp.CurrentLocation;
    end_walk(context, irp);
}

} // namespace openwdf::nt::io
