/* The device of another loaded driver as remote target: requests go through its queues. Neighbours
 * are the example remote_reader (in front of \Device\Source) and the driver of ../file. */
#include "neighbour.h"
#include "sent.h"

#define TEXT_OFFSET 4096
#define TEXT_LENGTH 16

static const char Text[TEXT_LENGTH] = "from the source";

static VOID WriteSource(PSCENARIO Scenario)
{
    const WDFIOTARGET source = OpenTarget(Scenario, L"\\Device\\Source");
    char text[TEXT_LENGTH];

    RtlCopyMemory(text, Text, sizeof(text));
    EXPECT_STATUS(WriteBuffer(source, text, sizeof(text), TEXT_OFFSET, NULL), STATUS_SUCCESS);
    WdfObjectDelete(source);
}

static VOID ExpectText(const char* Read)
{
    EXPECT(RtlCompareMemory(Read, Text, TEXT_LENGTH) == TEXT_LENGTH);
}

SCENARIO(ReadsThroughAnotherDriver)
{
    WDFIOTARGET target;
    WDF_MEMORY_DESCRIPTOR descriptor;
    ULONG_PTR bytes = 0;
    char text[TEXT_LENGTH];

    WriteSource(Scenario);
    target = OpenTarget(Scenario, L"\\Device\\RemoteReader");
    EXPECT_STATUS(ReadBuffer(target, text, sizeof(text), TEXT_OFFSET, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(bytes, sizeof(text));
    ExpectText(text);
    /* Its statuses are what it completes with. */
    EXPECT_STATUS(ReadBuffer(target, text, sizeof(text), 1 << 20, &bytes),
                  STATUS_INVALID_PARAMETER);
    /* It has no handler for these. */
    EXPECT_STATUS(WriteBuffer(target, text, sizeof(text), 0, NULL), STATUS_INVALID_DEVICE_REQUEST);
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, text, sizeof(text));
    EXPECT_STATUS(WdfIoTargetSendInternalIoctlSynchronously(target, NULL, 0x222000, NULL,
                                                            &descriptor, NULL, NULL),
                  STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 83: the device given is used as it is; there is no file. */
SCENARIO(SharesItsDeviceObject)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    WDFIOTARGET byName;
    WDFIOTARGET target;
    char text[TEXT_LENGTH];

    WriteSource(Scenario);
    byName = OpenTarget(Scenario, L"\\Device\\RemoteReader");
    target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params,
                                                   WdfIoTargetWdmGetTargetDeviceObject(byName));
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_SUCCESS);
    EXPECT_STATUS(ReadBuffer(target, text, sizeof(text), TEXT_OFFSET, NULL), STATUS_SUCCESS);
    ExpectText(text);
    WdfObjectDelete(target);
    WdfObjectDelete(byName);
    return STATUS_SUCCESS;
}

/* Opening sends a create with the rest of the name, closing a cleanup and a close. */
SCENARIO(IsAFileOfTheOther)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\ConformanceFile\\sub\\name");
    ULONG_PTR bytes = 0;

    NOTE("open\n");
    /* Its answer is the number of the file a request comes from. */
    EXPECT_STATUS(
        WdfIoTargetSendIoctlSynchronously(target, NULL, 0x222000, NULL, NULL, NULL, &bytes),
        STATUS_SUCCESS);
    EXPECT_EQ(bytes, 1);
    WdfIoTargetClose(target);
    NOTE("closed\n");
    EXPECT_STATUS(OpenByName(target, L"\\Device\\ConformanceFile\\refused"), STATUS_ACCESS_DENIED);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* The read waits in a manual queue of the other driver, from where the timeout takes it. */
SCENARIO(ReadsWhatNobodyAnswers)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\ConformanceFile");
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    char text[TEXT_LENGTH];

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(20));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, text, sizeof(text));
    EXPECT_STATUS(WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, &options, NULL),
                  STATUS_IO_TIMEOUT);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 110: two files' reads wait in one queue; each takes its own out. */
SCENARIO(TakesItsOwnReads)
{
    WDFIOTARGET targets[2];
    SENT sent[2];
    NTSTATUS taken;
    ULONG i;

    for (i = 0; i < 2; ++i)
        targets[i] = OpenTarget(Scenario, L"\\Device\\ConformanceFile");
    for (i = 2; i-- > 0;) {
        MakeSent(&sent[i], targets[i]);
        SendRead(&sent[i], 0, NULL);
    }
    for (i = 0; i < 2; ++i) {
        ExpectNotEnded(&sent[i]);
        taken =
            WdfIoTargetSendIoctlSynchronously(targets[i], NULL, 0x222004, NULL, NULL, NULL, NULL);
        EXPECT_STATUS(taken, STATUS_SUCCESS);
        ExpectEnded(&sent[i], STATUS_SUCCESS, i + 1);
        taken =
            WdfIoTargetSendIoctlSynchronously(targets[i], NULL, 0x222004, NULL, NULL, NULL, NULL);
        EXPECT_STATUS(taken, STATUS_NO_MORE_ENTRIES);
    }
    for (i = 0; i < 2; ++i) {
        DeleteSent(&sent[i]);
        WdfObjectDelete(targets[i]);
    }
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(NEIGHBOUR_SCENARIOS)
