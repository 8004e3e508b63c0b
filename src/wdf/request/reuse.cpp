// Reuse, another target, and formats that copy a stack location (facts 71-74, 79, 80).
#include "nt/io/stack.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/request/request.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

namespace {

constexpr ULONG k_must_complete = 2; // in no public header (fact 73)

} // namespace

bool Request::may_format()
{
    if (!packet.in_flight())
        return true;
    driver().border().report("format-in-flight",
                             "a request was formatted while a send of it is not finished");
    return false;
}

void Request::set_new_irp(IRP* irp)
{
    if (packet.owns_irp())
        packet.drop_irp();
    else
        packet.release_borrowed_irp();
    if (irp != nullptr)
        packet.borrow_irp(*irp);
    origin_ = RequestOrigin::driver_irp;
}

NTSTATUS Request::make_completable()
{
    if (irp() == nullptr)
        return STATUS_INVALID_PARAMETER;
    if (packet.owns_irp() || references() != 1 || !nt::io::has_current_location(*irp()))
        return STATUS_INVALID_DEVICE_REQUEST;
    must_complete_ = true;
    return STATUS_SUCCESS;
}

NTSTATUS Request::reuse(const WDF_REQUEST_REUSE_PARAMS& parameters)
{
    if (!known_size<WDF_REQUEST_REUSE_PARAMS>(parameters.Size) ||
        (parameters.Flags & ~(WDF_REQUEST_REUSE_SET_NEW_IRP | k_must_complete)) != 0)
        return STATUS_INVALID_PARAMETER;
    if (packet.in_flight()) { // section 5, second table
        driver().border().report("reuse-while-sent",
                                 "a request was reused while a send of it is not finished (fact "
                                 "74); it is left alone");
        if (driver().border().profile() == gate::Profile::windows)
            gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                                reinterpret_cast<std::uint64_t>(handle()),
                                "WdfRequestReuse of a request that is still sent");
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    set_completion_routine(nullptr, nullptr);
    packet.format.release();
    packet.formatted = false;
    const bool new_irp = (parameters.Flags & WDF_REQUEST_REUSE_SET_NEW_IRP) != 0;
    if (received()) {
        if (new_irp)
            return STATUS_WDF_REQUEST_INVALID_STATE;
        irp()->IoStatus.Status = parameters.Status;
        __atomic_store_n(&irp()->Cancel, FALSE, __ATOMIC_SEQ_CST);
        packet.forget_cancel();
        return STATUS_SUCCESS;
    }
    must_complete_ = false;
    packet.forget_cancel();
    if (new_irp)
        set_new_irp(parameters.NewIrp);
    if (packet.owns_irp())
        nt::io::reuse_irp(*irp(), parameters.Status);
    else if (irp() == nullptr)
        status_without_irp_ = parameters.Status;
    return (parameters.Flags & k_must_complete) != 0 ? make_completable() : STATUS_SUCCESS;
}

NTSTATUS Request::change_target(IoTarget& target)
{
    return may_format() ? target.accommodate(packet) : STATUS_INVALID_DEVICE_REQUEST;
}

// Section 6: bug check 0x10D P1 6, P2 2 without an IRP, P2 1 without a location below the current.
bool Request::may_format_location()
{
    if (irp() == nullptr)
        gate::wdf_violation(gate::WdfViolation::request_fatal, 2,
                            reinterpret_cast<std::uint64_t>(handle()),
                            "a request without an IRP was formatted with a stack location");
    if (!may_format())
        return false;
    if (!nt::io::has_next_location(*irp()))
        gate::wdf_violation(gate::WdfViolation::request_fatal, 1,
                            reinterpret_cast<std::uint64_t>(irp()),
                            "a request was formatted with a stack location, but its IRP has none "
                            "left below the current one");
    packet.format.release();
    packet.formatted = true;
    return true;
}

void Request::format_using_current_type()
{
    if (!may_format_location())
        return;
    if (nt::io::has_current_location(*irp())) {
        nt::io::copy_current_to_next(*irp());
        return;
    }
    // On Windows what lies behind the IRP would be copied.
    packet.formatted = false;
    driver().border().report("no-current-location",
                             "WdfRequestFormatRequestUsingCurrentType on a request that nobody "
                             "sent to this driver: there is no location to copy");
}

void Request::format_using_location(const IO_STACK_LOCATION& location)
{
    if (!may_format_location())
        return;
    IO_STACK_LOCATION& next = nt::io::next_location(*irp());
    next = location;
    next.CompletionRoutine = nullptr;
    next.Context = nullptr;
    next.Control = 0;
}

} // namespace openwdf::wdf
