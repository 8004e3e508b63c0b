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
    : Object(k_kind, driver), packet(driver->executive()), origin_(origin), device_(device)
{
    if (origin == RequestOrigin::received)
        packet.borrow_irp(*irp);
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
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    Object* parent = parent_from(context, attributes, driver);
    if (parent == nullptr)
        return STATUS_DELETE_PENDING;
    auto* request =
        create_object<Request>(&driver, attributes, RequestOrigin::driver_created,
                               static_cast<Device*>(nullptr), static_cast<IRP*>(nullptr));
    if (request == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    // A target that was never opened has no stack to size the IRP for; formatting makes it then.
    const bool sized = target == nullptr || target->stack_size() == 0 ||
                       request->packet.ensure_irp(target->stack_size());
    if (!sized || !request->publish(parent)) {
        request->dereference();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *handle = static_cast<WDFREQUEST>(request->handle());
    return STATUS_SUCCESS;
}

void Request::dispose()
{
    packet.release_format();
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
    if (irp() != nullptr && received())
        irp()->IoStatus.Information = information;
    complete_keeping_information(status);
}

void Request::complete_keeping_information(NTSTATUS status)
{
    if (!received()) {
        driver().border().report("complete-driver-created",
                                 "a request the driver created cannot be completed; it is ended "
                                 "with WdfObjectDelete (fact 81)");
        if (driver().border().profile() == gate::Profile::windows)
            gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                                reinterpret_cast<std::uint64_t>(handle()),
                                "WdfRequestComplete on a driver-created request");
        return;
    }
    IRP* ended = irp();
    if (ended == nullptr)
        gate::wdf_violation(gate::WdfViolation::request_fatal, 5,
                            reinterpret_cast<std::uint64_t>(handle()),
                            "a request was completed twice");
    if (packet.target_link.listed())
        gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                            reinterpret_cast<std::uint64_t>(handle()),
                            "a request was completed while a send of it is not finished");
    check_memory_references();
    Queue* queue = queue_;
    Device& device = *device_;
    ended->IoStatus.Status = presentable(status);
    const auto& location = nt::io::current_location(*ended);
    if (location.MajorFunction == IRP_MJ_CREATE)
        file_create_ended(device, location.FileObject, ended->IoStatus.Status);
    const bool dispatches = queue != nullptr && queue->forget(*this);
    // Once the IRP is complete its file can be closed and the device deleted.
    if (dispatches)
        queue->reference();
    // The handle dies here: cleanup callbacks, children, then the framework's reference (fact
    // 109); the IRP goes only after that.
    input_memory_ = output_memory_ = nullptr;
    packet.release_format();
    packet.release_borrowed_irp();
    delete_tree(*this);
    nt::io::complete_request(*ended);
    if (dispatches) {
        queue->dispatch();
        queue->dereference();
    }
}

NTSTATUS Request::retrieve_buffer(Side side, std::size_t minimum, void*& buffer,
                                  std::size_t& length)
{
    const ReceivedBuffer found = received_buffer(*irp(), side == Side::input);
    buffer = nullptr;
    length = 0;
    if (!NT_SUCCESS(found.status))
        return found.status;
    if (found.length == 0 || found.length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    buffer = received_address(found);
    if (buffer == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    length = found.length;
    return STATUS_SUCCESS;
}

NTSTATUS Request::retrieve_memory(Side side, Memory*& memory)
{
    Memory*& cached = side == Side::input ? input_memory_ : output_memory_;
    if (cached != nullptr) {
        memory = cached;
        return STATUS_SUCCESS;
    }
    void* buffer = nullptr;
    std::size_t length = 0;
    const NTSTATUS status = retrieve_buffer(side, 0, buffer, length);
    if (!NT_SUCCESS(status))
        return status;
    MDL* mdl = received_buffer(*irp(), side == Side::input).mdl;
    auto* made = published(
        create_object<Memory>(&driver(), nullptr, Memory::Storage::request, buffer, length, mdl),
        *this);
    if (made == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    memory = cached = made;
    return STATUS_SUCCESS;
}

void Request::get_parameters(WDF_REQUEST_PARAMETERS& parameters) const
{
    fill_parameters(*irp(), parameters);
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
