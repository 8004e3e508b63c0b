/* Takes orders of \\.\Conformance: STORM_PREPARE names the handle, STORM_FIRE does the misuse. */
#include "storm_driver.h"

WDFOBJECT Standing[STORM_KINDS];
static WDFOBJECT Stale[STORM_KINDS];

static VOID MakeStale(PSCENARIO Scenario)
{
    WDFREQUEST request = NULL;
    WDFMEMORY memory = NULL;
    WDFOBJECT object = NULL;
    const WDFIOTARGET target = MakeTarget(Scenario);

    WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, &request);
    WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 8, &memory, NULL);
    WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &object);
    Stale[STORM_REQUEST] = request;
    Stale[STORM_MEMORY] = memory;
    Stale[STORM_TARGET] = target;
    Stale[STORM_OBJECT] = object;
    WdfObjectDelete(request);
    WdfObjectDelete(memory);
    WdfObjectDelete(target);
    WdfObjectDelete(object);
}

static VOID MakeStanding(PSCENARIO Scenario)
{
    if (Standing[STORM_DRIVER] != NULL)
        return;
    Standing[STORM_DRIVER] = Scenario->Driver;
    Standing[STORM_DEVICE] = Scenario->Device;
    Standing[STORM_QUEUE] = Scenario->Queue;
    WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, (WDFREQUEST*)&Standing[STORM_REQUEST]);
    WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, STORM_MEMORY_BYTES,
                    (WDFMEMORY*)&Standing[STORM_MEMORY], NULL);
    WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &Standing[STORM_OBJECT]);
    Standing[STORM_TARGET] = OpenTarget(Scenario, L"\\Device\\Source");
    MakeStale(Scenario);
}

static PVOID BadHandle(const STORM_ORDER* Order)
{
    static const ULONG stale[] = {STORM_REQUEST, STORM_MEMORY, STORM_TARGET, STORM_OBJECT};
    const ULONG_PTR live = (ULONG_PTR)Standing[Order->B % STORM_FILE];

    switch (Order->Badness) {
    case STORM_STALE: return Stale[stale[Order->B % ARRAYSIZE(stale)]];
    case STORM_WRONG_KIND: return (PVOID)live;
    case STORM_INVENTED: return (PVOID)(ULONG_PTR)Order->A;
    case STORM_OLD_GENERATION: return (PVOID)(live ^ (ULONG_PTR)(Order->A % 0xFFFF + 1) << 24);
    default: return NULL;
    }
}

static NTSTATUS Prepare(PSCENARIO Scenario, const STORM_ORDER* Order, STORM_ANSWER* Answer)
{
    MakeStanding(Scenario);
    Answer->Value = (ULONG64)(ULONG_PTR)BadHandle(Order);
    return STATUS_SUCCESS;
}

#define STORM_ENTRY(name) name,

static NTSTATUS Fire(PSCENARIO Scenario, const STORM_ORDER* Order, STORM_ANSWER* Answer)
{
    static NTSTATUS (*const functions[])(PSCENARIO, const STORM_ORDER*,
                                         STORM_ANSWER*) = {STORM_VALUES(STORM_ENTRY)};

    MakeStanding(Scenario);
    if (Order->IsHandle)
        Answer->Status = (ULONG)CallWithHandle(Order->Misuse, BadHandle(Order));
    else
        Answer->Status = (ULONG)functions[Order->Misuse](Scenario, Order, Answer);
    return STATUS_SUCCESS;
}

/* A misuse that completes the request itself takes it out of the scenario. */
static NTSTATUS RunOrder(PSCENARIO Scenario,
                         NTSTATUS (*Body)(PSCENARIO, const STORM_ORDER*, STORM_ANSWER*))
{
    STORM_ANSWER answer = {0, 1, 0};
    STORM_ORDER order;
    PVOID buffer;
    NTSTATUS status;

    status = WdfRequestRetrieveInputBuffer(Scenario->Request, sizeof(order), &buffer, NULL);
    if (!NT_SUCCESS(status))
        return status;
    order = *(const STORM_ORDER*)buffer;
    status = Body(Scenario, &order, &answer);
    if (Scenario->Request == NULL)
        return status;
    WdfRequestRetrieveOutputBuffer(Scenario->Request, sizeof(answer), &buffer, NULL);
    *(STORM_ANSWER*)buffer = answer;
    Scenario->Information = sizeof(answer);
    return status;
}

SCENARIO(PrepareOrder)
{
    return RunOrder(Scenario, Prepare);
}

SCENARIO(FireOrder)
{
    return RunOrder(Scenario, Fire);
}

#define STORM_SCENARIOS(X) X(PrepareOrder) X(FireOrder)
DEFINE_SCENARIOS(STORM_SCENARIOS)
