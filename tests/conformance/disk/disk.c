/* What a driver's way to open a file decides: N157, N158. */
#include "disk.h"
#include "targets.h"

#define READ_WRITE (GENERIC_READ | GENERIC_WRITE)
#define SHARE_ALL (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

static NTSTATUS OpenDisk(WDFIOTARGET Target, ACCESS_MASK Access, ULONG Share, ULONG Options)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, L"\\Device\\Disk");
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, Access);
    params.ShareAccess = Share;
    params.CreateOptions = Options;
    return WdfIoTargetOpen(Target, &params);
}

SCENARIO(UnbufferedFile)
{
    const WDFIOTARGET buffered = MakeTarget(Scenario);
    const WDFIOTARGET target = MakeTarget(Scenario);
    UCHAR bytes[1024];

    RtlZeroMemory(bytes, sizeof(bytes));
    EXPECT_STATUS(OpenDisk(buffered, READ_WRITE, SHARE_ALL, 0), STATUS_SUCCESS);
    EXPECT_STATUS(OpenDisk(target, READ_WRITE, SHARE_ALL, FILE_NO_INTERMEDIATE_BUFFERING),
                  STATUS_SUCCESS);

    EXPECT_STATUS(ReadBuffer(target, bytes, 1024, 512, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(ReadBuffer(target, bytes, 1024, 511, NULL), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(ReadBuffer(target, bytes, 1000, 512, NULL), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(WriteBuffer(target, bytes, 512, 1024, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(WriteBuffer(target, bytes, 100, 1024, NULL), STATUS_INVALID_PARAMETER);
    /* It is the file that is unbuffered, not the device. */
    EXPECT_STATUS(ReadBuffer(buffered, bytes, 100, 1, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(WriteBuffer(buffered, bytes, 100, 1, NULL), STATUS_SUCCESS);
    WdfObjectDelete(target);
    WdfObjectDelete(buffered);
    return STATUS_SUCCESS;
}

/* Each opener says what it wants and what it lets others want. */
SCENARIO(SharedFile)
{
    const WDFIOTARGET first = MakeTarget(Scenario);
    const WDFIOTARGET second = MakeTarget(Scenario);
    const WDFIOTARGET third = MakeTarget(Scenario);

    EXPECT_STATUS(OpenDisk(first, GENERIC_READ, FILE_SHARE_READ, 0), STATUS_SUCCESS);
    EXPECT_STATUS(OpenDisk(second, GENERIC_READ, FILE_SHARE_READ, 0), STATUS_SUCCESS);
    /* Wants what the others do not share. */
    EXPECT_STATUS(OpenDisk(third, GENERIC_WRITE, SHARE_ALL, 0), STATUS_SHARING_VIOLATION);
    EXPECT_STATUS(OpenDisk(third, DELETE, SHARE_ALL, 0), STATUS_SHARING_VIOLATION);
    /* Does not share what the others have. */
    EXPECT_STATUS(OpenDisk(third, GENERIC_READ, 0, 0), STATUS_SHARING_VIOLATION);
    EXPECT_STATUS(OpenDisk(third, GENERIC_READ, FILE_SHARE_WRITE, 0), STATUS_SHARING_VIOLATION);
    /* Who neither reads, writes nor deletes conflicts with nobody. */
    EXPECT_STATUS(OpenDisk(third, FILE_READ_ATTRIBUTES, 0, 0), STATUS_SUCCESS);
    WdfIoTargetClose(second);
    WdfIoTargetClose(first);
    EXPECT_STATUS(OpenDisk(first, READ_WRITE, 0, 0), STATUS_SUCCESS);
    EXPECT_STATUS(OpenDisk(second, GENERIC_READ, SHARE_ALL, 0), STATUS_SHARING_VIOLATION);
    WdfIoTargetClose(first);
    EXPECT_STATUS(OpenDisk(second, READ_WRITE, SHARE_ALL, 0), STATUS_SUCCESS);
    EXPECT_STATUS(OpenDisk(first, READ_WRITE, SHARE_ALL, 0), STATUS_SUCCESS);
    WdfObjectDelete(first);
    WdfObjectDelete(second);
    WdfObjectDelete(third);
    return STATUS_SUCCESS;
}

/* A disk is for whoever may open it. */
SCENARIO(SharedDisk)
{
    const WDFIOTARGET first = MakeTarget(Scenario);
    const WDFIOTARGET second = MakeTarget(Scenario);

    EXPECT_STATUS(OpenDisk(first, READ_WRITE, 0, 0), STATUS_SUCCESS);
    EXPECT_STATUS(OpenDisk(second, READ_WRITE, 0, 0), STATUS_SUCCESS);
    WdfObjectDelete(first);
    WdfObjectDelete(second);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(DISK_SCENARIOS)
