/* Misuse of attributes, collections, strings, lookaside lists, memory and contexts. */
#include "storm_driver.h"

static NTSTATUS TryAttributes(PSCENARIO Scenario, const STORM_ORDER* Order,
                              PWDF_OBJECT_ATTRIBUTES Attributes, STORM_ANSWER* Answer)
{
    WDFOBJECT made = NULL;
    NTSTATUS status;

    if (NeedsParent(Order->Which))
        Attributes->ParentObject = Scenario->Device;
    status = CreateNew(Scenario, Order->Which, Attributes, &made);
    Answer->Untouched = made == NULL;
    return status;
}

STORM_FUNCTION(ScopeNotAllowed)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(NULL);

    attributes->SynchronizationScope = (WDF_SYNCHRONIZATION_SCOPE)Order->A;
    return TryAttributes(Scenario, Order, attributes, Answer);
}

STORM_FUNCTION(LevelNotAllowed)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(NULL);

    attributes->ExecutionLevel = (WDF_EXECUTION_LEVEL)Order->A;
    return TryAttributes(Scenario, Order, attributes, Answer);
}

/* A collection of `Count` times the same object. */
static WDFCOLLECTION MakeCollection(PSCENARIO Scenario, ULONG64 Count)
{
    const WDFCOLLECTION collection = (WDFCOLLECTION)MakeNew(Scenario, STORM_MAKE_COLLECTION);

    while (Count-- > 0)
        EXPECT_STATUS(WdfCollectionAdd(collection, Standing[STORM_OBJECT]), STATUS_SUCCESS);
    return collection;
}

STORM_FUNCTION(CollectionWithoutItem)
{
    const WDFCOLLECTION collection = MakeCollection(Scenario, Order->A % 4);

    WdfCollectionRemove(collection, Standing[STORM_MEMORY]);
    Answer->Untouched = WdfCollectionGetCount(collection) == Order->A % 4;
    WdfObjectDelete(collection);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(CollectionRemoveBeyond)
{
    const WDFCOLLECTION collection = MakeCollection(Scenario, Order->A % 4);

    WdfCollectionRemoveItem(collection, (ULONG)(Order->A % 4 + Order->B));
    Answer->Untouched = WdfCollectionGetCount(collection) == Order->A % 4;
    WdfObjectDelete(collection);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(CollectionGetBeyond)
{
    const WDFCOLLECTION collection = MakeCollection(Scenario, Order->A % 4);

    Answer->Untouched = WdfCollectionGetItem(collection, (ULONG)(Order->A % 4 + Order->B)) == NULL;
    WdfObjectDelete(collection);
    return STATUS_SUCCESS;
}

static NTSTATUS TryString(USHORT Length, USHORT MaximumLength, PWCH Buffer, STORM_ANSWER* Answer)
{
    UNICODE_STRING text;
    WDFSTRING string = NULL;
    NTSTATUS status;

    text.Length = Length;
    text.MaximumLength = MaximumLength;
    text.Buffer = Buffer;
    status = WdfStringCreate(&text, WDF_NO_OBJECT_ATTRIBUTES, &string);
    Answer->Untouched = string == NULL;
    return status;
}

/* Half characters, more text than room, no text at all. */
STORM_FUNCTION(StringContradictsItself)
{
    static WCHAR text[64];
    const USHORT half = (USHORT)(Order->A % 60);

    switch (Order->Which) {
    case 0: return TryString(half * 2 + 1, sizeof(text), text, Answer);
    case 1: return TryString(0, half * 2 + 1, text, Answer);
    case 2: return TryString(half * 2 + 2, half * 2, text, Answer);
    default: return TryString(0, half * 2 + 2, NULL, Answer);
    }
}

/* No room for the terminator in 16 bits. */
STORM_FUNCTION(StringTooLong)
{
    static WCHAR text[0x8000];

    return TryString(0xFFFE, 0xFFFE, text, Answer);
}

STORM_FUNCTION(LookasideOfNothing)
{
    WDFLOOKASIDE lookaside = NULL;
    const NTSTATUS status =
        WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, 0, (POOL_TYPE)(Order->A % 2 * 512),
                               WDF_NO_OBJECT_ATTRIBUTES, (ULONG)Order->B, &lookaside);

    Answer->Untouched = lookaside == NULL;
    return status;
}

STORM_FUNCTION(MemoryTooLarge)
{
    WDFMEMORY memory = NULL;
    PVOID buffer = NULL;
    const NTSTATUS status = WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0,
                                            (size_t)Order->A, &memory, &buffer);

    Answer->Untouched = memory == NULL && buffer == NULL;
    return status;
}

STORM_FUNCTION(AssignToLookaside)
{
    static UCHAR bytes[8];
    WDFMEMORY memory;

    EXPECT_STATUS(WdfMemoryCreateFromLookaside((WDFLOOKASIDE)Standing[STORM_LOOKASIDE], &memory),
                  STATUS_SUCCESS);
    return WdfMemoryAssignBuffer(memory, bytes, (size_t)(Order->A % sizeof(bytes) + 1));
}

STORM_FUNCTION(WriteInputMemory)
{
    WDFMEMORY memory;
    UCHAR before;
    UCHAR byte;
    NTSTATUS status;

    EXPECT_STATUS(WdfRequestRetrieveInputMemory(Scenario->Request, &memory), STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, 0, &before, 1), STATUS_SUCCESS);
    byte = (UCHAR)~before;
    status = WdfMemoryCopyFromBuffer(memory, 0, &byte, 1);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, 0, &byte, 1), STATUS_SUCCESS);
    Answer->Untouched = byte == before;
    return status;
}

/* Fact 108. */
STORM_FUNCTION(ContextTwice)
{
    const WDFOBJECT object = MakeNew(Scenario, Order->Which);
    PVOID first = NULL;
    PVOID second = NULL;
    NTSTATUS status;

    EXPECT_STATUS(WdfObjectAllocateContext(object, WithContext(), &first), STATUS_SUCCESS);
    status = WdfObjectAllocateContext(object, WithContext(), &second);
    Answer->Untouched = first != NULL && first == second;
    WdfObjectDelete(object);
    return status;
}

STORM_FUNCTION(ContextOfNothing)
{
    PVOID context = NULL;
    const NTSTATUS status =
        WdfObjectAllocateContext(Standing[Order->A % STORM_FILE], WithParent(NULL), &context);

    Answer->Untouched = context == NULL;
    return status;
}

STORM_FUNCTION(ContextTooLarge)
{
    const WDFOBJECT object = MakeNew(Scenario, STORM_MAKE_OBJECT);
    PWDF_OBJECT_ATTRIBUTES attributes = WithContext();
    PVOID context = NULL;
    NTSTATUS status;

    attributes->ContextSizeOverride = (size_t)Order->A;
    status = WdfObjectAllocateContext(object, attributes, &context);
    Answer->Untouched = context == NULL;
    WdfObjectDelete(object);
    return status;
}

STORM_FUNCTION(QueryObject)
{
    static const GUID anything = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
    UCHAR bytes[64];
    NTSTATUS status;

    RtlFillMemory(bytes, sizeof(bytes), 0x5A);
    status = WdfObjectQuery(Standing[Order->A % STORM_FILE], &anything,
                            (ULONG)(Order->B % sizeof(bytes)), bytes);
    Answer->Untouched = bytes[0] == 0x5A && bytes[63] == 0x5A;
    return status;
}

static VOID NullConfig(PSCENARIO Scenario, ULONG Which)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Scenario->Device);
    WDFOBJECT made;

    switch (Which) {
    case 0: WdfTimerCreate(NULL, attributes, (WDFTIMER*)&made); break;
    case 1: WdfDpcCreate(NULL, attributes, (WDFDPC*)&made); break;
    case 2: WdfWorkItemCreate(NULL, attributes, (WDFWORKITEM*)&made); break;
    case 3: WdfStringGetUnicodeString((WDFSTRING)Standing[STORM_STRING], NULL); break;
    case 4: WdfMemoryCreateFromLookaside((WDFLOOKASIDE)Standing[STORM_LOOKASIDE], NULL); break;
    default: WdfObjectContextGetObject(NULL); break;
    }
}

/* No place for the handle, no configuration. */
STORM_FUNCTION(NullResultOfFamilies)
{
    const ULONG make = STORM_MAKE_TIMER + Order->Which;

    if (make < STORM_MAKES)
        CreateNew(Scenario, make, WithParent(Scenario->Device), NULL);
    else
        NullConfig(Scenario, make - STORM_MAKES);
    return STATUS_SUCCESS;
}

static VOID UseHandle(ULONG Make, WDFOBJECT Object)
{
    UNICODE_STRING text;
    WDFMEMORY memory;

    switch (Make) {
    case STORM_MAKE_TIMER: WdfTimerStart((WDFTIMER)Object, -1); break;
    case STORM_MAKE_DPC: WdfDpcEnqueue((WDFDPC)Object); break;
    case STORM_MAKE_WORKITEM: WdfWorkItemEnqueue((WDFWORKITEM)Object); break;
    case STORM_MAKE_SPINLOCK: WdfSpinLockAcquire((WDFSPINLOCK)Object); break;
    case STORM_MAKE_WAITLOCK: WdfWaitLockAcquire((WDFWAITLOCK)Object, NULL); break;
    case STORM_MAKE_COLLECTION: WdfCollectionGetCount((WDFCOLLECTION)Object); break;
    case STORM_MAKE_STRING: WdfStringGetUnicodeString((WDFSTRING)Object, &text); break;
    default: WdfMemoryCreateFromLookaside((WDFLOOKASIDE)Object, &memory); break;
    }
}

/* Fact 106: what hangs below an object goes with it, at any depth. */
STORM_FUNCTION(ChildAfterParent)
{
    WDFOBJECT root = NULL;
    WDFOBJECT above;
    WDFOBJECT child = NULL;
    ULONG i;

    EXPECT_STATUS(CreateNew(Scenario, STORM_MAKE_OBJECT, WithParent(Scenario->Device), &root),
                  STATUS_SUCCESS);
    above = root;
    for (i = 0; i < Order->A % 3; ++i)
        EXPECT_STATUS(CreateNew(Scenario, STORM_MAKE_MEMORY, WithParent(above), &above),
                      STATUS_SUCCESS);
    EXPECT_STATUS(CreateNew(Scenario, Order->Which, WithParent(above), &child), STATUS_SUCCESS);
    WdfObjectDelete(root);
    UseHandle(Order->Which, child);
    return STATUS_SUCCESS;
}
