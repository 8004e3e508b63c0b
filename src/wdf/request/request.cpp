#include "wdf/request/request.hpp"

#include "nt/io/completion.hpp"
#include "nt/io/stack.hpp"
#include "wdf/device/file.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/parameters.hpp"
#include "wdf/target/io_target.hpp"

#include <fmt/format.h>

namespace openwdf::wdf {

Request::Request(Driver* driver, RequestOrigin origin, Device* device, IRP* irp)
    : Object(k_kind, driver), packet(driver->executive(), this), origin_(origin), device_(device)
{
    if (irp != nullptr)
        packet.borrow_irp(*irp);
    cancel_work_.run = call_cancel_at_passive;
    cancel_work_.request = this;
}

Request::~Request() = default;

Request* Request::from_irp(Device& device, IRP& irp)
{
    auto* request = create_object<Request>(&device.driver(), device.request_attributes(),
                                           RequestOrigin::received, &device, &irp);
    if (request == nullptr)
        return nullptr;
    if (!request->publish_unparented()) {
        request->dereference();
        return nullptr;
    }
    return request;
}

NTSTATUS Request::create(gate::ThreadContext& context, Driver& driver,
                         const WDF_OBJECT_ATTRIBUTES* attributes, IoTarget* target,
                         WDFREQUEST* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    auto* request =
        create_object<Request>(&driver, attributes, RequestOrigin::driver_created,
                               static_cast<Device*>(nullptr), static_cast<IRP*>(nullptr));
    if (request == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    // A target that was never opened has no stack to size the IRP for; formatting makes it then.
    const bool sized = target == nullptr || target->stack_size() == 0 ||
                       request->packet.ensure_irp(target->stack_size());
    if (!sized) {
        request->dereference();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    const auto made = published(request, parent);
    if (made.ok())
        *handle = static_cast<WDFREQUEST>(request->handle());
    return made.status();
}

NTSTATUS Request::create_from_irp(gate::ThreadContext& context, Driver& driver,
                                  const WDF_OBJECT_ATTRIBUTES* attributes, IRP& irp, bool frees_irp,
                                  WDFREQUEST* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    // An IRP that goes with the request is the framework's own from here on (fact 72).
    const bool adopted = frees_irp && (irp.AllocationFlags & nt::io::k_irp_of_cache) != 0;
    auto request =
        published(create_object<Request>(
                      &driver, attributes,
                      adopted ? RequestOrigin::driver_created : RequestOrigin::driver_irp,
                      static_cast<Device*>(nullptr), adopted ? static_cast<IRP*>(nullptr) : &irp),
                  parent);
    if (!request.ok())
        return request.status();
    if (adopted)
        request.value()->packet.adopt_irp(irp);
    *handle = static_cast<WDFREQUEST>(request.value()->handle());
    return STATUS_SUCCESS;
}

NTSTATUS Request::status() const
{
    return irp() == nullptr ? status_without_irp_ : irp()->IoStatus.Status;
}

void Request::set_status(NTSTATUS status)
{
    if (packet.in_flight())
        return; // the IRP's status is the drivers' below
    if (irp() != nullptr)
        irp()->IoStatus.Status = status;
    else
        status_without_irp_ = status;
}

void Request::dispose()
{
    free_own_mdls();
    if (!packet.in_flight()) {
        packet.format.release(); // fact 59
        return;
    }
    driver().border().report("request-deleted-while-sent",
                             "a request was deleted while a send of it is not finished; it lives "
                             "until that send is back");
}

void Request::abandon()
{
    if (queue_link.listed())
        queue_link.unlink();
    packet.abandon();
}

namespace {

// Fact 41: framework statuses are not for the world above.
NTSTATUS presentable(NTSTATUS status)
{
    constexpr ULONG k_wdf_facility_mask = 0xFFFF0000U;
    if ((static_cast<ULONG>(status) & k_wdf_facility_mask) != 0xC0200000U)
        return status;
    switch (status) {
    case STATUS_WDF_PAUSED:
    case STATUS_WDF_BUSY: return STATUS_DEVICE_BUSY;
    case STATUS_WDF_INTERNAL_ERROR: return STATUS_INTERNAL_ERROR;
    case STATUS_WDF_NOT_ENOUGH_MAP_REGISTERS: return STATUS_INSUFFICIENT_RESOURCES;
    default: return STATUS_INVALID_DEVICE_REQUEST;
    }
}

} // namespace

void Request::check_memory_references()
{
    for (Memory* memory : {input_memory_, output_memory_}) {
        if (memory != nullptr && memory->references() > 1)
            gate::wdf_violation(
                gate::WdfViolation::verifier_fatal, reinterpret_cast<std::uint64_t>(handle()),
                static_cast<std::uint64_t>(memory->references() - 1),
                "a request was completed while memory retrieved from it is still in use by another "
                "request; reuse, reformat or delete that request first (fact 58)");
    }
}

void Request::complete(NTSTATUS status, ULONG_PTR information)
{
    if (irp() != nullptr && (received() || must_complete_) && !packet.in_flight())
        irp()->IoStatus.Information = information;
    complete_keeping_information(status);
}

bool Request::may_complete()
{
    if (!received() && !must_complete_) {
        driver().border().report("complete-driver-created",
                                 "a request the driver created cannot be completed; it is ended "
                                 "with WdfObjectDelete (fact 81)");
        if (driver().border().profile() == gate::Profile::windows)
            gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                                reinterpret_cast<std::uint64_t>(handle()),
                                "WdfRequestComplete on a driver-created request");
        return false;
    }
    if (irp() == nullptr)
        gate::wdf_violation(gate::WdfViolation::request_fatal, 5,
                            reinterpret_cast<std::uint64_t>(handle()),
                            "a request was completed twice");
    if (packet.in_flight())
        gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                            reinterpret_cast<std::uint64_t>(handle()),
                            "a request was completed while a send of it is not finished");
    return true;
}

Queue* Request::leave_driver()
{
    // Once the IRP is complete its file can be closed and the device deleted.
    Queue* queue = queue_ != nullptr && queue_->forget(*this) ? queue_ : nullptr;
    if (queue != nullptr)
        queue->reference();
    // The handle dies here, before the IRP goes (fact 109).
    input_memory_ = output_memory_ = nullptr;
    packet.format.release();
    packet.release_borrowed_irp();
    gate::Border& border = driver().border();
    if (!delete_tree(*this)) // this may be gone
        border.report("request-dispose-deferred",
                      "a request was completed above PASSIVE_LEVEL with a child object, such as a "
                      "passive timer, whose cleanup needs that level: it runs when the IRP is gone "
                      "already; complete at PASSIVE_LEVEL, or give the child another parent (facts "
                      "107, 109)");
    return queue;
}

// Fact 73: the request stays, without an IRP.
void Request::complete_driver_irp(NTSTATUS status)
{
    IRP& ended = *irp();
    must_complete_ = false;
    packet.format.release();
    packet.release_borrowed_irp();
    ended.IoStatus.Status = presentable(status);
    nt::io::complete_request(ended);
}

void Request::complete_keeping_information(NTSTATUS status)
{
    if (!may_complete())
        return;
    packet.format.release(); // fact 56: what the request's own format holds does not count
    check_memory_references();
    if (!received()) {
        complete_driver_irp(status);
        return;
    }
    IRP& ended = *irp();
    ended.IoStatus.Status = presentable(status);
    const auto& location = nt::io::current_location(ended);
    if (location.MajorFunction == IRP_MJ_CREATE)
        file_create_ended(*device_, location.FileObject, ended.IoStatus.Status);
    Queue* queue = leave_driver();
    nt::io::complete_request(ended);
    if (queue != nullptr) {
        queue->dispatch();
        queue->dereference();
    }
}

Request& received_request(gate::ThreadContext& context, WDFREQUEST handle)
{
    Request& request = object<Request>(context, handle);
    if (!request.received() || request.irp() == nullptr)
        gate::wdf_violation(
            gate::WdfViolation::request_fatal, 2, reinterpret_cast<std::uint64_t>(handle),
            request.received() ? "the request was completed already; only references keep it"
                               : "this call needs a request received from a queue, but the driver "
                                 "created this one");
    return request;
}

Request& sendable_request(gate::ThreadContext& context, WDFREQUEST handle)
{
    Request& request = object<Request>(context, handle);
    return request.received() ? received_request(context, handle) : request;
}

} // namespace openwdf::wdf
