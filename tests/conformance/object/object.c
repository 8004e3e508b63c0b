/* The object model: section 15 of io-target-semantics. */
#include "scenario.h"

#include "object.h"

typedef struct _FIRST_CONTEXT {
    const char* Name;
    ULONG Numbers[16];
} FIRST_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FIRST_CONTEXT, GetFirst)

typedef struct _SECOND_CONTEXT {
    ULONG64 Value;
} SECOND_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(SECOND_CONTEXT, GetSecond)

typedef struct _ABSENT_CONTEXT {
    ULONG Value;
} ABSENT_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ABSENT_CONTEXT, GetAbsent)

static VOID EvtCleanup(WDFOBJECT Object)
{
    NOTE("cleanup %s\n", GetFirst(Object)->Name);
}

static VOID EvtDestroy(WDFOBJECT Object)
{
    NOTE("destroy %s\n", GetFirst(Object)->Name);
}

static VOID EvtSecondCleanup(WDFOBJECT Object)
{
    NOTE("cleanup %s second\n", GetFirst(Object)->Name);
}

static VOID EvtSecondDestroy(WDFOBJECT Object)
{
    NOTE("destroy %s second\n", GetFirst(Object)->Name);
}

static WDFOBJECT MakeNamed(const char* Name, WDFOBJECT Parent)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    attributes.EvtCleanupCallback = EvtCleanup;
    attributes.EvtDestroyCallback = EvtDestroy;
    attributes.ParentObject = Parent;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    GetFirst(object)->Name = Name;
    return object;
}

/* Fact 108. */
SCENARIO(ContextIsZeroedAndLeadsBack)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object;
    FIRST_CONTEXT* context;
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    context = GetFirst(object);
    EXPECT(context != NULL);
    EXPECT_EQ(context->Name, NULL);
    for (i = 0; i < ARRAYSIZE(context->Numbers); ++i)
        EXPECT_EQ(context->Numbers[i], 0);
    EXPECT_EQ(WdfObjectContextGetObject(context), object);
    EXPECT_EQ(GetAbsent(object), NULL);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

/* Fact 108. */
SCENARIO(AnotherContextIsAddedOnce)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object;
    SECOND_CONTEXT* first_time = NULL;
    SECOND_CONTEXT* second_time = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    EXPECT_EQ(GetSecond(object), NULL);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SECOND_CONTEXT);
    EXPECT_STATUS(WdfObjectAllocateContext(object, &attributes, (PVOID*)&first_time),
                  STATUS_SUCCESS);
    EXPECT_EQ(first_time->Value, 0);
    EXPECT_STATUS(WdfObjectAllocateContext(object, &attributes, (PVOID*)&second_time),
                  STATUS_OBJECT_NAME_EXISTS);
    EXPECT_EQ(second_time, first_time);
    EXPECT_EQ(GetSecond(object), first_time);
    EXPECT_EQ(WdfObjectContextGetObject(first_time), object);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

SCENARIO(ContextSizeCanBeOverridden)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    attributes.ContextSizeOverride = 64 * 1024;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    RtlFillMemory(GetFirst(object), attributes.ContextSizeOverride, 0x5A);
    EXPECT_EQ(((PUCHAR)GetFirst(object))[64 * 1024 - 1], 0x5A);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

SCENARIO(AttributesAreChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object = (WDFOBJECT)1;
    PVOID memory;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.Size -= 1;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_INFO_LENGTH_MISMATCH);
    EXPECT_EQ(object, NULL);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    attributes.ContextSizeOverride = sizeof(FIRST_CONTEXT) - 1;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfObjectAllocateContext(Scenario->Device, &attributes, &memory),
                  STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
    return STATUS_SUCCESS;
}

/* Fact 106: depth first, in creation order, a child before its parent. */
SCENARIO(ChildrenAreCleanedUpFirst)
{
    const WDFOBJECT a = MakeNamed("A", NULL);
    const WDFOBJECT b = MakeNamed("B", a);

    UNREFERENCED_PARAMETER(Scenario);
    MakeNamed("C", a);
    MakeNamed("D", b);
    MakeNamed("E", b);
    WdfObjectDelete(a);
    NOTE("returned\n");
    return STATUS_SUCCESS;
}

/* Facts 106, 108: the first context's pair, then that of the one added later. */
SCENARIO(EachContextHasItsOwnCallbacks)
{
    const WDFOBJECT a = MakeNamed("A", NULL);
    WDF_OBJECT_ATTRIBUTES attributes;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SECOND_CONTEXT);
    attributes.EvtCleanupCallback = EvtSecondCleanup;
    attributes.EvtDestroyCallback = EvtSecondDestroy;
    EXPECT_STATUS(WdfObjectAllocateContext(a, &attributes, NULL), STATUS_SUCCESS);
    WdfObjectDelete(a);
    return STATUS_SUCCESS;
}

/* Fact 106: EvtDestroyCallback when the last reference goes, before the memory does. */
SCENARIO(AReferenceKeepsTheMemory)
{
    const WDFOBJECT a = MakeNamed("A", NULL);

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(a);
    WdfObjectReference(a);
    WdfObjectDelete(a);
    NOTE("deleted\n");
    EXPECT_EQ(GetFirst(a)->Name[0], 'A');
    WdfObjectDereference(a);
    NOTE("one left\n");
    EXPECT_EQ(GetFirst(a)->Numbers[15], 0);
    WdfObjectDereference(a);
    NOTE("none left\n");
    return STATUS_SUCCESS;
}

SCENARIO(ASecondDeleteDoesNothing)
{
    const WDFOBJECT a = MakeNamed("A", NULL);

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(a);
    WdfObjectDelete(a);
    WdfObjectDelete(a);
    WdfObjectDereference(a);
    return STATUS_SUCCESS;
}

SCENARIO(ADeletedParentTakesNoChildren)
{
    const WDFOBJECT a = MakeNamed("A", NULL);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT child = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(a);
    WdfObjectDelete(a);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = a;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &child), STATUS_DELETE_PENDING);
    EXPECT_EQ(child, NULL);
    WdfObjectDereference(a);
    return STATUS_SUCCESS;
}

SCENARIO(DeletingAChildLeavesItsParent)
{
    const WDFOBJECT a = MakeNamed("A", NULL);
    const WDFOBJECT b = MakeNamed("B", a);

    UNREFERENCED_PARAMETER(Scenario);
    MakeNamed("C", a);
    WdfObjectDelete(b);
    NOTE("A is left with C\n");
    WdfObjectDelete(a);
    return STATUS_SUCCESS;
}

/* Fact 109: cleanup runs before the IRP is completed, while buffers are valid. */
SCENARIO(ACompletedRequestTakesItsChildrenAlong)
{
    const WDFOBJECT child = MakeNamed("child of the request", Scenario->Request);

    UNREFERENCED_PARAMETER(child);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS);
    NOTE("completed\n");
    Scenario->Request = NULL;
    return STATUS_SUCCESS;
}

/* Fact 105. */
SCENARIO(TheDriverIsTheDefaultParent)
{
    UNREFERENCED_PARAMETER(Scenario);
    MakeNamed("A", NULL);
    MakeNamed("B", NULL);
    return STATUS_SUCCESS;
}

/* Fact 43. */
SCENARIO(SomeObjectsAreNotTheDriversToDelete)
{
    WdfObjectDelete(Scenario->Driver);
    WdfObjectDelete(Scenario->Queue);
    EXPECT_EQ(WdfIoQueueGetDevice(Scenario->Queue), Scenario->Device);
    EXPECT_EQ(WdfDeviceGetDriver(Scenario->Device), Scenario->Driver);
    return STATUS_SUCCESS;
}

SCENARIO(AReferenceOutlivesTheDriver)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(MakeNamed("A", NULL));
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(OBJECT_SCENARIOS)
