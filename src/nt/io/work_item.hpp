// IO_WORKITEM and WORK_QUEUE_ITEM: routines of drivers on worker threads.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {

// IoAllocateWorkItem; nullptr when out of memory.
PIO_WORKITEM allocate_work_item(gate::ThreadContext& context, DEVICE_OBJECT& device);
ULONG work_item_size();
// `item` has work_item_size() bytes.
void initialize_work_item(_IO_WORKITEM& item, void* io_object);
// Both stop the machine when it is queued: the queue would be corrupted (N127).
void free_work_item(gate::ThreadContext& context, _IO_WORKITEM& item);
void uninitialize_work_item(_IO_WORKITEM& item);

// The device object stays until the routine returned (N128). The item is dequeued before the
// routine runs, which may queue it again or free it (N127). Queueing it twice stops the machine.
void queue_work_item(gate::ThreadContext& context, _IO_WORKITEM& item, PIO_WORKITEM_ROUTINE routine,
                     void* parameter);
void queue_work_item_ex(gate::ThreadContext& context, _IO_WORKITEM& item,
                        PIO_WORKITEM_ROUTINE_EX routine, void* parameter);

// ExQueueWorkItem.
void queue_work_item(gate::ThreadContext& context, WORK_QUEUE_ITEM& item);

} // namespace openwdf::nt::io
