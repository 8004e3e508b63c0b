/* One object of each kind that misuses create. */
#include "storm_driver.h"

static VOID EvtTimer(WDFTIMER Timer)
{
    UNREFERENCED_PARAMETER(Timer);
}

static VOID EvtDpc(WDFDPC Dpc)
{
    UNREFERENCED_PARAMETER(Dpc);
}

static VOID EvtWorkItem(WDFWORKITEM WorkItem)
{
    UNREFERENCED_PARAMETER(WorkItem);
}

static NTSTATUS CreateTimed(ULONG Which, PWDF_OBJECT_ATTRIBUTES Attributes, WDFOBJECT* Made)
{
    WDF_WORKITEM_CONFIG workItem;
    WDF_TIMER_CONFIG timer;
    WDF_DPC_CONFIG dpc;

    switch (Which) {
    case STORM_MAKE_TIMER:
        WDF_TIMER_CONFIG_INIT(&timer, EvtTimer);
        return WdfTimerCreate(&timer, Attributes, (WDFTIMER*)Made);
    case STORM_MAKE_DPC:
        WDF_DPC_CONFIG_INIT(&dpc, EvtDpc);
        return WdfDpcCreate(&dpc, Attributes, (WDFDPC*)Made);
    default:
        WDF_WORKITEM_CONFIG_INIT(&workItem, EvtWorkItem);
        return WdfWorkItemCreate(&workItem, Attributes, (WDFWORKITEM*)Made);
    }
}

static NTSTATUS CreateOwned(ULONG Which, PWDF_OBJECT_ATTRIBUTES Attributes, WDFOBJECT* Made)
{
    switch (Which) {
    case STORM_MAKE_SPINLOCK: return WdfSpinLockCreate(Attributes, (WDFSPINLOCK*)Made);
    case STORM_MAKE_WAITLOCK: return WdfWaitLockCreate(Attributes, (WDFWAITLOCK*)Made);
    case STORM_MAKE_COLLECTION: return WdfCollectionCreate(Attributes, (WDFCOLLECTION*)Made);
    case STORM_MAKE_STRING: return WdfStringCreate(NULL, Attributes, (WDFSTRING*)Made);
    default:
        return WdfLookasideListCreate(Attributes, STORM_MEMORY_BYTES, NonPagedPoolNx,
                                      WDF_NO_OBJECT_ATTRIBUTES, 0, (WDFLOOKASIDE*)Made);
    }
}

NTSTATUS CreateNew(PSCENARIO Scenario, ULONG Which, PWDF_OBJECT_ATTRIBUTES Attributes,
                   WDFOBJECT* Made)
{
    static UCHAR bytes[8];
    WDF_IO_QUEUE_CONFIG config;

    switch (Which) {
    case STORM_MAKE_MEMORY:
        return WdfMemoryCreate(Attributes, NonPagedPoolNx, 0, STORM_MEMORY_BYTES, (WDFMEMORY*)Made,
                               NULL);
    case STORM_MAKE_PREALLOCATED:
        return WdfMemoryCreatePreallocated(Attributes, bytes, sizeof(bytes), (WDFMEMORY*)Made);
    case STORM_MAKE_REQUEST: return WdfRequestCreate(Attributes, NULL, (WDFREQUEST*)Made);
    case STORM_MAKE_OBJECT: return WdfObjectCreate(Attributes, Made);
    case STORM_MAKE_TARGET:
        return WdfIoTargetCreate(Scenario->Device, Attributes, (WDFIOTARGET*)Made);
    case STORM_MAKE_QUEUE:
        WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
        return WdfIoQueueCreate(Scenario->Device, &config, Attributes, (WDFQUEUE*)Made);
    case STORM_MAKE_TIMER:
    case STORM_MAKE_DPC:
    case STORM_MAKE_WORKITEM: return CreateTimed(Which, Attributes, Made);
    default: return CreateOwned(Which, Attributes, Made);
    }
}

BOOLEAN NeedsParent(ULONG Which)
{
    return Which >= STORM_MAKE_TIMER && Which <= STORM_MAKE_WORKITEM;
}

WDFOBJECT MakeNew(PSCENARIO Scenario, ULONG Which)
{
    WDFOBJECT made = NULL;

    EXPECT_STATUS(
        CreateNew(Scenario, Which,
                  NeedsParent(Which) ? WithParent(Scenario->Device) : WDF_NO_OBJECT_ATTRIBUTES,
                  &made),
        STATUS_SUCCESS);
    return made;
}
