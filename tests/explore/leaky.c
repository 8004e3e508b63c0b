/* A WDM driver that leaves two pool blocks and an IRP behind. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LeakyUnload;

VOID LeakyUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

static VOID LeavePool(VOID)
{
    (void)ExAllocatePool2(POOL_FLAG_NON_PAGED, 24, 'kaeL');
    (void)ExAllocatePool2(POOL_FLAG_NON_PAGED, 40, 'kaeL');
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    PVOID freed = ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 'eerF');

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = LeakyUnload;
    LeavePool();
    (void)IoAllocateIrp(2, FALSE);
    if (freed != NULL)
        ExFreePoolWithTag(freed, 'eerF');
    return STATUS_SUCCESS;
}
