/* What a driver's way to open a file decides: N157. */
#include "disk.h"
#include "targets.h"

SCENARIO(UnbufferedFile)
{
    const WDFIOTARGET buffered = OpenTarget(Scenario, L"\\Device\\Disk");
    const WDFIOTARGET target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;
    UCHAR bytes[1024];

    RtlZeroMemory(bytes, sizeof(bytes));
    RtlInitUnicodeString(&name, L"\\Device\\Disk");
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, GENERIC_READ | GENERIC_WRITE);
    params.CreateOptions = FILE_NO_INTERMEDIATE_BUFFERING;
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_SUCCESS);

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

DEFINE_SCENARIOS(DISK_SCENARIOS)
