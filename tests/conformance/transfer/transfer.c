/* What the lower driver sees of buffers: section 7 of io-target-semantics. */
#include "transfer.h"
#include "recorder.h"
#include "targets.h"

#define PATTERN_SIZE 64

static const WCHAR* const RecorderNames[] = {
    L"\\Device\\RecorderBuffered",
    L"\\Device\\RecorderDirect",
    L"\\Device\\RecorderNeither",
};

/* Runs `Body` with each of the three recorders. */
typedef VOID FOR_EACH_BODY(WDFIOTARGET Target);

static VOID ForEachRecorder(PSCENARIO Scenario, FOR_EACH_BODY* Body)
{
    ULONG i;

    for (i = 0; i < ARRAYSIZE(RecorderNames); ++i) {
        const WDFIOTARGET target = OpenTarget(Scenario, RecorderNames[i]);

        Body(target);
        WdfObjectDelete(target);
    }
}

static VOID TransferLocalBuffer(WDFIOTARGET Target)
{
    UCHAR buffer[PATTERN_SIZE] = {0};
    ULONG_PTR bytes = 0;

    EXPECT_STATUS(ReadBuffer(Target, buffer, PATTERN_SIZE, 0x25, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, PATTERN_SIZE);
    ExpectCounted(buffer, PATTERN_SIZE, 0x25);
    buffer[0] = 0xF1;
    buffer[9] = 0xF2;
    EXPECT_STATUS(WriteBuffer(Target, buffer, 10, 7, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, 10);
}

/* Section 7, first column; facts 29, 53. */
SCENARIO(LocalBuffers)
{
    ForEachRecorder(Scenario, TransferLocalBuffer);
    return STATUS_SUCCESS;
}

static VOID TransferMemory(WDFIOTARGET Target)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    LONGLONG offset = 3;
    WDFMEMORY memory;
    PUCHAR buffer;
    ULONG_PTR bytes = 0;

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, PATTERN_SIZE, &memory, (PVOID*)&buffer),
                  STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &offset, NULL, &bytes),
        STATUS_SUCCESS);
    EXPECT_EQ(bytes, PATTERN_SIZE);
    ExpectCounted(buffer, PATTERN_SIZE, 3);
    EXPECT_STATUS(WdfIoTargetSendWriteSynchronously(Target, NULL, &descriptor, NULL, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, PATTERN_SIZE);
    WdfObjectDelete(memory);
}

SCENARIO(MemoryHandles)
{
    ForEachRecorder(Scenario, TransferMemory);
    return STATUS_SUCCESS;
}

static VOID TransferMemoryPart(WDFIOTARGET Target)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY_OFFSET offsets;
    WDFMEMORY memory;
    PUCHAR buffer;
    ULONG_PTR bytes = 0;

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, PATTERN_SIZE, &memory, (PVOID*)&buffer),
                  STATUS_SUCCESS);
    RtlFillMemory(buffer, PATTERN_SIZE, 0xEE);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, &offsets);
    offsets.BufferOffset = 20;
    offsets.BufferLength = 8;
    EXPECT_STATUS(ReadDescriptor(Target, &descriptor), STATUS_SUCCESS);
    EXPECT_EQ(buffer[19], 0xEE);
    ExpectCounted(buffer + 20, 8, 0);
    EXPECT_EQ(buffer[28], 0xEE);
    offsets.BufferOffset = 60; /* the rest of the object */
    offsets.BufferLength = 0;
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, NULL, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, 4);
    EXPECT_EQ(buffer[59], 0xEE);
    ExpectCounted(buffer + 60, 4, 0);
    WdfObjectDelete(memory);
}

/* Fact 46. */
SCENARIO(MemoryHandlesWithOffsets)
{
    ForEachRecorder(Scenario, TransferMemoryPart);
    return STATUS_SUCCESS;
}

static VOID TransferMdl(WDFIOTARGET Target)
{
    static UCHAR buffer[PATTERN_SIZE];
    WDF_MEMORY_DESCRIPTOR descriptor;
    PMDL mdl = IoAllocateMdl(buffer, PATTERN_SIZE, FALSE, FALSE, NULL);
    ULONG_PTR bytes = 0;

    RtlZeroMemory(buffer, sizeof(buffer));
    MmBuildMdlForNonPagedPool(mdl);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, mdl, PATTERN_SIZE);
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, NULL, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, PATTERN_SIZE);
    ExpectCounted(buffer, PATTERN_SIZE, 0);
    buffer[15] = 0x99;
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, mdl, 16); /* fact 45: less than the MDL holds */
    EXPECT_STATUS(WdfIoTargetSendWriteSynchronously(Target, NULL, &descriptor, NULL, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, 16);
    IoFreeMdl(mdl);
}

/* Section 7, second column. */
SCENARIO(Mdls)
{
    ForEachRecorder(Scenario, TransferMdl);
    return STATUS_SUCCESS;
}

static VOID TransferNothing(WDFIOTARGET Target)
{
    UCHAR byte = 0x77;
    ULONG_PTR bytes = 5;

    EXPECT_STATUS(ReadBuffer(Target, &byte, 0, 0, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, 0);
    EXPECT_EQ(byte, 0x77);
}

/* Fact 49. */
SCENARIO(ZeroLengths)
{
    ForEachRecorder(Scenario, TransferNothing);
    return STATUS_SUCCESS;
}

static VOID TransferWithStatus(WDFIOTARGET Target)
{
    UCHAR buffer[16] = {0};
    ULONG_PTR bytes = 0;

    EXPECT_STATUS(ReadBuffer(Target, buffer, 16, RECORDER_OFFSET_WARNING, &bytes),
                  STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(bytes, 8);
    ExpectCounted(buffer, 8, 0);
    RtlZeroMemory(buffer, sizeof(buffer));
    EXPECT_STATUS(ReadBuffer(Target, buffer, 16, RECORDER_OFFSET_FAIL, &bytes),
                  STATUS_DEVICE_DATA_ERROR);
    EXPECT_EQ(bytes, 3);
    ExpectCounted(buffer, 3, 0); /* fact 48: copied whatever the status */
}

/* Facts 29, 48. */
SCENARIO(StatusAndInformationComeBack)
{
    ForEachRecorder(Scenario, TransferWithStatus);
    return STATUS_SUCCESS;
}

/* Fact 48 and section 5: clamped, with a report. */
SCENARIO(TooMuchInformationIsClamped)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    UCHAR buffer[32];
    ULONG_PTR bytes = 0;

    RtlFillMemory(buffer, sizeof(buffer), 0xEE);
    EXPECT_STATUS(ReadBuffer(target, buffer, 16, RECORDER_OFFSET_TOO_MUCH, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, 116);
    ExpectCounted(buffer, 16, 0);
    EXPECT_EQ(buffer[16], 0xEE);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

typedef NTSTATUS SEND_IOCTL(WDFIOTARGET, WDFREQUEST, ULONG, PWDF_MEMORY_DESCRIPTOR,
                            PWDF_MEMORY_DESCRIPTOR, PWDF_REQUEST_SEND_OPTIONS, PULONG_PTR);

static NTSTATUS SendIoctl(WDFIOTARGET Target, WDFREQUEST Request, ULONG Code,
                          PWDF_MEMORY_DESCRIPTOR Input, PWDF_MEMORY_DESCRIPTOR Output,
                          PWDF_REQUEST_SEND_OPTIONS Options, PULONG_PTR Bytes)
{
    return WdfIoTargetSendIoctlSynchronously(Target, Request, Code, Input, Output, Options, Bytes);
}

static NTSTATUS SendInternalIoctl(WDFIOTARGET Target, WDFREQUEST Request, ULONG Code,
                                  PWDF_MEMORY_DESCRIPTOR Input, PWDF_MEMORY_DESCRIPTOR Output,
                                  PWDF_REQUEST_SEND_OPTIONS Options, PULONG_PTR Bytes)
{
    return WdfIoTargetSendInternalIoctlSynchronously(Target, Request, Code, Input, Output, Options,
                                                     Bytes);
}

static VOID SendIncrement(WDFIOTARGET Target, ULONG Method, SEND_IOCTL* Send)
{
    WDF_MEMORY_DESCRIPTOR in;
    WDF_MEMORY_DESCRIPTOR out;
    UCHAR input[4] = {1, 2, 3, 4};
    UCHAR output[6] = {0xEE, 0xEE, 0xEE, 0xEE, 0xEE, 0xEE};
    ULONG_PTR bytes = 0;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&in, input, sizeof(input));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&out, output, sizeof(output));
    EXPECT_STATUS(
        Send(Target, NULL, RECORDER_CODE(RECORDER_INCREMENT, Method), &in, &out, NULL, &bytes),
        STATUS_SUCCESS);
    EXPECT_EQ(bytes, 4);
    ExpectCounted(output, 4, 2);
    EXPECT_EQ(output[4], 0xEE);
    EXPECT_STATUS(Send(Target, NULL, RECORDER_CODE(RECORDER_FAIL, Method), &in, &out, NULL, &bytes),
                  STATUS_DEVICE_NOT_CONNECTED);
    EXPECT_EQ(bytes, 1);
}

/* Section 7: by the transfer type of the code; the target's flags do not matter. */
SCENARIO(Ioctls)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderDirect");
    ULONG method;

    for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; ++method)
        SendIncrement(target, method, SendIoctl);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(InternalIoctls)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    ULONG method;

    for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; ++method)
        SendIncrement(target, method, SendInternalIoctl);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 49. */
SCENARIO(IoctlsOfOneSide)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderNeither");
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR buffer[8];
    ULONG method;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; ++method) {
        const ULONG code = RECORDER_CODE(RECORDER_INCREMENT, method);

        EXPECT_STATUS(SendIoctl(target, NULL, code, NULL, NULL, NULL, NULL), STATUS_SUCCESS);
        EXPECT_STATUS(SendIoctl(target, NULL, code, &descriptor, NULL, NULL, NULL), STATUS_SUCCESS);
        EXPECT_STATUS(SendIoctl(target, NULL, code, NULL, &descriptor, NULL, NULL), STATUS_SUCCESS);
    }
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 47: addresses become arguments 1, 2 and 4; the code is argument 3. */
SCENARIO(OtherIoctls)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Others");
    WDF_MEMORY_DESCRIPTOR one;
    WDF_MEMORY_DESCRIPTOR two;
    WDF_MEMORY_DESCRIPTOR four;
    WDFMEMORY_OFFSET offsets = {2, 0};
    WDFMEMORY memory;
    PMDL mdl;
    static UCHAR mdlBytes[4] = {40, 41, 42, 43};
    UCHAR bytes[4] = {10, 11, 12, 13};
    PUCHAR pool;
    ULONG_PTR returned = 0;

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, 4, &memory, (PVOID*)&pool),
                  STATUS_SUCCESS);
    pool[2] = 22;
    mdl = IoAllocateMdl(mdlBytes, sizeof(mdlBytes), FALSE, FALSE, NULL);
    MmBuildMdlForNonPagedPool(mdl);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&one, bytes, sizeof(bytes));
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&two, memory, &offsets);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&four, mdl, sizeof(mdlBytes));
    EXPECT_STATUS(
        WdfIoTargetSendInternalIoctlOthersSynchronously(
            target, NULL, RECORDER_CODE(0x910, METHOD_NEITHER), &one, &two, &four, NULL, &returned),
        STATUS_SUCCESS);
    EXPECT_EQ(returned, 10 + 22 + 40);
    EXPECT_STATUS(
        WdfIoTargetSendInternalIoctlOthersSynchronously(
            target, NULL, RECORDER_CODE(0x910, METHOD_NEITHER), &one, NULL, NULL, NULL, &returned),
        STATUS_SUCCESS);
    EXPECT_EQ(returned, 10);
    IoFreeMdl(mdl);
    WdfObjectDelete(memory);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* \Device\Source is 64 KiB: writes each byte, reads it back, by every descriptor kind. */
SCENARIO(ReadsAllOfATarget)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    const ULONG total = 64 * 1024;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY memory;
    PUCHAR buffer;
    PMDL mdl;
    ULONG_PTR bytes = 0;
    ULONG i;

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, total, &memory, (PVOID*)&buffer),
                  STATUS_SUCCESS);
    for (i = 0; i < total; ++i)
        buffer[i] = (UCHAR)(i * 7 + i / 256);
    EXPECT_STATUS(WriteBuffer(target, buffer, total, 0, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, total);
    RtlZeroMemory(buffer, total);
    mdl = IoAllocateMdl(buffer, total, FALSE, FALSE, NULL);
    MmBuildMdlForNonPagedPool(mdl);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, mdl, total);
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_SUCCESS);
    for (i = 0; i < total && buffer[i] == (UCHAR)(i * 7 + i / 256); ++i)
        continue;
    EXPECT_EQ(i, total);
    RtlZeroMemory(buffer, total);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_SUCCESS);
    for (i = 0; i < total && buffer[i] == (UCHAR)(i * 7 + i / 256); ++i)
        continue;
    EXPECT_EQ(i, total);
    IoFreeMdl(mdl);
    WdfObjectDelete(memory);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(TRANSFER_SCENARIOS)
