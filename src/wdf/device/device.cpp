#include "wdf/device/device.hpp"

#include "nt/ob/namespace.hpp"
#include "wdf/device/file.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/target/io_target.hpp"

#include <algorithm>
#include <mutex>

namespace openwdf::wdf {

WDFDEVICE_INIT* allocate_control_init(Driver& driver)
{
    auto* init = new (std::nothrow) WDFDEVICE_INIT{};
    if (init != nullptr)
        init->driver = &driver;
    return init;
}

void free_device_init(WDFDEVICE_INIT* init)
{
    if (!init->from_framework)
        delete init;
}

Device::Device(Driver* driver, const WDFDEVICE_INIT& init, DEVICE_OBJECT& wdm,
               const Constraints& constraints)
    : Object(k_kind, driver), wdm_(&wdm), pdo_(init.pdo), filter_(init.filter),
      constraints_(constraints), scope_lock_(constraints.level == WdfExecutionLevelPassive),
      request_attributes_(init.request_attributes), file_attributes_(init.file_attributes),
      file_config_(init.file_config)
{
    passive_callbacks_ = scope_lock_.passive();
    if (init.pnp_power)
        pnp_power_ = *init.pnp_power;
}

Device::~Device()
{
    if (wdm_ == nullptr)
        return;
    auto& record = nt::io::record_of(*wdm_);
    record.framework = nullptr;
    record.framework_release = nullptr;
}

void Device::bind_wdm()
{
    auto& record = nt::io::record_of(*wdm_);
    record.framework = this;
    record.framework_release = wdm_gone;
    reference();
}

void Device::wdm_gone(void* framework)
{
    auto& self = *static_cast<Device*>(framework);
    self.wdm_ = nullptr;
    for (Queue* queue : self.queues_)
        queue->dereference();
    self.queues_.clear();
    self.dereference();
}

namespace {

ULONG io_type_flags(const WDFDEVICE_INIT& init, const DEVICE_OBJECT* below)
{
    constexpr ULONG k_io_flags = DO_BUFFERED_IO | DO_DIRECT_IO;
    // N2: the I/O manager looks at the device that receives the first call.
    if (init.filter && below != nullptr)
        return below->Flags & k_io_flags;
    switch (init.io_type) {
    case WdfDeviceIoBuffered: return DO_BUFFERED_IO;
    case WdfDeviceIoDirect:
    case WdfDeviceIoBufferedOrDirect: return DO_DIRECT_IO;
    default: return 0;
    }
}

base::Result<DEVICE_OBJECT*> make_wdm_device(const WDFDEVICE_INIT& init)
{
    nt::io::DeviceSpec spec;
    spec.name = init.name;
    spec.type = init.type;
    spec.characteristics = init.characteristics;
    spec.exclusive = init.exclusive;
    return nt::io::create_device(init.driver->record().object, spec);
}

} // namespace

NTSTATUS Device::attach()
{
    attached_to_ = nt::io::attach_to_stack(*wdm_, *pdo_);
    if (attached_to_ == nullptr)
        return STATUS_NO_SUCH_DEVICE;
    if (filter_)
        wdm_->DeviceType = attached_to_->DeviceType;
    local_target_ = IoTarget::create_local(*this, *attached_to_);
    if (local_target_ == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    // PnP devices take requests from AddDevice on; power decides what is presented.
    wdm_->Flags &= ~static_cast<ULONG>(DO_DEVICE_INITIALIZING);
    return STATUS_SUCCESS;
}

NTSTATUS Device::create(WDFDEVICE_INIT*& init, const WDF_OBJECT_ATTRIBUTES* attributes,
                        WDFDEVICE* handle)
{
    NTSTATUS status =
        check_attributes(attributes, ParentRule::forbidden, k_level_allowed | k_scope_allowed);
    if (!NT_SUCCESS(status))
        return status;
    auto wdm = make_wdm_device(*init);
    if (!wdm.ok())
        return wdm.status();
    Driver& driver = *init->driver;
    Device* device = create_object<Device>(&driver, attributes, *init, *wdm.value(),
                                           inherit(driver.constraints(), attributes));
    if (auto made = published(device, driver); !made.ok()) {
        nt::io::delete_device(*wdm.value());
        return made.status();
    }
    device->bind_wdm();
    if (!device->is_control()) {
        status = device->attach();
        if (!NT_SUCCESS(status)) {
            (void)delete_tree(*device);
            return status;
        }
    }
    device->wdm_->Flags |= io_type_flags(*init, device->attached_to_);
    free_device_init(std::exchange(init, nullptr));
    *handle = static_cast<WDFDEVICE>(device->handle());
    return STATUS_SUCCESS;
}

Queue* Device::queue_for(UCHAR major) const
{
    if (major <= IRP_MJ_MAXIMUM_FUNCTION && by_major_[major] != nullptr)
        return by_major_[major];
    return default_queue_;
}

NTSTATUS Device::configure_dispatching(Queue& queue, WDF_REQUEST_TYPE type)
{
    UCHAR major = 0;
    switch (type) {
    case WdfRequestTypeCreate: major = IRP_MJ_CREATE; break;
    case WdfRequestTypeRead: major = IRP_MJ_READ; break;
    case WdfRequestTypeWrite: major = IRP_MJ_WRITE; break;
    case WdfRequestTypeDeviceControl: major = IRP_MJ_DEVICE_CONTROL; break;
    case WdfRequestTypeDeviceControlInternal: major = IRP_MJ_INTERNAL_DEVICE_CONTROL; break;
    default: return STATUS_INVALID_PARAMETER;
    }
    if (by_major_[major] != nullptr)
        return STATUS_WDF_BUSY;
    by_major_[major] = &queue;
    return STATUS_SUCCESS;
}

File* Device::find_file(const FILE_OBJECT* file)
{
    std::lock_guard guard(files_lock_);
    File* found = find_file_locked(file);
    if (found != nullptr)
        found->reference();
    return found;
}

WDFFILEOBJECT Device::file_handle(const FILE_OBJECT* file)
{
    std::lock_guard guard(files_lock_);
    File* found = find_file_locked(file);
    return static_cast<WDFFILEOBJECT>(found == nullptr ? nullptr : found->handle());
}

File* Device::find_file_locked(const FILE_OBJECT* file) const
{
    for (File* candidate : files_) {
        if (candidate->wdm() == file)
            return candidate;
    }
    return nullptr;
}

void Device::add_file(File& file)
{
    std::lock_guard guard(files_lock_);
    files_.push_back(&file);
}

void Device::remove_file(File& file)
{
    std::lock_guard guard(files_lock_);
    std::erase(files_, &file);
}

namespace {

// An unnamed device in a PnP stack is reached through its physical device object, which always has
// a name ("Creating symbolic links for an anonymous FDO or filter", Doron Holan).
const std::u16string& name_to_link(DEVICE_OBJECT& wdm, DEVICE_OBJECT* pdo)
{
    const auto& own = nt::io::record_of(wdm).header.name;
    return own.empty() && pdo != nullptr ? nt::io::record_of(*pdo).header.name : own;
}

} // namespace

NTSTATUS Device::create_symbolic_link(const UNICODE_STRING& link)
{
    const auto& name = name_to_link(*wdm_, pdo_);
    if (name.empty())
        return STATUS_INVALID_DEVICE_STATE;
    std::u16string path(reinterpret_cast<const char16_t*>(link.Buffer), link.Length / 2);
    auto inserted = driver().executive().names.insert_link(path, name);
    if (!inserted.ok())
        return inserted.status();
    links_.push_back(std::move(path));
    return STATUS_SUCCESS;
}

void Device::add_queue(Queue& queue)
{
    queue.reference();
    queues_.push_back(&queue);
}

void Device::dispatch_queues()
{
    for (Queue* queue : queues_)
        queue->dispatch();
}

void Device::hold_queues_for_power()
{
    for (Queue* queue : queues_)
        if (queue->power_managed())
            queue->hold_for_power();
}

void Device::purge_queues_for_power(bool power_managed)
{
    for (Queue* queue : queues_)
        if (queue->power_managed() == power_managed)
            queue->purge_for_power();
}

void Device::wait_for_handlers()
{
    for (Queue* queue : queues_)
        queue->wait_for_handlers();
}

void Device::cancel_waiting_requests(const FILE_OBJECT* file)
{
    for (Queue* queue : queues_)
        queue->cancel_waiting(file);
}

void Device::leave_stack()
{
    if (left_stack_.exchange(true, std::memory_order_acq_rel))
        return;
    for (const auto& link : links_)
        (void)driver().executive().names.remove(link);
    if (attached_to_ != nullptr)
        nt::io::detach_from(*attached_to_);
    nt::io::delete_device(*wdm_);
}

void Device::dispose()
{
    leave_stack();
}

Device* device_of(DEVICE_OBJECT& device)
{
    return static_cast<Device*>(nt::io::record_of(device).framework);
}

} // namespace openwdf::wdf
