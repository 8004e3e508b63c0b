// Requests that a driver takes out of the line itself (fact 110).
#include "nt/io/stack.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/request/parameters.hpp"

#include <mutex>

namespace openwdf::wdf {

NTSTATUS Queue::may_retrieve_locked() const
{
    const bool held = power_managed_ && !device_.powered();
    return held || !dispatching_ ? STATUS_WDF_PAUSED : STATUS_SUCCESS;
}

NTSTATUS Queue::retrieve(const FILE_OBJECT* file, Request* found, WDFREQUEST* handle)
{
    *handle = nullptr;
    if (config_.DispatchType == WdfIoQueueDispatchParallel)
        return STATUS_INVALID_DEVICE_STATE;
    std::lock_guard guard(lock_);
    const NTSTATUS status = may_retrieve_locked();
    if (!NT_SUCCESS(status))
        return status;
    Request* request = take_waiting_locked(file, found);
    if (request == nullptr)
        return found != nullptr ? STATUS_NOT_FOUND : STATUS_NO_MORE_ENTRIES;
    *handle = static_cast<WDFREQUEST>(request->handle());
    return STATUS_SUCCESS;
}

NTSTATUS Queue::find(Request* after, const FILE_OBJECT* file, WDF_REQUEST_PARAMETERS* parameters,
                     WDFREQUEST* handle)
{
    *handle = nullptr;
    if (config_.DispatchType != WdfIoQueueDispatchManual)
        return STATUS_INVALID_DEVICE_REQUEST;
    std::lock_guard guard(lock_);
    if (after != nullptr && (after->queue() != this || !after->in_line))
        return STATUS_NOT_FOUND;
    Request* request = after == nullptr ? waiting_.front() : waiting_.after(*after);
    for (; request != nullptr; request = waiting_.after(*request)) {
        if (file != nullptr && nt::io::current_location(*request->irp()).FileObject != file)
            continue;
        if (parameters != nullptr)
            fill_parameters(*request->irp(), *parameters);
        request->reference();
        *handle = static_cast<WDFREQUEST>(request->handle());
        return STATUS_SUCCESS;
    }
    return STATUS_NO_MORE_ENTRIES;
}

} // namespace openwdf::wdf
