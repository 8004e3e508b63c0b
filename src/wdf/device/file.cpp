#include "wdf/device/file.hpp"

#include "gate/callback.hpp"
#include "nt/io/stack.hpp"
#include "wdf/device/dispatch.hpp"
#include "wdf/queue/ingress.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/request.hpp"

namespace openwdf::wdf {

namespace {

bool wants_file_objects(const Device& device)
{
    const auto* config = device.file_config();
    return config != nullptr && config->FileObjectClass != WdfFileObjectNotRequired;
}

// Filters pass create, cleanup and close on by default (AutoForwardCleanupClose, WdfUseDefault).
bool forwards_automatically(const Device& device)
{
    const auto* config = device.file_config();
    if (config == nullptr || config->AutoForwardCleanupClose == WdfUseDefault)
        return device.is_filter();
    return config->AutoForwardCleanupClose == WdfTrue && !device.is_control();
}

File* make_file(Device& device, FILE_OBJECT* wdm)
{
    auto file = published(
        create_object<File>(&device.driver(), device.file_attributes(), device, wdm), device);
    if (!file.ok())
        return nullptr;
    device.add_file(*file.value());
    return file.value();
}

NTSTATUS end_or_forward(Device& device, IRP& irp)
{
    if (forwards_automatically(device) && !device.left_stack())
        return forward_unseen(*device.attached_to(), irp);
    return complete_irp(irp, STATUS_SUCCESS);
}

template <gate::Callback id>
void call_file_callback(Device& device, File& file, void (*callback)(WDFFILEOBJECT))
{
    ScopeGuard scope(*gate::current_context(), device.file_callback_lock());
    gate::call_driver<id>(device.driver().identity(), gate::DriverFn<void(WDFFILEOBJECT)>(callback),
                          static_cast<WDFFILEOBJECT>(file.handle()));
    scope.leave();
}

// The request of a create, its IRP marked pending. Without memory nullptr, and the IRP is over.
Request* receive_create(Device& device, IRP& irp)
{
    Request* request = Request::from_irp(device, irp);
    if (request != nullptr) {
        nt::io::mark_pending(irp);
        return request;
    }
    file_create_ended(device, nt::io::current_location(irp).FileObject,
                      STATUS_INSUFFICIENT_RESOURCES);
    (void)complete_irp(irp, STATUS_INSUFFICIENT_RESOURCES);
    return nullptr;
}

NTSTATUS present_create(Device& device, IRP& irp, File& file)
{
    Request* request = receive_create(device, irp);
    if (request == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    ScopeGuard scope(*gate::current_context(), device.file_callback_lock());
    gate::call_driver<gate::Callback::EvtDeviceFileCreate>(
        device.driver().identity(),
        gate::DriverFn<void(WDFDEVICE, WDFREQUEST, WDFFILEOBJECT)>(
            device.file_config()->EvtDeviceFileCreate),
        static_cast<WDFDEVICE>(device.handle()), static_cast<WDFREQUEST>(request->handle()),
        static_cast<WDFFILEOBJECT>(file.handle()));
    scope.leave();
    return STATUS_PENDING;
}

NTSTATUS queue_create(Device& device, IRP& irp)
{
    Request* request = receive_create(device, irp);
    if (request == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    device.create_queue()->accept(*request);
    return STATUS_PENDING;
}

NTSTATUS open_by_default(Device& device, IRP& irp)
{
    if (device.is_filter())
        return forward_unseen(*device.attached_to(), irp);
    return complete_irp(irp, STATUS_SUCCESS, FILE_OPENED);
}

} // namespace

NTSTATUS file_create(Device& device, IRP& irp)
{
    const auto* config = device.file_config();
    File* file = nullptr;
    if (wants_file_objects(device)) {
        file = make_file(device, nt::io::current_location(irp).FileObject);
        if (file == nullptr)
            return complete_irp(irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (device.create_queue() != nullptr)
        return queue_create(device, irp);
    if (file != nullptr && config->EvtDeviceFileCreate != nullptr)
        return present_create(device, irp, *file);
    return open_by_default(device, irp);
}

void file_create_ended(Device& device, FILE_OBJECT* wdm, NTSTATUS status)
{
    if (NT_SUCCESS(status))
        return;
    if (File* file = device.find_file(wdm); file != nullptr) {
        (void)delete_tree(*file);
        file->dereference();
    }
}

NTSTATUS file_cleanup(Device& device, IRP& irp)
{
    FILE_OBJECT* wdm = nt::io::current_location(irp).FileObject;
    const auto* config = device.file_config();
    if (File* file = device.find_file(wdm); file != nullptr) {
        if (config != nullptr && config->EvtFileCleanup != nullptr)
            call_file_callback<gate::Callback::EvtFileCleanup>(device, *file,
                                                               config->EvtFileCleanup);
        file->dereference();
    }
    // N65: requests of this file object that no driver has seen yet are cancelled.
    device.cancel_waiting_requests(wdm);
    return end_or_forward(device, irp);
}

NTSTATUS file_close(Device& device, IRP& irp)
{
    FILE_OBJECT* wdm = nt::io::current_location(irp).FileObject;
    const auto* config = device.file_config();
    if (File* file = device.find_file(wdm); file != nullptr) {
        if (config != nullptr && config->EvtFileClose != nullptr)
            call_file_callback<gate::Callback::EvtFileClose>(device, *file, config->EvtFileClose);
        (void)delete_tree(*file);
        file->dereference();
    }
    return end_or_forward(device, irp);
}

} // namespace openwdf::wdf
