/* WDFDPC: facts 105, 111, 112, N124, N125, and what the pages of wdfdpc.h promise. */
#include "scenario.h"

#include "dpc.h"

typedef struct _DPC_CONTEXT {
    KEVENT Ran; /* synchronization event */
    volatile LONG Runs;
    LONG AgainLeft;
    KIRQL Irql;
} DPC_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DPC_CONTEXT, GetDpc)

static VOID EvtCount(WDFDPC Dpc)
{
    DPC_CONTEXT* context = GetDpc(Dpc);

    context->Irql = KeGetCurrentIrql();
    InterlockedIncrement(&context->Runs);
    if (context->AgainLeft-- > 0)
        EXPECT_EQ(WdfDpcEnqueue(Dpc), TRUE);
    else
        KeSetEvent(&context->Ran, 0, FALSE);
}

static WDFDPC Make(WDFOBJECT Parent)
{
    WDF_DPC_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDPC dpc = NULL;

    WDF_DPC_CONFIG_INIT(&config, EvtCount);
    config.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DPC_CONTEXT);
    attributes.ParentObject = Parent;
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc), STATUS_SUCCESS);
    KeInitializeEvent(&GetDpc(dpc)->Ran, SynchronizationEvent, FALSE);
    return dpc;
}

/* Queued at PASSIVE_LEVEL it has run before the call returns. */
SCENARIO(ItRunsAtDispatch)
{
    const WDFDPC dpc = Make(Scenario->Device);

    EXPECT_EQ(WdfDpcEnqueue(dpc), TRUE);
    EXPECT_EQ(GetDpc(dpc)->Runs, 1);
    EXPECT_EQ(GetDpc(dpc)->Irql, DISPATCH_LEVEL);
    EXPECT_EQ(WdfDpcCancel(dpc, TRUE), FALSE);
    return STATUS_SUCCESS;
}

SCENARIO(EnqueueingTwiceRunsOnce)
{
    const WDFDPC dpc = Make(Scenario->Device);
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_EQ(WdfDpcEnqueue(dpc), TRUE);
    EXPECT_EQ(WdfDpcEnqueue(dpc), FALSE);
    EXPECT_EQ(GetDpc(dpc)->Runs, 0);
    KeLowerIrql(irql);
    EXPECT_EQ(GetDpc(dpc)->Runs, 1);
    return STATUS_SUCCESS;
}

SCENARIO(CancelTakesItBack)
{
    const WDFDPC dpc = Make(Scenario->Device);
    KIRQL irql;

    EXPECT_EQ(WdfDpcCancel(dpc, FALSE), FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_EQ(WdfDpcEnqueue(dpc), TRUE);
    EXPECT_EQ(WdfDpcCancel(dpc, FALSE), TRUE);
    EXPECT_EQ(WdfDpcCancel(dpc, FALSE), FALSE);
    KeLowerIrql(irql);
    EXPECT_EQ(GetDpc(dpc)->Runs, 0);
    EXPECT_EQ(WdfDpcEnqueue(dpc), TRUE);
    EXPECT_EQ(GetDpc(dpc)->Runs, 1);
    return STATUS_SUCCESS;
}

SCENARIO(CancelWaitsForTheCallback)
{
    const WDFDPC dpc = Make(Scenario->Device);

    WdfDpcEnqueue(dpc);
    EXPECT_EQ(WdfDpcCancel(dpc, TRUE), FALSE);
    EXPECT_EQ(GetDpc(dpc)->Runs, 1);
    return STATUS_SUCCESS;
}

SCENARIO(ItMayBeEnqueuedFromItsCallback)
{
    const WDFDPC dpc = Make(Scenario->Device);

    GetDpc(dpc)->AgainLeft = 3;
    WdfDpcEnqueue(dpc);
    KeWaitForSingleObject(&GetDpc(dpc)->Ran, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(GetDpc(dpc)->Runs, 4);
    return STATUS_SUCCESS;
}

SCENARIO(TheWdmObjectIsTheSame)
{
    const WDFDPC dpc = Make(Scenario->Device);
    KDPC* wdm = WdfDpcWdmGetDpc(dpc);
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT_EQ(WdfDpcEnqueue(dpc), TRUE);
    EXPECT_EQ(KeRemoveQueueDpc(wdm), TRUE);
    KeLowerIrql(irql);
    EXPECT_EQ(GetDpc(dpc)->Runs, 0);
    return STATUS_SUCCESS;
}

SCENARIO(TheParentIsKnown)
{
    EXPECT_EQ(WdfDpcGetParentObject(Make(Scenario->Queue)), Scenario->Queue);
    return STATUS_SUCCESS;
}

/* Fact 105. */
SCENARIO(ConfigurationIsChecked)
{
    WDF_DPC_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDPC dpc;

    WDF_DPC_CONFIG_INIT(&config, EvtCount);
    EXPECT_STATUS(WdfDpcCreate(&config, WDF_NO_OBJECT_ATTRIBUTES, &dpc),
                  STATUS_WDF_PARENT_NOT_SPECIFIED);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc), STATUS_WDF_PARENT_NOT_SPECIFIED);
    attributes.ParentObject = Scenario->Driver;
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc), STATUS_INVALID_DEVICE_REQUEST);
    attributes.ParentObject = Scenario->Device;
    config.Size += 4;
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc), STATUS_INFO_LENGTH_MISMATCH);
    return STATUS_SUCCESS;
}

/* Facts 111, 112. */
SCENARIO(SerializationNeedsADispatchLock)
{
    DECLARE_CONST_UNICODE_STRING(security, L"D:P(A;;GA;;;SY)");
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Scenario->Driver, &security);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DPC_CONFIG config;
    WDFDEVICE device = NULL;
    WDFDPC dpc;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    EXPECT_STATUS(WdfDeviceCreate(&init, &attributes, &device), STATUS_SUCCESS);
    WDF_DPC_CONFIG_INIT(&config, EvtCount);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc),
                  STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
    config.AutomaticSerialization = FALSE;
    EXPECT_STATUS(WdfDpcCreate(&config, &attributes, &dpc), STATUS_SUCCESS);
    WdfObjectDelete(device);
    return STATUS_SUCCESS;
}

SCENARIO(ADeletedOneDoesNotRun)
{
    const WDFDPC dpc = Make(Scenario->Device);

    WdfObjectReference(dpc);
    WdfDpcEnqueue(dpc);
    WdfObjectDelete(dpc);
    EXPECT_EQ(GetDpc(dpc)->Runs, 1);
    WdfObjectDereference(dpc);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(DPC_SCENARIOS)
