/* Rules of the synchronous methods that no other area asks for: facts 18, 39-41, 50, 55, 113. */
#include "synchronous.h"
#include "../matrix/matrix.h"
#include "recorder.h"
#include "targets.h"

#define BYTES 32

typedef struct _FLAGGED {
    ULONG* Flag;
} FLAGGED;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FLAGGED, FlaggedOf)

static NTSTATUS Ioctl(WDFIOTARGET Target, WDFREQUEST Request, PWDF_MEMORY_DESCRIPTOR Input,
                      PWDF_MEMORY_DESCRIPTOR Output, PULONG_PTR Bytes)
{
    return WdfIoTargetSendIoctlSynchronously(Target, Request,
                                             MATRIX_CODE(MATRIX_FUNCTION_IOCTL, METHOD_BUFFERED),
                                             Input, Output, NULL, Bytes);
}

/* Fact 18: the values, and NULL options with every method. */
SCENARIO(OptionFlags)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixBuffered");
    const ULONG code = MATRIX_CODE(MATRIX_FUNCTION_IOCTL, METHOD_BUFFERED);
    const ULONG others = MATRIX_CODE(MATRIX_FUNCTION_OTHERS, METHOD_BUFFERED);

    EXPECT_EQ(WDF_REQUEST_SEND_OPTION_TIMEOUT, 1);
    EXPECT_EQ(WDF_REQUEST_SEND_OPTION_SYNCHRONOUS, 2);
    EXPECT_EQ(WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, 4);
    EXPECT_EQ(WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET, 8);
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(target, NULL, NULL, NULL, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetSendWriteSynchronously(target, NULL, NULL, NULL, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetSendIoctlSynchronously(target, NULL, code, NULL, NULL, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(
        WdfIoTargetSendInternalIoctlSynchronously(target, NULL, code, NULL, NULL, NULL, NULL),
        STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetSendInternalIoctlOthersSynchronously(target, NULL, others, NULL, NULL,
                                                                  NULL, NULL, NULL),
                  STATUS_SUCCESS);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 39: also of a request that was pended below for a while. */
SCENARIO(FinalStatus)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    LONGLONG offset = RECORDER_OFFSET_PEND;
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_REQUEST_REUSE_PARAMS reuse;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFREQUEST request;
    UCHAR bytes[4];

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(1));
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(target, request, &descriptor, &offset, &options, NULL),
        STATUS_IO_TIMEOUT);
    EXPECT_STATUS(WdfRequestGetStatus(request), STATUS_IO_TIMEOUT);
    WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(request, &reuse), STATUS_SUCCESS);
    offset = 0;
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(target, request, &descriptor, &offset, NULL, NULL),
        STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestGetStatus(request), STATUS_SUCCESS);
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 41: the caller's four bytes are the status that its request is completed with. */
SCENARIO(GivenStatus)
{
    PVOID status = NULL;

    EXPECT_STATUS(WdfRequestRetrieveInputBuffer(Scenario->Request, sizeof(NTSTATUS), &status, NULL),
                  STATUS_SUCCESS);
    return *(const NTSTATUS*)status;
}

/* Fact 50: the driver below writes nothing and reports BYTES, so the system buffer shows as it was.
 */
SCENARIO(FreshBuffer)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixBuffered");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFREQUEST request;
    UCHAR bytes[BYTES];
    ULONG i;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    RtlFillMemory(bytes, sizeof(bytes), 0x77);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    EXPECT_STATUS(Ioctl(target, request, NULL, &descriptor, NULL), STATUS_SUCCESS);
    for (i = 0; i < BYTES; ++i)
        EXPECT_EQ(bytes[i], 0);
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(ReusedBuffer)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixBuffered");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFREQUEST request;
    UCHAR bytes[BYTES];
    ULONG i;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    for (i = 0; i < BYTES; ++i)
        bytes[i] = (UCHAR)(i + 1);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    EXPECT_STATUS(WdfIoTargetSendWriteSynchronously(target, request, &descriptor, NULL, NULL, NULL),
                  STATUS_SUCCESS);
    RtlFillMemory(bytes, sizeof(bytes), 0x77);
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(target, request, &descriptor, NULL, NULL, NULL),
                  STATUS_SUCCESS);
    ExpectCounted(bytes, BYTES, 1);
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID EvtFlaggedDestroy(WDFOBJECT Object)
{
    *FlaggedOf(Object)->Flag = 1;
}

/* Fact 55: the input is a memory object, the output an MDL that was never locked. */
SCENARIO(FailedFormat)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixBuffered");
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_MEMORY_DESCRIPTOR input;
    WDF_MEMORY_DESCRIPTOR output;
    ULONG_PTR bytes = 4711;
    ULONG destroyed = 0;
    UCHAR buffer[BYTES];
    WDFREQUEST request;
    WDFMEMORY memory;
    PMDL mdl;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FLAGGED);
    attributes.EvtDestroyCallback = EvtFlaggedDestroy;
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, BYTES, &memory, NULL),
                  STATUS_SUCCESS);
    FlaggedOf(memory)->Flag = &destroyed;
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    mdl = IoAllocateMdl(buffer, sizeof(buffer), FALSE, FALSE, NULL);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&input, memory, NULL);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&output, mdl, sizeof(buffer));
    EXPECT_STATUS(Ioctl(target, request, &input, &output, &bytes), STATUS_INSUFFICIENT_RESOURCES);
    EXPECT_EQ(bytes, 4711);
    WdfObjectDelete(memory);
    EXPECT_EQ(destroyed, 1);
    IoFreeMdl(mdl);
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

#define HELD_MAX 3

static WDFMEMORY MakeFlagged(ULONG* Flag)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFMEMORY memory = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FLAGGED);
    attributes.EvtDestroyCallback = EvtFlaggedDestroy;
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, BYTES, &memory, NULL),
                  STATUS_SUCCESS);
    FlaggedOf(memory)->Flag = Flag;
    return memory;
}

static NTSTATUS FormatWith(ULONG Method, WDFIOTARGET Target, WDFREQUEST Request,
                           WDFMEMORY* Memories)
{
    const ULONG code = MATRIX_CODE(MATRIX_FUNCTION_IOCTL, METHOD_BUFFERED);

    switch (Method) {
    case 0:
        return WdfIoTargetFormatRequestForIoctl(Target, Request, code, Memories[0], NULL,
                                                Memories[1], NULL);
    case 1:
        return WdfIoTargetFormatRequestForInternalIoctl(Target, Request, code, Memories[0], NULL,
                                                        Memories[1], NULL);
    default:
        return WdfIoTargetFormatRequestForInternalIoctlOthers(
            Target, Request, code, Memories[0], NULL, Memories[1], NULL, Memories[2], NULL);
    }
}

/* Facts 55, 57: each memory of a format lives on when it is deleted, until the format goes. */
SCENARIO(HeldMemories)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixBuffered");
    WDF_REQUEST_REUSE_PARAMS reuse;
    WDFMEMORY memories[HELD_MAX];
    ULONG destroyed[HELD_MAX];
    WDFREQUEST request;
    ULONG method;
    ULONG i;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    for (method = 0; method < 3; ++method) {
        const ULONG count = method == 2 ? HELD_MAX : HELD_MAX - 1;

        RtlZeroMemory(destroyed, sizeof(destroyed));
        for (i = 0; i < count; ++i)
            memories[i] = MakeFlagged(&destroyed[i]);
        EXPECT_STATUS(FormatWith(method, target, request, memories), STATUS_SUCCESS);
        for (i = 0; i < count; ++i) {
            WdfObjectDelete(memories[i]);
            EXPECT_EQ(destroyed[i], 0);
        }
        EXPECT_STATUS(WdfRequestReuse(request, &reuse), STATUS_SUCCESS);
        for (i = 0; i < count; ++i)
            EXPECT_EQ(destroyed[i], 1);
    }
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static NTSTATUS ReadAtDispatch(PSCENARIO Scenario, PULONG_PTR Bytes)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixDirect");
    UCHAR bytes[BYTES];
    NTSTATUS status;
    KIRQL old;

    KeRaiseIrql(DISPATCH_LEVEL, &old);
    status = ReadBuffer(target, bytes, sizeof(bytes), 0, Bytes);
    KeLowerIrql(old);
    WdfObjectDelete(target);
    return status;
}

/* Fact 40. */
SCENARIO(SendAtDispatch)
{
    ULONG_PTR bytes = 4711;

    EXPECT_STATUS(ReadAtDispatch(Scenario, &bytes), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_EQ(bytes, 4711);
    return STATUS_SUCCESS;
}

SCENARIO(SendAtDispatchOnWindows)
{
    ULONG_PTR bytes = 4711;

    EXPECT_STATUS(ReadAtDispatch(Scenario, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, BYTES);
    return STATUS_SUCCESS;
}

/* Fact 113: for PASSIVE_LEVEL, as opening and closing are. */
SCENARIO(CreateAtDispatch)
{
    WDFIOTARGET target = NULL;
    NTSTATUS status;
    KIRQL old;

    KeRaiseIrql(DISPATCH_LEVEL, &old);
    status = WdfIoTargetCreate(Scenario->Device, WDF_NO_OBJECT_ATTRIBUTES, &target);
    KeLowerIrql(old);
    EXPECT_STATUS(status, STATUS_SUCCESS);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 113: what is for DISPATCH_LEVEL too. */
SCENARIO(CallsAtDispatch)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\MatrixDirect");
    WDF_REQUEST_REUSE_PARAMS reuse;
    WDFREQUEST request;
    WDFMEMORY memory;
    NTSTATUS status;
    KIRQL old;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 0, 8, &memory, NULL),
                  STATUS_SUCCESS);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(target, request, memory, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT(WdfRequestSend(request, target, WDF_NO_SEND_OPTIONS));
    EXPECT_EQ(WdfRequestCancelSentRequest(request), FALSE);
    WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    status = WdfRequestReuse(request, &reuse);
    KeLowerIrql(old);
    EXPECT_STATUS(status, STATUS_SUCCESS);
    WdfObjectDelete(memory);
    WdfObjectDelete(request);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID EvtFlaggedCleanup(WDFOBJECT Object)
{
    InterlockedExchange((LONG*)FlaggedOf(Object)->Flag, 1 + KeGetCurrentIrql());
}

/* Fact 107: the end of a target takes PASSIVE_LEVEL, which the deleting thread has not. */
SCENARIO(DeleteAtDispatch)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    LARGE_INTEGER interval;
    ULONG cleaned = 0;
    WDFIOTARGET target;
    ULONG rounds;
    KIRQL old;

    interval.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FLAGGED);
    attributes.EvtCleanupCallback = EvtFlaggedCleanup;
    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, &attributes, &target), STATUS_SUCCESS);
    FlaggedOf(target)->Flag = &cleaned;
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    WdfObjectDelete(target);
    KeLowerIrql(old);
    for (rounds = 0; rounds < 10000 && ReadAcquire((LONG*)&cleaned) == 0; ++rounds)
        KeDelayExecutionThread(KernelMode, FALSE, &interval);
    EXPECT_EQ(cleaned, 1);
    return STATUS_SUCCESS;
}

/* Fact 88, of a target that was never open: it was started, and is closed. */
SCENARIO(FailedCreate)
{
    const WDFIOTARGET target = MakeTarget(Scenario);

    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\Nobody"), STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\MatrixDirect"), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 3, 4, 5, 7, 8: the I/O state and the open state are two; a close of nothing counts. */
SCENARIO(LifeOfStates)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    UCHAR byte;

    WdfIoTargetStop(target, WdfIoTargetCancelSentIo);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStopped);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_INVALID_DEVICE_STATE);
    WdfIoTargetClose(target);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    WdfIoTargetStop(target, WdfIoTargetWaitForSentIoToComplete);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    WdfIoTargetPurge(target, WdfIoTargetPurgeIoAndWait);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_INVALID_DEVICE_STATE);
    WdfIoTargetStop(target, WdfIoTargetLeaveSentIoPending);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\MatrixDirect"), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_SUCCESS);
    WdfIoTargetCloseForQueryRemove(target);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosedForQueryRemove);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_INVALID_DEVICE_STATE);
    EXPECT_STATUS(Reopen(target), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    WdfObjectReference(target);
    WdfObjectDelete(target);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetDeleted);
    EXPECT_STATUS(WdfIoTargetStart(target), STATUS_INVALID_DEVICE_STATE);
    WdfObjectDereference(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(SYNCHRONOUS_SCENARIOS)
