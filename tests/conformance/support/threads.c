#include "threads.h"

VOID WaitFor(PVOID Object)
{
    EXPECT_STATUS(KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, NULL),
                  STATUS_SUCCESS);
}

BOOLEAN WaitBriefly(PVOID Object)
{
    LARGE_INTEGER timeout;
    ULONG i;

    timeout.QuadPart = -1000;
    for (i = 0; i < 50; ++i)
        if (KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, &timeout) == STATUS_SUCCESS)
            return TRUE;
    return FALSE;
}

PVOID StartThread(PKSTART_ROUTINE Routine, PVOID Context)
{
    HANDLE handle = NULL;
    PVOID thread = NULL;

    EXPECT_STATUS(
        PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Routine, Context),
        STATUS_SUCCESS);
    EXPECT_STATUS(ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
                                            &thread, NULL),
                  STATUS_SUCCESS);
    EXPECT_STATUS(ZwClose(handle), STATUS_SUCCESS);
    return thread;
}

VOID JoinThread(PVOID Thread)
{
    WaitFor(Thread);
    ObDereferenceObject(Thread);
}
