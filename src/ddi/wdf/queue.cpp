// WdfIoQueue*.
#include "wdf/queue/queue.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/object/handle.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

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
        return static_cast<WDFDEVICE>(wdf::object<wdf::Queue>(context, Queue).device().handle());
    });
}

NTSTATUS owdf_WdfIoQueueRetrieveNextRequest(PWDF_DRIVER_GLOBALS, WDFQUEUE Queue,
                                            WDFREQUEST* OutRequest)
{
    return gate::enter<Ddi::WdfIoQueueRetrieveNextRequest>([&](ThreadContext& context) {
        auto& queue = wdf::object<wdf::Queue>(context, Queue);
        gate::require(context, OutRequest, "OutRequest");
        return queue.retrieve_next(OutRequest);
    });
}

} // extern "C"
