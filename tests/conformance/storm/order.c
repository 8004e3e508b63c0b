/* Misuse that a report or a bug check answers: twice, too late, at the wrong level. */
#include "storm_driver.h"

STORM_FUNCTION(CompleteOwn)
{
    const WDFREQUEST request = (WDFREQUEST)Standing[STORM_REQUEST];
    const NTSTATUS before = WdfRequestGetStatus(request);

    switch (Order->Which) {
    case 0: WdfRequestComplete(request, (NTSTATUS)Order->A); break;
    case 1: WdfRequestCompleteWithInformation(request, (NTSTATUS)Order->A, 7); break;
    default: WdfRequestCompleteWithPriorityBoost(request, (NTSTATUS)Order->A, 1); break;
    }
    Answer->Untouched = WdfRequestGetStatus(request) == before;
    return STATUS_SUCCESS;
}

/* Fact 43: driver, control device aside, default queue, received request. */
STORM_FUNCTION(DeleteForbidden)
{
    switch (Order->Which) {
    case 0: WdfObjectDelete(Scenario->Driver); break;
    case 1: WdfObjectDelete(Scenario->Queue); break;
    default: WdfObjectDelete(Scenario->Request); break;
    }
    return STATUS_SUCCESS;
}

STORM_FUNCTION(AddressOfUnlocked)
{
    static UCHAR bytes[4096];
    PMDL mdl = IoAllocateMdl(bytes, (ULONG)(Order->A % sizeof(bytes) + 1), FALSE, FALSE, NULL);

    Answer->Untouched = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority) == NULL;
    IoFreeMdl(mdl);
    return STATUS_SUCCESS;
}

static VOID NullResultOfObjects(PSCENARIO Scenario, ULONG Which)
{
    static UCHAR bytes[8];

    switch (Which) {
    case 0: WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, NULL); break;
    case 1: WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 8, NULL, NULL); break;
    case 2: WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, bytes, 8, NULL); break;
    case 3:
        WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, NULL, 8,
                                    (WDFMEMORY*)&Standing[STORM_FILE]);
        break;
    case 4: WdfIoTargetCreate(Scenario->Device, WDF_NO_OBJECT_ATTRIBUTES, NULL); break;
    case 5: WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL); break;
    default: WdfIoQueueCreate(Scenario->Device, NULL, WDF_NO_OBJECT_ATTRIBUTES, NULL); break;
    }
}

STORM_FUNCTION(NullResult)
{
    const WDFMEMORY memory = (WDFMEMORY)Standing[STORM_MEMORY];

    switch (Order->Which) {
    case 7: WdfIoTargetOpen((WDFIOTARGET)Standing[STORM_TARGET], NULL); break;
    case 8: WdfObjectAllocateContext(Standing[STORM_OBJECT], NULL, NULL); break;
    case 9: WdfRequestGetParameters(Scenario->Request, NULL); break;
    case 10: WdfRequestRetrieveInputBuffer(Scenario->Request, 0, NULL, NULL); break;
    case 11: WdfRequestRetrieveOutputBuffer(Scenario->Request, 0, NULL, NULL); break;
    case 12: WdfRequestRetrieveInputMemory(Scenario->Request, NULL); break;
    case 13: WdfMemoryCopyToBuffer(memory, 0, NULL, 1); break;
    case 14: WdfMemoryCopyFromBuffer(memory, 0, NULL, 1); break;
    case 15: WdfMemoryAssignBuffer(memory, NULL, 1); break;
    default: NullResultOfObjects(Scenario, Order->Which); break;
    }
    return STATUS_SUCCESS;
}

static WDFREQUEST Complete(PSCENARIO Scenario, NTSTATUS Status)
{
    const WDFREQUEST request = Scenario->Request;

    Scenario->Request = NULL;
    WdfRequestComplete(request, Status);
    return request;
}

STORM_FUNCTION(CompleteTwice)
{
    const WDFREQUEST request = Complete(Scenario, (NTSTATUS)Order->A);

    WdfRequestCompleteWithInformation(request, (NTSTATUS)Order->A, (ULONG_PTR)Order->B);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(CompleteTwiceReferenced)
{
    WdfObjectReference(Scenario->Request);
    return CompleteTwice(Scenario, Order, Answer);
}

/* Fact 58: `Which` references. */
STORM_FUNCTION(CompleteWithMemoryInUse)
{
    WDFMEMORY memory;
    ULONG i;

    WdfRequestRetrieveInputMemory(Scenario->Request, &memory);
    for (i = 0; i < Order->Which; ++i)
        WdfObjectReference(memory);
    Complete(Scenario, (NTSTATUS)Order->A);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(RetrieveAfterCompletion)
{
    WDF_REQUEST_PARAMETERS parameters;
    WDFMEMORY memory;
    WDFREQUEST request;
    PVOID buffer;

    WdfObjectReference(Scenario->Request);
    request = Complete(Scenario, (NTSTATUS)Order->A);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    switch (Order->Which) {
    case 0: WdfRequestRetrieveInputBuffer(request, (size_t)Order->B, &buffer, NULL); break;
    case 1: WdfRequestRetrieveOutputBuffer(request, (size_t)Order->B, &buffer, NULL); break;
    case 2: WdfRequestRetrieveInputMemory(request, &memory); break;
    case 3: WdfRequestRetrieveOutputMemory(request, &memory); break;
    default: WdfRequestGetParameters(request, &parameters); break;
    }
    return STATUS_SUCCESS;
}

STORM_FUNCTION(DeleteTwice)
{
    const WDFOBJECT object = Standing[DeletableKinds[Order->Which]];

    WdfObjectDelete(object);
    WdfObjectDelete(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(UseAfterParent)
{
    WDFMEMORY memory;
    ULONG i;

    for (i = 0; i <= Order->Which; ++i)
        WdfMemoryCreate(WithParent(Standing[STORM_OBJECT]), NonPagedPoolNx, 0,
                        (size_t)(Order->A % 100 + 1), &memory, NULL);
    WdfObjectDelete(Standing[STORM_OBJECT]);
    WdfMemoryGetBuffer(memory, NULL);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(LastDereference)
{
    const WDFOBJECT object = Standing[DeletableKinds[Order->Which]];
    ULONG i;

    for (i = 0; i < Order->A % 4; ++i)
        WdfObjectReference(object);
    for (i = 0; i <= Order->A % 4; ++i)
        WdfObjectDereference(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(AssignToPool)
{
    static UCHAR bytes[8];

    return WdfMemoryAssignBuffer((WDFMEMORY)Standing[STORM_MEMORY], bytes,
                                 (size_t)(Order->A % sizeof(bytes) + 1));
}

STORM_FUNCTION(NoContext)
{
    static ULONG64 bytes[64];

    WdfObjectContextGetObject((PUCHAR)&bytes[32] + Order->A % 128);
    return STATUS_SUCCESS;
}

static PMDL MakeMdl(const STORM_ORDER* Order)
{
    static UCHAR bytes[8192];

    return IoAllocateMdl(bytes + Order->B % 4096, (ULONG)(Order->A % 4096 + 1), FALSE, FALSE, NULL);
}

STORM_FUNCTION(LockTwice)
{
    const PMDL mdl = MakeMdl(Order);

    if (Order->Which == 0)
        MmBuildMdlForNonPagedPool(mdl);
    else
        MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
    MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(UnlockUnlocked)
{
    const PMDL mdl = MakeMdl(Order);

    if (Order->Which == 0)
        MmBuildMdlForNonPagedPool(mdl);
    MmUnlockPages(mdl);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(PartialBeyond)
{
    static UCHAR bytes[8192];
    const PMDL source = IoAllocateMdl(bytes + 4096, 1024, FALSE, FALSE, NULL);
    const PMDL target = IoAllocateMdl(bytes, 8192, FALSE, FALSE, NULL);

    MmBuildMdlForNonPagedPool(source);
    IoBuildPartialMdl(source, target, bytes + 4096 + Order->A % 1024,
                      (ULONG)(1025 - Order->A % 1024 + Order->B % 1024));
    return STATUS_SUCCESS;
}

STORM_FUNCTION(RaiseBelow)
{
    KIRQL old;

    KeRaiseIrql(DISPATCH_LEVEL, &old);
    KeRaiseIrql((KIRQL)(Order->A % 2), &old);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(LowerAbove)
{
    KeLowerIrql((KIRQL)(Order->A % 2 + 1));
    return STATUS_SUCCESS;
}

STORM_FUNCTION(WaitAtDispatch)
{
    LARGE_INTEGER timeout;
    KEVENT event;
    KIRQL old;

    timeout.QuadPart = -(LONGLONG)(Order->A % 1000000 + 1);
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE,
                          Order->Which == 0 ? &timeout : NULL);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(TooManyObjects)
{
    static KEVENT events[64];
    PVOID objects[64];
    ULONG i;

    for (i = 0; i < 64; ++i) {
        KeInitializeEvent(&events[i], NotificationEvent, TRUE);
        objects[i] = &events[i];
    }
    KeWaitForMultipleObjects((ULONG)(THREAD_WAIT_OBJECTS + 1 + Order->A % 60), objects, WaitAny,
                             Executive, KernelMode, FALSE, NULL, NULL);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(FreeTwice)
{
    const PVOID block = ExAllocatePool2(POOL_FLAG_NON_PAGED, (SIZE_T)(Order->A % 500 + 1), 'mrtS');

    ExFreePoolWithTag(block, 'mrtS');
    ExFreePoolWithTag(block, 'mrtS');
    return STATUS_SUCCESS;
}

STORM_FUNCTION(FreeWithAnotherTag)
{
    const PVOID block = ExAllocatePool2(POOL_FLAG_NON_PAGED, (SIZE_T)(Order->A % 500 + 1), 'mrtS');

    ExFreePoolWithTag(block, (ULONG)Order->B | 0x20202020);
    return STATUS_SUCCESS;
}
