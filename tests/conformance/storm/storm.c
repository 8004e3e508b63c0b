/* Takes orders of \\.\Conformance: STORM_PREPARE names the handle, STORM_FIRE does the misuse. */
#include "storm_driver.h"

WDFOBJECT Standing[STORM_KINDS];
static WDFOBJECT Stale[STORM_KINDS];

const ULONG DeletableKinds[STORM_DELETABLE] = {STORM_REQUEST,    STORM_MEMORY,   STORM_TARGET,
                                               STORM_OBJECT,     STORM_TIMER,    STORM_DPC,
                                               STORM_WORKITEM,   STORM_SPINLOCK, STORM_WAITLOCK,
                                               STORM_COLLECTION, STORM_STRING,   STORM_LOOKASIDE};

/* In the order of DeletableKinds. */
static const ULONG Makes[STORM_DELETABLE] = {
    STORM_MAKE_REQUEST,  STORM_MAKE_MEMORY,     STORM_MAKE_TARGET,   STORM_MAKE_OBJECT,
    STORM_MAKE_TIMER,    STORM_MAKE_DPC,        STORM_MAKE_WORKITEM, STORM_MAKE_SPINLOCK,
    STORM_MAKE_WAITLOCK, STORM_MAKE_COLLECTION, STORM_MAKE_STRING,   STORM_MAKE_LOOKASIDE};

static VOID MakeStanding(PSCENARIO Scenario)
{
    ULONG i;

    if (Standing[STORM_DRIVER] != NULL)
        return;
    for (i = 0; i < STORM_DELETABLE; ++i) {
        Standing[DeletableKinds[i]] = MakeNew(Scenario, Makes[i]);
        Stale[DeletableKinds[i]] = MakeNew(Scenario, Makes[i]);
        WdfObjectDelete(Stale[DeletableKinds[i]]);
    }
    Standing[STORM_DRIVER] = Scenario->Driver;
    Standing[STORM_DEVICE] = Scenario->Device;
    Standing[STORM_QUEUE] = Scenario->Queue;
    EXPECT_STATUS(OpenByName((WDFIOTARGET)Standing[STORM_TARGET], L"\\Device\\Source"),
                  STATUS_SUCCESS);
}

static PVOID BadHandle(const STORM_ORDER* Order)
{
    const ULONG_PTR live = (ULONG_PTR)Standing[Order->B % STORM_FILE];

    switch (Order->Badness) {
    case STORM_STALE: return Stale[DeletableKinds[Order->B % STORM_DELETABLE]];
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
