/* A driver built for an older framework: its structures end where that version ended them. The
 * sizes are those of spec/wdf_structs.csv. */
#include "scenario.h"

#include "version.h"

typedef struct _VERSION_CONTEXT {
    ULONG Value;
} VERSION_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(VERSION_CONTEXT, GetVersion)

static volatile LONG Runs;

static VOID EvtTimer(WDFTIMER Timer)
{
    UNREFERENCED_PARAMETER(Timer);
    InterlockedIncrement(&Runs);
}

static VOID EvtDefault(WDFQUEUE Queue, WDFREQUEST Request)
{
    UNREFERENCED_PARAMETER(Queue);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

SCENARIO(StructuresHaveTheSizeOfTheVersion)
{
    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_EQ(sizeof(WDF_TIMER_CONFIG), EXPECTED_TIMER);
    EXPECT_EQ(sizeof(WDF_IO_QUEUE_CONFIG), EXPECTED_QUEUE);
    EXPECT_EQ(sizeof(WDF_IO_TARGET_OPEN_PARAMS), EXPECTED_OPEN);
    EXPECT_EQ(sizeof(WDF_PNPPOWER_EVENT_CALLBACKS), EXPECTED_PNP);
    EXPECT_EQ(sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), EXPECTED_CONTEXT);
    return STATUS_SUCCESS;
}

/* Nothing behind the structures is read: it would be taken for settings that are refused. */
SCENARIO(TheFrameworkTakesThem)
{
    struct {
        WDF_TIMER_CONFIG Config;
        UCHAR Behind[64];
    } timerConfig;
    struct {
        WDF_IO_QUEUE_CONFIG Config;
        UCHAR Behind[64];
    } queueConfig;
    WDF_OBJECT_ATTRIBUTES attributes;
    LARGE_INTEGER interval;
    WDFTIMER timer = NULL;
    WDFQUEUE queue = NULL;

    RtlFillMemory(&timerConfig, sizeof(timerConfig), 0xFF);
    WDF_TIMER_CONFIG_INIT(&timerConfig.Config, EvtTimer);
    EXPECT_EQ(timerConfig.Config.Size, EXPECTED_TIMER);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfTimerCreate(&timerConfig.Config, &attributes, &timer), STATUS_SUCCESS);
    Runs = 0;
    WdfTimerStart(timer, WDF_REL_TIMEOUT_IN_MS(1));
    interval.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    while (ReadNoFence(&Runs) == 0)
        KeDelayExecutionThread(KernelMode, FALSE, &interval);

    RtlFillMemory(&queueConfig, sizeof(queueConfig), 0xFF);
    WDF_IO_QUEUE_CONFIG_INIT(&queueConfig.Config, WdfIoQueueDispatchParallel);
    queueConfig.Config.EvtIoDefault = EvtDefault;
    EXPECT_EQ(queueConfig.Config.Size, EXPECTED_QUEUE);
    EXPECT_STATUS(
        WdfIoQueueCreate(Scenario->Device, &queueConfig.Config, WDF_NO_OBJECT_ATTRIBUTES, &queue),
        STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

/* Section 5: both sizes of the open parameters are accepted. */
SCENARIO(ATargetIsOpened)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Source");
    WDF_IO_TARGET_OPEN_PARAMS parameters;
    WDFIOTARGET target = NULL;

    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, WDF_NO_OBJECT_ATTRIBUTES, &target),
                  STATUS_SUCCESS);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&parameters, &name, STANDARD_RIGHTS_ALL);
    EXPECT_EQ(parameters.Size, EXPECTED_OPEN);
    EXPECT_STATUS(WdfIoTargetOpen(target, &parameters), STATUS_SUCCESS);
    WdfIoTargetClose(target);
    return STATUS_SUCCESS;
}

SCENARIO(ContextsBelongToTheirTypes)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(&attributes, VERSION_CONTEXT);
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    GetVersion(object)->Value = 5;
    EXPECT_EQ(GetVersion(object)->Value, 5);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(VERSION_SCENARIOS)
