// WdfRequestSend and what a driver hears of it (sections 3 and 9 of io-target-semantics).
#include "nt/io/dispatch.hpp"
#include "nt/io/stack.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"
#include "wdf/target/synchronous.hpp"

#include <utility>

namespace openwdf::wdf {

void sent_twice(Request& request)
{
    gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                        reinterpret_cast<std::uint64_t>(request.handle()),
                        "a request was sent again while its previous send is not finished");
}

void Request::set_completion_routine(PFN_WDF_REQUEST_COMPLETION_ROUTINE routine, WDFCONTEXT context)
{
    completion_routine_ = CompletionRoutine(routine);
    completion_context_ = context;
}

void Request::get_completion_params(WDF_REQUEST_COMPLETION_PARAMS& parameters) const
{
    parameters = {};
    parameters.Size = sizeof(parameters);
    if (irp() != nullptr)
        parameters.IoStatus = irp()->IoStatus;
    packet.format.describe(parameters, parameters.IoStatus.Information);
}

void Request::call_completion_routine(IoTarget& target)
{
    WDF_REQUEST_COMPLETION_PARAMS parameters;
    get_completion_params(parameters);
    const CompletionRoutine routine = std::exchange(completion_routine_, CompletionRoutine());
    WDFCONTEXT context = std::exchange(completion_context_, nullptr);
    gate::call_driver<gate::Callback::EvtRequestCompletionRoutine>(
        driver().identity(), routine, static_cast<WDFREQUEST>(handle()),
        static_cast<WDFIOTARGET>(target.handle()), &parameters, context);
}

// Fact 19: one status for every validation error.
NTSTATUS Request::check_options(const WDF_REQUEST_SEND_OPTIONS* options)
{
    if (NT_SUCCESS(check_send_options(options)))
        return STATUS_SUCCESS;
    driver().border().report("send-options",
                             "WdfRequestSend was called with options of a wrong size, or with "
                             "flags that do not exist or do not go together (facts 19, 20)");
    return STATUS_INVALID_PARAMETER;
}

// Section 5: the second table. A major function that no stack handles stands for "nothing".
void Request::format_as_nothing()
{
    IO_STACK_LOCATION& next = nt::io::next_location(*irp());
    next = {};
    next.MajorFunction = received() ? nt::io::current_location(*irp()).MajorFunction
                                    : UCHAR{IRP_MJ_CREATE_NAMED_PIPE};
    packet.formatted = true;
}

NTSTATUS Request::check_formatted(IoTarget& target)
{
    if (!packet.formatted) {
        driver().border().report("send-unformatted",
                                 "a request was sent that was not formatted since it was made, "
                                 "reused or sent last");
        if (driver().border().profile() == gate::Profile::on || irp() == nullptr ||
            !target.fits(packet))
            return STATUS_REQUEST_NOT_ACCEPTED;
        format_as_nothing();
    }
    // It may have been formatted for another target, or for none.
    return target.fits(packet) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}

NTSTATUS Request::send_formatted(IoTarget& target, const WDF_REQUEST_SEND_OPTIONS* options)
{
    NTSTATUS status = check_formatted(target);
    if (!NT_SUCCESS(status))
        return status;
    const bool waits =
        options != nullptr && (options->Flags & WDF_REQUEST_SEND_OPTION_SYNCHRONOUS) != 0;
    if (!waits)
        return target.send(
            packet, {ignores_state(options), deadline_of(packet.executive(), timeout_of(options))});
    return target.send_and_wait(packet, ignores_state(options), timeout_of(options));
}

bool Request::send(IoTarget& target, const WDF_REQUEST_SEND_OPTIONS* options)
{
    NTSTATUS status = check_options(options);
    const ULONG flags = options == nullptr ? 0 : options->Flags;
    if (NT_SUCCESS(status) && (flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) != 0) {
        status = check_forget(target);
        if (NT_SUCCESS(status)) {
            send_and_forget(target);
            return true;
        }
    }
    const bool waits = (flags & WDF_REQUEST_SEND_OPTION_SYNCHRONOUS) != 0;
    const bool tells = has_completion_routine();
    if (NT_SUCCESS(status) && received() && !waits && !tells) {
        driver().border().report("send-without-completion-routine",
                                 "a request received from a queue was sent without a completion "
                                 "routine; nobody could complete it (section 5)");
        status = STATUS_INVALID_DEVICE_REQUEST;
    }
    if (!NT_SUCCESS(status)) {
        set_status(status);
        return false;
    }
    if (!packet.try_begin_trip())
        sent_twice(*this);
    // The completion routine may delete the request under a sender that waits.
    if (waits)
        reference();
    status = send_formatted(target, options);
    // What was sent and is told of ends its trip itself, and may be on its next one.
    if (!NT_SUCCESS(status) || (waits && !tells))
        packet.end_trip();
    if (!NT_SUCCESS(status))
        set_status(status);
    if (waits)
        dereference();
    return NT_SUCCESS(status);
}

// Fact 26.
NTSTATUS Request::check_forget(const IoTarget& target)
{
    gate::Border& border = driver().border();
    if (packet.in_flight())
        sent_twice(*this);
    if (!received())
        return STATUS_INVALID_DEVICE_STATE;
    if (packet.format.active()) {
        border.report("forget-formatted", "a request with formatted buffers was sent and "
                                          "forgotten; nobody would give them back");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (target.target_device() == nullptr)
        return STATUS_INVALID_DEVICE_STATE;
    if (has_completion_routine())
        border.report("forget-with-completion-routine",
                      "a request with a completion routine was sent and forgotten; the routine "
                      "will not be called");
    if (target.is_remote()) // fact 27
        border.report("forget-to-remote", "a request was sent and forgotten to a target that was "
                                          "opened by name or has a file object");
    return STATUS_SUCCESS;
}

void Request::send_and_forget(IoTarget& target)
{
    check_memory_references();
    IRP& sent = *irp();
    DEVICE_OBJECT& device = *target.target_device();
    if (packet.formatted) {
        IO_STACK_LOCATION& next = nt::io::next_location(sent);
        next.CompletionRoutine = nullptr;
        next.Control = 0;
    } else {
        IoSkipCurrentIrpStackLocation(&sent);
    }
    // Cleaned up before the IRP goes, deleted after. The target's device stays for the call.
    reference();
    nt::ob::reference(&device);
    Queue* queue = leave_driver();
    (void)nt::io::call_driver(device, sent);
    nt::ob::dereference(&device);
    dereference();
    if (queue != nullptr) {
        queue->dispatch();
        queue->dereference();
    }
}

} // namespace openwdf::wdf
