#include "wdf/queue/queue.hpp"

#include "wdf/object/attributes.hpp"
#include "wdf/struct_size.hpp"

#include <limits>
#include <mutex>

namespace openwdf::wdf {

namespace {

std::uint32_t presented_limit(const WDF_IO_QUEUE_CONFIG& config)
{
    switch (config.DispatchType) {
    case WdfIoQueueDispatchSequential: return 1;
    case WdfIoQueueDispatchParallel: return config.Settings.Parallel.NumberOfPresentedRequests;
    default: return 0; // manual: only the driver takes requests out
    }
}

bool default_power_managed(const Device& device, WDF_TRI_STATE wanted)
{
    if (wanted != WdfUseDefault)
        return wanted == WdfTrue && !device.is_control();
    return !device.is_control() && !device.is_filter();
}

bool has_any_handler(const WDF_IO_QUEUE_CONFIG& config)
{
    return config.EvtIoDefault != nullptr || config.EvtIoRead != nullptr ||
           config.EvtIoWrite != nullptr || config.EvtIoDeviceControl != nullptr ||
           config.EvtIoInternalDeviceControl != nullptr;
}

// Drivers of KMDF 1.7 and before could not bound a parallel queue.
WDF_IO_QUEUE_CONFIG in_full(const WDF_IO_QUEUE_CONFIG& given)
{
    constexpr ULONG k_size_before_bound = 80;
    WDF_IO_QUEUE_CONFIG full = widened(given);
    if (given.Size == k_size_before_bound)
        full.Settings.Parallel.NumberOfPresentedRequests = std::numeric_limits<ULONG>::max();
    return full;
}

NTSTATUS check_config(const WDF_IO_QUEUE_CONFIG& config)
{
    if (config.DispatchType < WdfIoQueueDispatchSequential ||
        config.DispatchType > WdfIoQueueDispatchManual)
        return STATUS_INVALID_PARAMETER;
    const bool manual = config.DispatchType == WdfIoQueueDispatchManual;
    if (!manual && !has_any_handler(config))
        return STATUS_WDF_NO_CALLBACK;
    if (config.DispatchType == WdfIoQueueDispatchParallel &&
        config.Settings.Parallel.NumberOfPresentedRequests == 0)
        return STATUS_INVALID_PARAMETER;
    return STATUS_SUCCESS;
}

} // namespace

namespace {

ScopeLock* lock_for(const Constraints& constraints, Device& device, ScopeLock& own)
{
    switch (constraints.scope) {
    case WdfSynchronizationScopeDevice: return &device.scope_lock();
    case WdfSynchronizationScopeQueue: return &own;
    default: return nullptr;
    }
}

// Fact 112: a passive-level queue cannot be covered by a device's dispatch-level lock, nor the
// other way round.
bool levels_fit(const Constraints& queue, Device& device)
{
    return queue.scope != WdfSynchronizationScopeDevice ||
           (queue.level == WdfExecutionLevelPassive) == device.scope_lock().passive();
}

} // namespace

Queue::Queue(Driver* driver, Device& device, const WDF_IO_QUEUE_CONFIG& config,
             const Constraints& constraints)
    : Object(k_kind, driver), device_(device), config_(config),
      default_queue_(config.DefaultQueue != FALSE),
      power_managed_(default_power_managed(device, config.PowerManaged)), constraints_(constraints),
      own_lock_(constraints.level == WdfExecutionLevelPassive),
      scope_lock_(lock_for(constraints, device, own_lock_)), passive_dispatches_(*this),
      presented_max_(presented_limit(config))
{
    passive_callbacks_ = own_lock_.passive();
    passive_dispatch_.work.run = dispatch_at_passive;
    passive_dispatch_.queue = this;
}

NTSTATUS Queue::create(gate::ThreadContext& context, Device& device,
                       const WDF_IO_QUEUE_CONFIG& given, const WDF_OBJECT_ATTRIBUTES* attributes,
                       WDFQUEUE* handle)
{
    if (!known_size<WDF_IO_QUEUE_CONFIG>(given.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    const WDF_IO_QUEUE_CONFIG config = in_full(given);
    NTSTATUS status = check_config(config);
    if (NT_SUCCESS(status))
        status =
            check_attributes(attributes, ParentRule::optional, k_level_allowed | k_scope_allowed);
    if (!NT_SUCCESS(status))
        return status;
    if (config.DefaultQueue != FALSE && device.default_queue() != nullptr)
        return STATUS_UNSUCCESSFUL;
    Object& parent = parent_from(context, attributes, device);
    const Constraints constraints = inherit(device.constraints(), attributes);
    if (!levels_fit(constraints, device))
        return STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL;
    auto made = published(
        create_object<Queue>(&device.driver(), attributes, device, config, constraints), parent);
    if (!made.ok())
        return made.status();
    Queue* queue = made.value();
    device.add_queue(*queue);
    if (queue->default_queue_)
        device.set_default_queue(*queue);
    if (handle != nullptr)
        *handle = static_cast<WDFQUEUE>(queue->handle());
    return STATUS_SUCCESS;
}

bool Queue::takes(UCHAR major) const
{
    if (config_.DispatchType == WdfIoQueueDispatchManual || config_.EvtIoDefault != nullptr)
        return true;
    switch (major) {
    case IRP_MJ_READ: return config_.EvtIoRead != nullptr;
    case IRP_MJ_WRITE: return config_.EvtIoWrite != nullptr;
    case IRP_MJ_DEVICE_CONTROL: return config_.EvtIoDeviceControl != nullptr;
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: return config_.EvtIoInternalDeviceControl != nullptr;
    default: return false;
    }
}

NTSTATUS Queue::refusal_locked() const
{
    if (closing_)
        return STATUS_DELETE_PENDING; // N143
    return accepting_ ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_STATE;
}

NTSTATUS Queue::enter(Request& request)
{
    if (try_present_at_once(request))
        return STATUS_SUCCESS;
    bool cancelled = false;
    const NTSTATUS status = wait(request, cancelled);
    if (cancelled)
        cancelled_while_waiting(request);
    else if (NT_SUCCESS(status))
        dispatch();
    return status;
}

void Queue::accept(Request& request)
{
    request.set_queue(this);
    const NTSTATUS status = enter(request);
    if (NT_SUCCESS(status))
        return;
    request.set_queue(nullptr);
    request.complete(status, 0);
}

void Queue::take_from_driver_locked(Request& request)
{
    request.queue_link.unlink();
    --presented_;
}

bool Queue::forget(Request& request)
{
    std::lock_guard guard(lock_);
    if (request.queue_link.listed())
        take_from_driver_locked(request);
    return !left_to_presentation(!waiting_.empty());
}

void Queue::dispose()
{
    {
        std::lock_guard guard(lock_);
        closing_ = true;
    }
    cancel_waiting(nullptr);
    if (!passive_dispatches_.inside())
        passive_dispatches_.wait_until_idle();
    if (presented_ != 0)
        driver().border().report("queue-deleted-with-requests",
                                 "a queue is deleted while the driver still owns requests from it; "
                                 "complete them first");
}

void Queue::abandon()
{
    while (waiting_.pop_front() != nullptr) {
    }
    while (with_driver_.pop_front() != nullptr) {
    }
}

} // namespace openwdf::wdf
