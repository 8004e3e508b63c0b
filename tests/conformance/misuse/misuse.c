/*
 * What a driver must not do: section 6 of io-target-semantics. The line that breaks the contract
 * carries its scenario's name in a comment, for the test to compare with the report.
 */
#include "misuse.h"
#include "targets.h"

typedef struct _CONTEXT {
    ULONG Value;
} CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CONTEXT, GetContext)

static WDFOBJECT MakeObject(VOID)
{
    WDFOBJECT object = NULL;

    EXPECT_STATUS(WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &object), STATUS_SUCCESS);
    return object;
}

SCENARIO(NullHandle)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoQueueGetDevice(NULL); /* @NullHandle */
    return STATUS_SUCCESS;
}

SCENARIO(WrongKind)
{
    Scenario->Information = (ULONG_PTR)Scenario->Queue;
    WdfMemoryGetBuffer((WDFMEMORY)Scenario->Queue, NULL); /* @WrongKind */
    return STATUS_SUCCESS;
}

SCENARIO(StaleHandle)
{
    const WDFOBJECT object = MakeObject();

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectDelete(object);
    MakeObject();               /* may sit in the same slot */
    WdfObjectReference(object); /* @StaleHandle */
    return STATUS_SUCCESS;
}

SCENARIO(InventedHandle)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoTargetGetState((WDFIOTARGET)(ULONG_PTR)0xDEADBEEF); /* @InventedHandle */
    return STATUS_SUCCESS;
}

/* Fact 8: the device has no local target here, so any other kind stands for it. */
SCENARIO(LocalTargetWhereRemoteIsNeeded)
{
    WdfIoTargetClose((WDFIOTARGET)Scenario->Device); /* @LocalTargetWhereRemoteIsNeeded */
    return STATUS_SUCCESS;
}

SCENARIO(AssignsBufferToPoolMemory)
{
    static UCHAR bytes[8];
    WDFMEMORY memory = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(
        WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'suiM', 8, &memory, NULL),
        STATUS_SUCCESS);
    WdfMemoryAssignBuffer(memory, bytes, sizeof(bytes)); /* @AssignsBufferToPoolMemory */
    return STATUS_SUCCESS;
}

SCENARIO(NullOpenParameters)
{
    const WDFIOTARGET target = MakeTarget(Scenario);

    return WdfIoTargetOpen(target, NULL); /* @NullOpenParameters */
}

SCENARIO(NullOutParameter)
{
    UNREFERENCED_PARAMETER(Scenario);
    return WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, NULL); /* @NullOutParameter */
}

SCENARIO(CompletesTwice)
{
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS); /* @CompletesTwice */
    Scenario->Request = NULL;
    return STATUS_SUCCESS;
}

SCENARIO(CompletesTwiceWithReference)
{
    WdfObjectReference(Scenario->Request);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS); /* @CompletesTwiceWithReference */
    Scenario->Request = NULL;
    return STATUS_SUCCESS;
}

/* Fact 58, with the driver's own reference standing for the one a format takes. */
SCENARIO(MemoryReferencedAtCompletion)
{
    WDFMEMORY memory;

    EXPECT_STATUS(WdfRequestRetrieveOutputMemory(Scenario->Request, &memory), STATUS_SUCCESS);
    WdfObjectReference(memory);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS); /* @MemoryReferencedAtCompletion */
    Scenario->Request = NULL;
    return STATUS_SUCCESS;
}

SCENARIO(LastDereferenceWithoutDelete)
{
    const WDFOBJECT object = MakeObject();

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectDereference(object); /* @LastDereferenceWithoutDelete */
    return STATUS_SUCCESS;
}

SCENARIO(NoContextAtAll)
{
    static ULONG64 bytes[32];

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectContextGetObject(&bytes[16]); /* @NoContextAtAll */
    return STATUS_SUCCESS;
}

SCENARIO(StaleMemoryInDescriptor)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, 8, &memory, NULL), STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    WdfObjectDelete(memory);
    return WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, NULL,
                                            NULL); /* @StaleMemoryInDescriptor */
}

SCENARIO(RetrieveAfterCompletion)
{
    PVOID buffer;

    WdfObjectReference(Scenario->Request);
    WdfRequestComplete(Scenario->Request, STATUS_SUCCESS);
    WdfRequestRetrieveInputBuffer(Scenario->Request, 0, &buffer,
                                  NULL); /* @RetrieveAfterCompletion */
    Scenario->Request = NULL;
    return STATUS_SUCCESS;
}

/* Fact 81. */
SCENARIO(CompletesDriverCreated)
{
    WDFREQUEST request;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, &request), STATUS_SUCCESS);
    WdfRequestComplete(request, STATUS_SUCCESS); /* @CompletesDriverCreated */
    WdfObjectDelete(request);
    return STATUS_SUCCESS;
}

SCENARIO(CallsAnEmptySlot)
{
    UNREFERENCED_PARAMETER(Scenario);
    return (NTSTATUS)WdfCmResourceListGetCount(NULL); /* @CallsAnEmptySlot */
}

SCENARIO(ForwardsToAParent)
{
    WDF_REQUEST_FORWARD_OPTIONS options;

    WDF_REQUEST_FORWARD_OPTIONS_INIT(&options);
    return WdfRequestForwardToParentDeviceIoQueue(Scenario->Request, Scenario->Queue,
                                                  &options); /* @ForwardsToAParent */
}

SCENARIO(BehavesWell)
{
    const WDFOBJECT object = MakeObject();

    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(MISUSE_SCENARIOS)
