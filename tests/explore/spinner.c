/* A WDM driver that waits for its own thread in a loop that calls nothing. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SpinnerUnload;
KSTART_ROUTINE SpinnerGetReady;

static volatile LONG Ready;

VOID SpinnerUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

VOID SpinnerGetReady(_In_ PVOID StartContext)
{
    UNREFERENCED_PARAMETER(StartContext);
    Ready = 1;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    HANDLE thread = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = SpinnerUnload;
    status =
        PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, SpinnerGetReady, NULL);
    if (!NT_SUCCESS(status))
        return status;
    while (Ready == 0)
        continue;
    ZwClose(thread);
    return STATUS_SUCCESS;
}
