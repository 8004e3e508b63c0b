#include "targets.h"

#include "recorder.h"

NTSTATUS OpenByName(WDFIOTARGET Target, const WCHAR* Name)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, Name);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, GENERIC_READ | GENERIC_WRITE);
    return WdfIoTargetOpen(Target, &params);
}

NTSTATUS Reopen(WDFIOTARGET Target)
{
    WDF_IO_TARGET_OPEN_PARAMS params;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
    return WdfIoTargetOpen(Target, &params);
}

WDFIOTARGET MakeTarget(PSCENARIO Scenario)
{
    WDFIOTARGET target = NULL;

    EXPECT_STATUS(WdfIoTargetCreate(Scenario->Device, WDF_NO_OBJECT_ATTRIBUTES, &target),
                  STATUS_SUCCESS);
    return target;
}

WDFIOTARGET OpenTarget(PSCENARIO Scenario, const WCHAR* Name)
{
    const WDFIOTARGET target = MakeTarget(Scenario);

    EXPECT_STATUS(OpenByName(target, Name), STATUS_SUCCESS);
    return target;
}

NTSTATUS ReadBuffer(WDFIOTARGET Target, PVOID Buffer, ULONG Length, LONGLONG Offset,
                    PULONG_PTR BytesRead)
{
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, Buffer, Length);
    return WdfIoTargetSendReadSynchronously(Target, NULL, &descriptor, &Offset, NULL, BytesRead);
}

NTSTATUS WriteBuffer(WDFIOTARGET Target, PVOID Buffer, ULONG Length, LONGLONG Offset,
                     PULONG_PTR BytesWritten)
{
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, Buffer, Length);
    return WdfIoTargetSendWriteSynchronously(Target, NULL, &descriptor, &Offset, NULL,
                                             BytesWritten);
}

VOID ExpectCounted(const UCHAR* Bytes, size_t Length, UCHAR First)
{
    size_t i;

    for (i = 0; i < Length; ++i)
        EXPECT_EQ(Bytes[i], (UCHAR)(First + i));
}

BOOLEAN AskRecorder(WDFIOTARGET Target, ULONG Function)
{
    WDF_REQUEST_SEND_OPTIONS options;
    ULONG_PTR answer = 0;

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);
    EXPECT_STATUS(WdfIoTargetSendIoctlSynchronously(Target, NULL,
                                                    RECORDER_CODE(Function, METHOD_BUFFERED), NULL,
                                                    NULL, &options, &answer),
                  STATUS_SUCCESS);
    return answer != 0;
}

BOOLEAN FinishKept(WDFIOTARGET Target)
{
    return AskRecorder(Target, RECORDER_FINISH);
}

VOID WaitUntilKeptIsCancelled(WDFIOTARGET Target)
{
    LARGE_INTEGER soon;

    soon.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    while (!AskRecorder(Target, RECORDER_IS_CANCELLED))
        KeDelayExecutionThread(KernelMode, FALSE, &soon);
}

NTSTATUS ReadDescriptor(WDFIOTARGET Target, PWDF_MEMORY_DESCRIPTOR Descriptor)
{
    return WdfIoTargetSendReadSynchronously(Target, NULL, Descriptor, NULL, NULL, NULL);
}
