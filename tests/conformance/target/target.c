/* Remote targets and the rules of the synchronous methods: sections 1, 3, 4, 5, 8 and 11 of
 * io-target-semantics. */
#include "target.h"
#include "recorder.h"
#include "targets.h"

/* Facts 1, 7, 8, 83, 87. */
SCENARIO(LifeOfARemoteTarget)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;
    UCHAR byte;

    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_EQ(WdfIoTargetGetDevice(target), Scenario->Device);
    EXPECT_EQ(WdfIoTargetWdmGetTargetDeviceObject(target), NULL);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileObject(target), NULL);

    RtlInitUnicodeString(&name, L"\\Device\\Source");
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, GENERIC_READ);
    params.FileInformation = 77;
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_SUCCESS);
    EXPECT_EQ(params.FileInformation, FILE_OPENED);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT(WdfIoTargetWdmGetTargetDeviceObject(target) != NULL);
    EXPECT(WdfIoTargetWdmGetTargetFileObject(target) != NULL);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_SUCCESS);

    EXPECT_STATUS(OpenByName(target, L"\\Device\\Source"), STATUS_INVALID_DEVICE_STATE);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_SUCCESS);

    WdfIoTargetClose(target);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileObject(target), NULL);
    WdfIoTargetClose(target);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);

    EXPECT_STATUS(Reopen(target), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetStarted);
    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, NULL), STATUS_SUCCESS);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 1 and section 5: KMDF refuses at format time. */
SCENARIO(AClosedTargetRefusesAtFormat)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    ULONG_PTR bytes = 12345;
    UCHAR byte = 0;

    EXPECT_STATUS(ReadBuffer(target, &byte, 1, 0, &bytes), STATUS_INVALID_DEVICE_STATE);
    EXPECT_EQ(bytes, 12345);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\Source"), STATUS_SUCCESS);
    WdfIoTargetClose(target);
    EXPECT_STATUS(WriteBuffer(target, &byte, 1, 0, &bytes), STATUS_INVALID_DEVICE_STATE);
    EXPECT_EQ(bytes, 12345);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Section 5, facts 82, 87. */
SCENARIO(OpenIsChecked)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING empty;

    EXPECT_STATUS(Reopen(target), STATUS_INVALID_DEVICE_REQUEST);
    RtlInitUnicodeString(&empty, L"");
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &empty, GENERIC_READ);
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_INVALID_PARAMETER);
    params.Size += 1;
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_INFO_LENGTH_MISMATCH);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params, NULL);
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_INVALID_PARAMETER);
    params.Type = (WDF_IO_TARGET_OPEN_TYPE)4;
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_INVALID_PARAMETER);
    params.Type = WdfIoTargetOpenUndefined;
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\Nobody"), STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_STATUS(OpenByName(target, L"\\Device\\Source"), STATUS_SUCCESS);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 87, 88: the status of the create call; closed; nothing to reopen. */
SCENARIO(AFailedOpenCloses)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");

    WdfIoTargetClose(target);
    NOTE("now a device that refuses\n");
    EXPECT_STATUS(OpenByName(target, L"\\Device\\RecorderClosed"), STATUS_DEVICE_BUSY);
    EXPECT_EQ(WdfIoTargetGetState(target), WdfIoTargetClosed);
    EXPECT_STATUS(Reopen(target), STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* N64; a deleted target is closed (fact 16). */
SCENARIO(OpenAndCloseReachTheDevice)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");

    WdfIoTargetClose(target);
    EXPECT_STATUS(Reopen(target), STATUS_SUCCESS);
    NOTE("deleting\n");
    WdfObjectDelete(target);
    NOTE("deleted\n");
    return STATUS_SUCCESS;
}

/* Facts 83, 87, 90: the device as it is, no handle, no reopen. */
SCENARIO(UsesAnExistingDevice)
{
    const WDFIOTARGET byName = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    const WDFIOTARGET target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS params;
    UCHAR bytes[4] = {0};

    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params,
                                                   WdfIoTargetWdmGetTargetDeviceObject(byName));
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_SUCCESS);
    EXPECT_EQ(WdfIoTargetWdmGetTargetDeviceObject(target), params.TargetDeviceObject);
    EXPECT_EQ(WdfIoTargetWdmGetTargetFileObject(target), NULL);
    EXPECT_STATUS(ReadBuffer(target, bytes, sizeof(bytes), 5, NULL), STATUS_SUCCESS);
    ExpectCounted(bytes, sizeof(bytes), 5);
    WdfIoTargetClose(target);
    EXPECT_STATUS(Reopen(target), STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDelete(target);
    WdfObjectDelete(byName);
    return STATUS_SUCCESS;
}

/* Section 5, facts 82, 105. */
SCENARIO(CreateIsChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFIOTARGET target = (WDFIOTARGET)1;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Driver;
    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, &attributes, &target),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_EQ(target, NULL);
    attributes.ParentObject = Scenario->Queue;
    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, &attributes, &target), STATUS_SUCCESS);
    WdfObjectDelete(target);
    attributes.Size = 3;
    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, &attributes, &target),
                  STATUS_INFO_LENGTH_MISMATCH);
    return STATUS_SUCCESS;
}

static NTSTATUS ReadWithOptions(WDFIOTARGET Target, PWDF_REQUEST_SEND_OPTIONS Options)
{
    UCHAR byte;
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &byte, 1);
    return WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, NULL, Options, NULL);
}

/* Facts 19, 20, 21, 22, 23, 24. */
SCENARIO(OptionsAreChecked)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    static const struct {
        ULONG Flags;
        NTSTATUS Status;
    } rows[] = {
        {0, STATUS_SUCCESS},
        {WDF_REQUEST_SEND_OPTION_TIMEOUT, STATUS_SUCCESS}, /* zero: no timeout */
        {WDF_REQUEST_SEND_OPTION_SYNCHRONOUS, STATUS_SUCCESS},
        {WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, STATUS_SUCCESS},
        {WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET, STATUS_SUCCESS},
        {WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET | WDF_REQUEST_SEND_OPTION_TIMEOUT,
         STATUS_INVALID_PARAMETER},
        {0x10, STATUS_INVALID_PARAMETER},
        {0x10000, STATUS_INVALID_PARAMETER},
        {0x80000000, STATUS_INVALID_PARAMETER},
    };
    WDF_REQUEST_SEND_OPTIONS options;
    ULONG i;

    for (i = 0; i < ARRAYSIZE(rows); ++i) {
        WDF_REQUEST_SEND_OPTIONS_INIT(&options, rows[i].Flags);
        if (ReadWithOptions(target, &options) != rows[i].Status)
            NOTE("flags 0x%x\n", rows[i].Flags);
        EXPECT_STATUS(ReadWithOptions(target, &options), rows[i].Status);
    }
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    options.Size -= 8;
    EXPECT_STATUS(ReadWithOptions(target, &options), STATUS_INFO_LENGTH_MISMATCH);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Section 5 and fact 46. */
SCENARIO(DescriptorsAreChecked)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFMEMORY_OFFSET offsets;
    WDFMEMORY memory;
    UCHAR byte;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &byte, 1);
    descriptor.Type = WdfMemoryDescriptorTypeInvalid;
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INVALID_PARAMETER);
    descriptor.Type = (WDF_MEMORY_DESCRIPTOR_TYPE)4;
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INVALID_PARAMETER);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, NULL, 0);
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INVALID_PARAMETER);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, NULL, 1);
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INVALID_PARAMETER);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, NULL, NULL);
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(ReadDescriptor(target, NULL), STATUS_SUCCESS); /* an empty transfer */

    EXPECT_STATUS(WdfMemoryCreate(NULL, NonPagedPoolNx, 0, 16, &memory, NULL), STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, &offsets);
    offsets.BufferOffset = 8;
    offsets.BufferLength = 9;
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INTEGER_OVERFLOW);
    offsets.BufferOffset = 17;
    offsets.BufferLength = 0;
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INTEGER_OVERFLOW);
    offsets.BufferOffset = (size_t)-1;
    offsets.BufferLength = 2;
    EXPECT_STATUS(ReadDescriptor(target, &descriptor), STATUS_INTEGER_OVERFLOW);
    WdfObjectDelete(memory);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 28. */
SCENARIO(BytesAreUntouchedBeforeTheFormat)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDF_REQUEST_SEND_OPTIONS options;
    ULONG_PTR bytes = 4711;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, NULL, 1);
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, NULL, &bytes),
                  STATUS_INVALID_PARAMETER);
    EXPECT_EQ(bytes, 4711);
    /* Options come before descriptors. */
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    options.Size = 1;
    EXPECT_STATUS(
        WdfIoTargetSendWriteSynchronously(target, NULL, &descriptor, NULL, &options, &bytes),
        STATUS_INFO_LENGTH_MISMATCH);
    EXPECT_EQ(bytes, 4711);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 31: the IRP grows when it is too small; the request can be used again and again. */
SCENARIO(DriverCreatedRequests)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFREQUEST unsized;
    WDFREQUEST sized;
    UCHAR buffer[16];
    ULONG_PTR bytes;
    ULONG i;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, &unsized), STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &sized), STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    for (i = 0; i < 3; ++i) {
        bytes = 0;
        EXPECT_STATUS(
            WdfIoTargetSendWriteSynchronously(target, unsized, &descriptor, NULL, NULL, &bytes),
            STATUS_SUCCESS);
        EXPECT_EQ(bytes, 16);
        EXPECT_STATUS(WdfRequestGetStatus(unsized), STATUS_SUCCESS);
        EXPECT_EQ(WdfRequestGetInformation(unsized), 16);
        EXPECT_STATUS(
            WdfIoTargetSendReadSynchronously(target, sized, &descriptor, NULL, NULL, &bytes),
            STATUS_SUCCESS);
        EXPECT_EQ(bytes, 16);
    }
    WdfObjectDelete(unsized);
    WdfObjectDelete(sized);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static VOID EvtMemoryDestroy(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    NOTE("destroyed\n");
}

/* Facts 38, 55: the memory can go as soon as the call returned; a failed format keeps nothing. */
SCENARIO(MemoryReferencesEndWithTheCall)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    const WDFIOTARGET closed = MakeTarget(Scenario);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDFREQUEST request;
    WDFMEMORY memory;
    ULONG i;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request), STATUS_SUCCESS);
    for (i = 0; i < 3; ++i) {
        WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
        attributes.EvtDestroyCallback = EvtMemoryDestroy;
        EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, 8, &memory, NULL),
                      STATUS_SUCCESS);
        WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
        EXPECT_STATUS(WdfIoTargetSendReadSynchronously(i == 2 ? closed : target,
                                                       i == 1 ? request : NULL, &descriptor, NULL,
                                                       NULL, NULL),
                      i == 2 ? STATUS_INVALID_DEVICE_STATE : STATUS_SUCCESS);
        NOTE("deleting %u\n", i);
        WdfObjectDelete(memory);
    }
    WdfObjectDelete(request);
    WdfObjectDelete(closed);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 32 and section 5: the IRP of a control device has one location, its own. */
SCENARIO(AControlDevicesRequestHasNoLocationLeft)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    WDF_MEMORY_DESCRIPTOR descriptor;
    ULONG_PTR bytes = 99;
    UCHAR byte;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &byte, 1);
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(target, Scenario->Request, &descriptor, NULL,
                                                   NULL, &bytes),
                  STATUS_REQUEST_NOT_ACCEPTED);
    EXPECT_EQ(bytes, 99);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static NTSTATUS ReadForALimitedTime(WDFIOTARGET Target, LONGLONG Offset, PULONG_PTR Bytes)
{
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR buffer[4];

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(5));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    return WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &Offset, &options, Bytes);
}

/* Facts 36, 37. */
SCENARIO(TimeoutCancels)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    ULONG_PTR bytes = 99;
    const ULONG64 before = KeQueryInterruptTime();

    EXPECT_STATUS(ReadForALimitedTime(target, RECORDER_OFFSET_PEND, &bytes), STATUS_IO_TIMEOUT);
    EXPECT_EQ(bytes, 0);
    EXPECT(KeQueryInterruptTime() - before >= 5 * 10000 - 1);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(TimeoutIsNotNeeded)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    ULONG_PTR bytes = 99;

    EXPECT_STATUS(ReadForALimitedTime(target, 0, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, 4);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static WDFIOTARGET g_shared;

SCENARIO(OpensASharedTarget)
{
    g_shared = OpenTarget(Scenario, L"\\Device\\RecorderBuffered");
    return STATUS_SUCCESS;
}

SCENARIO(ReadsItUntilCancelled)
{
    UCHAR buffer[4];
    ULONG_PTR bytes = 99;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(ReadBuffer(g_shared, buffer, sizeof(buffer), RECORDER_OFFSET_PEND, &bytes),
                  STATUS_CANCELLED);
    EXPECT_EQ(bytes, 0);
    return STATUS_SUCCESS;
}

SCENARIO(DeletesIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfObjectDelete(g_shared);
    return STATUS_SUCCESS;
}

SCENARIO(ClosesIt)
{
    UNREFERENCED_PARAMETER(Scenario);
    WdfIoTargetClose(g_shared);
    EXPECT_EQ(WdfIoTargetGetState(g_shared), WdfIoTargetClosed);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(TARGET_SCENARIOS)
