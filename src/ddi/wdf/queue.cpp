// WdfIoQueue*.
#include "wdf/queue/queue.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/device/file.hpp"
#include "wdf/object/handle.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

wdf::Queue& queue(ThreadContext& context, WDFQUEUE handle)
{
    return wdf::object<wdf::Queue>(context, handle);
}

const FILE_OBJECT* optional_file(ThreadContext& context, WDFFILEOBJECT handle)
{
    const auto* file = wdf::optional_object<wdf::File>(context, handle);
    return file == nullptr ? nullptr : file->wdm();
}

} // namespace

extern "C" {

NTSTATUS owdf_WdfIoQueueCreate(PWDF_DRIVER_GLOBALS, WDFDEVICE Device, PWDF_IO_QUEUE_CONFIG Config,
                               PWDF_OBJECT_ATTRIBUTES QueueAttributes, WDFQUEUE* Queue)
{
    return gate::enter<Ddi::WdfIoQueueCreate>([&](ThreadContext& context) {
        auto& device = wdf::object<wdf::Device>(context, Device);
        gate::require(context, Config, "Config");
        return wdf::Queue::create(context, device, *Config, QueueAttributes, Queue);
    });
}

WDFDEVICE owdf_WdfIoQueueGetDevice(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    return gate::enter<Ddi::WdfIoQueueGetDevice>([&](ThreadContext& context) {
        return static_cast<WDFDEVICE>(queue(context, Queue).device().handle());
    });
}

WDF_IO_QUEUE_STATE owdf_WdfIoQueueGetState(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                           PULONG QueueRequests, PULONG DriverRequests)
{
    return gate::enter<Ddi::WdfIoQueueGetState>([&](ThreadContext& context) {
        return queue(context, Queue).state(QueueRequests, DriverRequests);
    });
}

VOID owdf_WdfIoQueueStart(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    gate::enter<Ddi::WdfIoQueueStart>(
        [&](ThreadContext& context) { queue(context, Queue).start(); });
}

VOID owdf_WdfIoQueueStop(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE StopComplete,
                         WDFCONTEXT Context)
{
    gate::enter<Ddi::WdfIoQueueStop>(
        [&](ThreadContext& context) { queue(context, Queue).stop(false, StopComplete, Context); });
}

VOID owdf_WdfIoQueueStopSynchronously(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    gate::enter<Ddi::WdfIoQueueStopSynchronously>(
        [&](ThreadContext& context) { queue(context, Queue).stop_and_wait(false); });
}

VOID owdf_WdfIoQueueStopAndPurge(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                 PFN_WDF_IO_QUEUE_STATE StopAndPurgeComplete, WDFCONTEXT Context)
{
    gate::enter<Ddi::WdfIoQueueStopAndPurge>([&](ThreadContext& context) {
        queue(context, Queue).stop(true, StopAndPurgeComplete, Context);
    });
}

VOID owdf_WdfIoQueueStopAndPurgeSynchronously(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    gate::enter<Ddi::WdfIoQueueStopAndPurgeSynchronously>(
        [&](ThreadContext& context) { queue(context, Queue).stop_and_wait(true); });
}

VOID owdf_WdfIoQueueDrain(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE DrainComplete,
                          WDFCONTEXT Context)
{
    gate::enter<Ddi::WdfIoQueueDrain>([&](ThreadContext& context) {
        queue(context, Queue).purge(false, DrainComplete, Context);
    });
}

VOID owdf_WdfIoQueueDrainSynchronously(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    gate::enter<Ddi::WdfIoQueueDrainSynchronously>(
        [&](ThreadContext& context) { queue(context, Queue).purge_and_wait(false); });
}

VOID owdf_WdfIoQueuePurge(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE PurgeComplete,
                          WDFCONTEXT Context)
{
    gate::enter<Ddi::WdfIoQueuePurge>(
        [&](ThreadContext& context) { queue(context, Queue).purge(true, PurgeComplete, Context); });
}

VOID owdf_WdfIoQueuePurgeSynchronously(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue)
{
    gate::enter<Ddi::WdfIoQueuePurgeSynchronously>(
        [&](ThreadContext& context) { queue(context, Queue).purge_and_wait(true); });
}

NTSTATUS owdf_WdfIoQueueReadyNotify(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                    PFN_WDF_IO_QUEUE_STATE QueueReady, WDFCONTEXT Context)
{
    return gate::enter<Ddi::WdfIoQueueReadyNotify>([&](ThreadContext& context) {
        return queue(context, Queue).ready_notify(QueueReady, Context);
    });
}

NTSTATUS owdf_WdfIoQueueRetrieveNextRequest(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                            WDFREQUEST* OutRequest)
{
    return gate::enter<Ddi::WdfIoQueueRetrieveNextRequest>([&](ThreadContext& context) {
        auto& from = queue(context, Queue);
        gate::require(context, OutRequest, "OutRequest");
        return from.retrieve(nullptr, nullptr, OutRequest);
    });
}

NTSTATUS owdf_WdfIoQueueRetrieveRequestByFileObject(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                                    WDFFILEOBJECT FileObject,
                                                    WDFREQUEST* OutRequest)
{
    return gate::enter<Ddi::WdfIoQueueRetrieveRequestByFileObject>([&](ThreadContext& context) {
        auto& from = queue(context, Queue);
        gate::require(context, OutRequest, "OutRequest");
        const auto* file = wdf::object<wdf::File>(context, FileObject).wdm();
        return from.retrieve(file, nullptr, OutRequest);
    });
}

NTSTATUS owdf_WdfIoQueueFindRequest(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue, WDFREQUEST FoundRequest,
                                    WDFFILEOBJECT FileObject, PWDF_REQUEST_PARAMETERS Parameters,
                                    WDFREQUEST* OutRequest)
{
    return gate::enter<Ddi::WdfIoQueueFindRequest>([&](ThreadContext& context) -> NTSTATUS {
        auto& in = queue(context, Queue);
        auto* found = wdf::optional_object<wdf::Request>(context, FoundRequest);
        const auto* file = optional_file(context, FileObject);
        gate::require(context, OutRequest, "OutRequest");
        if (Parameters != nullptr && Parameters->Size != sizeof(*Parameters))
            return STATUS_INFO_LENGTH_MISMATCH;
        return in.find(found, file, Parameters, OutRequest);
    });
}

NTSTATUS owdf_WdfIoQueueRetrieveFoundRequest(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                             WDFREQUEST FoundRequest, WDFREQUEST* OutRequest)
{
    return gate::enter<Ddi::WdfIoQueueRetrieveFoundRequest>([&](ThreadContext& context) {
        auto& from = queue(context, Queue);
        auto& found = wdf::object<wdf::Request>(context, FoundRequest);
        gate::require(context, OutRequest, "OutRequest");
        return from.retrieve(nullptr, &found, OutRequest);
    });
}

} // extern "C"
