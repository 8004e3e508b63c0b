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
    /* What never came to be has no callbacks. */
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FIRST_CONTEXT);
    attributes.EvtCleanupCallback = EvtCleanup;
    attributes.EvtDestroyCallback = EvtDestroy;
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

static KIRQL CallbackIrql;
static PKTHREAD CallbackThread;
static KEVENT CallbackRan;

static VOID EvtNoteLevel(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    CallbackIrql = KeGetCurrentIrql();
    CallbackThread = KeGetCurrentThread();
    KeSetEvent(&CallbackRan, 0, FALSE);
}

static WDFOBJECT MakeNoting(WDF_EXECUTION_LEVEL Level, PFN_WDF_OBJECT_CONTEXT_CLEANUP Cleanup,
                            PFN_WDF_OBJECT_CONTEXT_DESTROY Destroy)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object = NULL;

    KeInitializeEvent(&CallbackRan, NotificationEvent, FALSE);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = Level;
    attributes.EvtCleanupCallback = Cleanup;
    attributes.EvtDestroyCallback = Destroy;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    return object;
}

/* Fact 107 speaks of objects that need PASSIVE_LEVEL alone. */
SCENARIO(APlainObjectIsDeletedAtDispatch)
{
    const WDFOBJECT object = MakeNoting(WdfExecutionLevelInheritFromParent, EvtNoteLevel, NULL);
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfObjectDelete(object);
    EXPECT(KeReadStateEvent(&CallbackRan) != 0);
    KeLowerIrql(irql);
    EXPECT_EQ(CallbackIrql, DISPATCH_LEVEL);
    EXPECT_EQ(CallbackThread, KeGetCurrentThread());
    return STATUS_SUCCESS;
}

/* Facts 107, 112. */
SCENARIO(APassiveObjectIsLeftToAWorker)
{
    const WDFOBJECT object = MakeNoting(WdfExecutionLevelPassive, EvtNoteLevel, NULL);
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfObjectDelete(object);
    KeLowerIrql(irql);
    KeWaitForSingleObject(&CallbackRan, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(CallbackIrql, PASSIVE_LEVEL);
    EXPECT(CallbackThread != KeGetCurrentThread());
    return STATUS_SUCCESS;
}

/* Facts 107, 109: the IRP does not wait for a child that needs PASSIVE_LEVEL. */
SCENARIO(ACompletedRequestLeavesAPassiveChild)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT child = NULL;
    KIRQL irql;

    KeInitializeEvent(&CallbackRan, NotificationEvent, FALSE);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    attributes.EvtCleanupCallback = EvtNoteLevel;
    attributes.ParentObject = Scenario->Request;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &child), STATUS_SUCCESS);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS);
    Scenario->Request = NULL;
    KeLowerIrql(irql);
    KeWaitForSingleObject(&CallbackRan, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(CallbackIrql, PASSIVE_LEVEL);
    EXPECT(CallbackThread != KeGetCurrentThread());
    return STATUS_SUCCESS;
}

SCENARIO(ALastReferenceAtDispatchIsLeftToAWorker)
{
    const WDFOBJECT object = MakeNoting(WdfExecutionLevelPassive, NULL, EvtNoteLevel);
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(object);
    WdfObjectDelete(object);
    EXPECT_EQ(KeReadStateEvent(&CallbackRan), 0);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    WdfObjectDereference(object);
    KeLowerIrql(irql);
    KeWaitForSingleObject(&CallbackRan, Executive, KernelMode, FALSE, NULL);
    EXPECT_EQ(CallbackIrql, PASSIVE_LEVEL);
    return STATUS_SUCCESS;
}

/* Facts 111, 112. */
SCENARIO(LevelsAndScopesAreChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object;
    WDFMEMORY memory;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = WdfExecutionLevelInvalid;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
    attributes.ExecutionLevel = (WDF_EXECUTION_LEVEL)(WdfExecutionLevelDispatch + 1);
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = (WDF_SYNCHRONIZATION_SCOPE)(WdfSynchronizationScopeNone + 1);
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
    attributes.SynchronizationScope = WdfSynchronizationScopeQueue;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
    attributes.SynchronizationScope = WdfSynchronizationScopeNone;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    /* A general object may choose its level, memory may not. */
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, 8, &memory, NULL),
                  STATUS_WDF_EXECUTION_LEVEL_INVALID);
    return STATUS_SUCCESS;
}

/* Fact 108. */
SCENARIO(ContextsAreChecked)
{
    const WDFOBJECT a = MakeNamed("A", NULL);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT object;
    PVOID memory = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    EXPECT_STATUS(WdfObjectAllocateContext(a, &attributes, &memory), STATUS_OBJECT_NAME_INVALID);
    attributes.ContextSizeOverride = 8;
    EXPECT_STATUS(WdfObjectAllocateContext(a, &attributes, &memory),
                  STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SECOND_CONTEXT);
    attributes.ContextSizeOverride = (size_t)-1;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &object), STATUS_INSUFFICIENT_RESOURCES);
    EXPECT_STATUS(WdfObjectAllocateContext(a, &attributes, &memory), STATUS_INSUFFICIENT_RESOURCES);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SECOND_CONTEXT);
    WdfObjectReference(a);
    WdfObjectDelete(a);
    EXPECT_STATUS(WdfObjectAllocateContext(a, &attributes, &memory), STATUS_DELETE_PENDING);
    EXPECT_EQ(memory, NULL);
    WdfObjectDereference(a);
    return STATUS_SUCCESS;
}

SCENARIO(NobodyHasAnythingToQuery)
{
    GUID guid = {0};
    ULONG answer = 0;

    EXPECT_STATUS(WdfObjectQuery(Scenario->Device, &guid, sizeof(answer), &answer),
                  STATUS_NOT_FOUND);
    return STATUS_SUCCESS;
}

static WDFOBJECT SharedChild;

static VOID EvtDeletesTheChild(WDFWORKITEM Item)
{
    UNREFERENCED_PARAMETER(Item);
    WdfObjectDelete(SharedChild);
}

/* Each callback runs once, whoever comes first. */
SCENARIO(ParentAndChildAreDeletedAtOnce)
{
    const WDFOBJECT parent = MakeNamed("parent", NULL);
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFWORKITEM item = NULL;

    SharedChild = MakeNamed("child", parent);
    WDF_WORKITEM_CONFIG_INIT(&config, EvtDeletesTheChild);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
    WdfObjectReference(SharedChild);
    WdfWorkItemEnqueue(item);
    WdfObjectDelete(parent);
    WdfWorkItemFlush(item);
    WdfObjectDereference(SharedChild);
    return STATUS_SUCCESS;
}

SCENARIO(AReferenceOutlivesTheDriver)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectReference(MakeNamed("A", NULL));
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(OBJECT_SCENARIOS)
