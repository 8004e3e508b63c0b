/* WDFWORKITEM: facts 105, 107, 111, 112, and what the pages of wdfworkitem.h promise. */
#include "scenario.h"

#include "work_item.h"

typedef struct _ITEM_CONTEXT {
    KEVENT Ran;     /* synchronization event */
    KEVENT Begun;   /* synchronization event */
    KEVENT Proceed; /* notification event: the callback waits for it */
    KEVENT Cleaned;
    volatile LONG Runs;
    volatile LONG Finished;
    LONG AgainLeft;
    WDFWORKITEM Other;
    KIRQL Irql;
    PKTHREAD Thread;
    LONG FinishedAtCleanup;
    volatile LONG* Locked;
} ITEM_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ITEM_CONTEXT, GetItem)

static VOID WaitFor(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

static VOID EvtCount(WDFWORKITEM Item)
{
    ITEM_CONTEXT* context = GetItem(Item);

    context->Irql = KeGetCurrentIrql();
    context->Thread = KeGetCurrentThread();
    if (context->Locked != NULL)
        EXPECT_EQ(*context->Locked, 0);
    InterlockedIncrement(&context->Runs);
    KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtGated(WDFWORKITEM Item)
{
    ITEM_CONTEXT* context = GetItem(Item);

    InterlockedIncrement(&context->Runs);
    KeSetEvent(&context->Begun, 0, FALSE);
    WaitFor(&context->Proceed);
    InterlockedIncrement(&context->Finished);
}

static VOID EvtAgain(WDFWORKITEM Item)
{
    ITEM_CONTEXT* context = GetItem(Item);

    InterlockedIncrement(&context->Runs);
    if (context->AgainLeft-- > 0)
        WdfWorkItemEnqueue(Item);
    else
        KeSetEvent(&context->Ran, 0, FALSE);
}

static VOID EvtFlushes(WDFWORKITEM Item)
{
    WdfWorkItemFlush(Item);
    KeSetEvent(&GetItem(Item)->Ran, 0, FALSE);
}

static VOID EvtDeletes(WDFWORKITEM Item)
{
    WdfObjectDelete(Item);
    EXPECT_EQ(GetItem(Item)->FinishedAtCleanup, 0);
    InterlockedIncrement(&GetItem(Item)->Finished);
}

static VOID EvtWaitsForOther(WDFWORKITEM Item)
{
    ITEM_CONTEXT* other = GetItem(GetItem(Item)->Other);

    WdfWorkItemEnqueue(GetItem(Item)->Other);
    WaitFor(&other->Ran);
    KeSetEvent(&GetItem(Item)->Ran, 0, FALSE);
}

static VOID EvtCleanup(WDFOBJECT Object)
{
    GetItem(Object)->FinishedAtCleanup = GetItem(Object)->Finished;
    KeSetEvent(&GetItem(Object)->Cleaned, 0, FALSE);
}

static WDFWORKITEM MakeItem(WDFOBJECT Parent, PFN_WDF_WORKITEM Callback, BOOLEAN Serialized)
{
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item = NULL;
    ITEM_CONTEXT* context;

    WDF_WORKITEM_CONFIG_INIT(&config, Callback);
    config.AutomaticSerialization = Serialized;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, ITEM_CONTEXT);
    attributes.ParentObject = Parent;
    attributes.EvtCleanupCallback = EvtCleanup;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
    context = GetItem(item);
    KeInitializeEvent(&context->Ran, SynchronizationEvent, FALSE);
    KeInitializeEvent(&context->Begun, SynchronizationEvent, FALSE);
    KeInitializeEvent(&context->Proceed, NotificationEvent, FALSE);
    KeInitializeEvent(&context->Cleaned, NotificationEvent, FALSE);
    return item;
}

static WDFWORKITEM Make(PSCENARIO Scenario, PFN_WDF_WORKITEM Callback)
{
    return MakeItem(Scenario->Device, Callback, FALSE);
}

SCENARIO(ItRunsOnAWorkerAtPassive)
{
    const WDFWORKITEM item = Make(Scenario, EvtCount);
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfWorkItemEnqueue(item);
    KeLowerIrql(irql);
    WaitFor(&GetItem(item)->Ran);
    EXPECT_EQ(GetItem(item)->Irql, PASSIVE_LEVEL);
    EXPECT(GetItem(item)->Thread != KeGetCurrentThread());
    WdfWorkItemFlush(item);
    EXPECT_EQ(GetItem(item)->Runs, 1);
    return STATUS_SUCCESS;
}

/* While it runs it can be enqueued again and may run beside itself, at most once per enqueueing. */
SCENARIO(ItRunsAtMostOncePerEnqueueing)
{
    const WDFWORKITEM item = Make(Scenario, EvtGated);
    ITEM_CONTEXT* context = GetItem(item);

    WdfWorkItemEnqueue(item);
    WaitFor(&context->Begun);
    WdfWorkItemEnqueue(item);
    WdfWorkItemEnqueue(item);
    WdfWorkItemEnqueue(item);
    KeSetEvent(&context->Proceed, 0, FALSE);
    WdfWorkItemFlush(item);
    EXPECT(context->Runs >= 2 && context->Runs <= 4);
    EXPECT_EQ(context->Finished, context->Runs);
    return STATUS_SUCCESS;
}

SCENARIO(ItMayBeEnqueuedFromItsCallback)
{
    const WDFWORKITEM item = Make(Scenario, EvtAgain);

    GetItem(item)->AgainLeft = 4;
    WdfWorkItemEnqueue(item);
    WaitFor(&GetItem(item)->Ran);
    WdfWorkItemFlush(item);
    EXPECT_EQ(GetItem(item)->Runs, 5);
    return STATUS_SUCCESS;
}

SCENARIO(FlushWaitsForTheCallback)
{
    const WDFWORKITEM item = Make(Scenario, EvtGated);

    WdfWorkItemEnqueue(item);
    KeSetEvent(&GetItem(item)->Proceed, 0, FALSE);
    WdfWorkItemFlush(item);
    EXPECT_EQ(GetItem(item)->Finished, 1);
    return STATUS_SUCCESS;
}

SCENARIO(FlushOfAnIdleOneReturns)
{
    WdfWorkItemFlush(Make(Scenario, EvtCount));
    return STATUS_SUCCESS;
}

SCENARIO(FlushFromItsCallbackReturns)
{
    const WDFWORKITEM item = Make(Scenario, EvtFlushes);

    WdfWorkItemEnqueue(item);
    WaitFor(&GetItem(item)->Ran);
    return STATUS_SUCCESS;
}

SCENARIO(DeleteWaitsForWhatIsEnqueued)
{
    const WDFWORKITEM item = Make(Scenario, EvtGated);
    ITEM_CONTEXT* context = GetItem(item);

    WdfObjectReference(item);
    WdfWorkItemEnqueue(item);
    KeSetEvent(&context->Proceed, 0, FALSE);
    WdfObjectDelete(item);
    EXPECT_EQ(context->Finished, 1);
    EXPECT_EQ(context->FinishedAtCleanup, 1);
    WdfObjectDereference(item);
    return STATUS_SUCCESS;
}

SCENARIO(DeleteFromItsCallback)
{
    const WDFWORKITEM item = Make(Scenario, EvtDeletes);
    ITEM_CONTEXT* context = GetItem(item);

    WdfObjectReference(item);
    WdfWorkItemEnqueue(item);
    WaitFor(&context->Cleaned);
    WdfWorkItemFlush(item);
    EXPECT_EQ(context->Finished, 1);
    WdfObjectDereference(item);
    return STATUS_SUCCESS;
}

SCENARIO(EnqueueingADeletedOneDoesNothing)
{
    const WDFWORKITEM item = Make(Scenario, EvtCount);

    WdfObjectReference(item);
    WdfObjectDelete(item);
    WdfWorkItemEnqueue(item);
    WdfWorkItemFlush(item);
    EXPECT_EQ(GetItem(item)->Runs, 0);
    WdfObjectDereference(item);
    return STATUS_SUCCESS;
}

SCENARIO(OneMayWaitForAnother)
{
    const WDFWORKITEM first = Make(Scenario, EvtWaitsForOther);

    GetItem(first)->Other = Make(Scenario, EvtCount);
    WdfWorkItemEnqueue(first);
    WaitFor(&GetItem(first)->Ran);
    return STATUS_SUCCESS;
}

SCENARIO(TheParentIsKnown)
{
    const WDFWORKITEM item = MakeItem(Scenario->Request, EvtCount, FALSE);

    EXPECT_EQ(WdfWorkItemGetParentObject(item), Scenario->Request);
    return STATUS_SUCCESS;
}

/* Fact 105. */
SCENARIO(ConfigurationIsChecked)
{
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item;

    WDF_WORKITEM_CONFIG_INIT(&config, EvtCount);
    EXPECT_STATUS(WdfWorkItemCreate(&config, WDF_NO_OBJECT_ATTRIBUTES, &item),
                  STATUS_WDF_PARENT_NOT_SPECIFIED);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_WDF_PARENT_NOT_SPECIFIED);
    attributes.ParentObject = Scenario->Device;
    config.Size -= 4;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_INFO_LENGTH_MISMATCH);
    WDF_WORKITEM_CONFIG_INIT(&config, NULL);
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_INVALID_PARAMETER);
    WDF_WORKITEM_CONFIG_INIT(&config, EvtCount);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item),
                  STATUS_WDF_EXECUTION_LEVEL_INVALID);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Driver;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_INVALID_DEVICE_REQUEST);
    return STATUS_SUCCESS;
}

static WDFDEVICE MakeScopedDevice(PSCENARIO Scenario, WDF_EXECUTION_LEVEL Level)
{
    DECLARE_CONST_UNICODE_STRING(security, L"D:P(A;;GA;;;SY)");
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Scenario->Driver, &security);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    attributes.ExecutionLevel = Level;
    EXPECT_STATUS(WdfDeviceCreate(&init, &attributes, &device), STATUS_SUCCESS);
    return device;
}

/* Facts 111, 112. */
SCENARIO(SerializationNeedsAPassiveLock)
{
    const WDFDEVICE dispatch = MakeScopedDevice(Scenario, WdfExecutionLevelDispatch);
    const WDFDEVICE passive = MakeScopedDevice(Scenario, WdfExecutionLevelPassive);
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item;

    WDF_WORKITEM_CONFIG_INIT(&config, EvtCount);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = dispatch;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item),
                  STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
    attributes.ParentObject = passive;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
    WdfObjectDelete(dispatch);
    WdfObjectDelete(passive);
    return STATUS_SUCCESS;
}

/* Fact 111. */
SCENARIO(SerializedCallbacksRunUnderTheLock)
{
    const WDFDEVICE device = MakeScopedDevice(Scenario, WdfExecutionLevelPassive);
    const WDFWORKITEM item = MakeItem(device, EvtCount, TRUE);
    volatile LONG locked = 0;
    int i;

    GetItem(item)->Locked = &locked;
    for (i = 0; i < 10; ++i) {
        WdfWorkItemEnqueue(item);
        WdfObjectAcquireLock(device);
        EXPECT_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
        locked = 1;
        KeGetCurrentProcessorNumber();
        KeGetCurrentProcessorNumber();
        locked = 0;
        WdfObjectReleaseLock(device);
    }
    WdfWorkItemFlush(item);
    EXPECT(GetItem(item)->Runs >= 1);
    WdfObjectDelete(device);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(WORK_ITEM_SCENARIOS)
