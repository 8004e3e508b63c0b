// IoAllocateWorkItem, IoQueueWorkItem ..., ExQueueWorkItem.
#include "gate/entry.hpp"
#include "nt/io/work_item.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
    return gate::enter<Ddi::IoAllocateWorkItem>([&](ThreadContext& context) -> PIO_WORKITEM {
        gate::require(context, DeviceObject, "DeviceObject");
        return nt::io::allocate_work_item(context, *DeviceObject);
    });
}

VOID IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
    gate::enter<Ddi::IoFreeWorkItem>([&](ThreadContext& context) {
        gate::require(context, IoWorkItem, "IoWorkItem");
        nt::io::free_work_item(context, *IoWorkItem);
    });
}

ULONG IoSizeofWorkItem(VOID)
{
    return gate::enter<Ddi::IoSizeofWorkItem>(
        [&](ThreadContext&) -> ULONG { return nt::io::work_item_size(); });
}

VOID IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
    gate::enter<Ddi::IoInitializeWorkItem>([&](ThreadContext& context) {
        gate::require(context, IoObject, "IoObject");
        gate::require(context, IoWorkItem, "IoWorkItem");
        nt::io::initialize_work_item(*IoWorkItem, IoObject);
    });
}

VOID IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
    gate::enter<Ddi::IoUninitializeWorkItem>([&](ThreadContext& context) {
        gate::require(context, IoWorkItem, "IoWorkItem");
        nt::io::uninitialize_work_item(*IoWorkItem);
    });
}

VOID IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine, WORK_QUEUE_TYPE,
                     PVOID Context)
{
    gate::enter<Ddi::IoQueueWorkItem>([&](ThreadContext& context) {
        gate::require(context, IoWorkItem, "IoWorkItem");
        gate::require(context, reinterpret_cast<const void*>(WorkerRoutine), "WorkerRoutine");
        nt::io::queue_work_item(context, *IoWorkItem, WorkerRoutine, Context);
    });
}

VOID IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
                       WORK_QUEUE_TYPE, PVOID Context)
{
    gate::enter<Ddi::IoQueueWorkItemEx>([&](ThreadContext& context) {
        gate::require(context, IoWorkItem, "IoWorkItem");
        gate::require(context, reinterpret_cast<const void*>(WorkerRoutine), "WorkerRoutine");
        nt::io::queue_work_item_ex(context, *IoWorkItem, WorkerRoutine, Context);
    });
}

VOID ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE)
{
    gate::enter<Ddi::ExQueueWorkItem>([&](ThreadContext& context) {
        gate::require(context, WorkItem, "WorkItem");
        nt::io::queue_work_item(context, *WorkItem);
    });
}

} // extern "C"
