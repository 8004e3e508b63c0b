/* OpenWDF: I/O manager functions and the inline work on IRPs and stack locations. */
#ifndef OPENWDF_WDM_IO_H
#define OPENWDF_WDM_IO_H

#include <wdm/interlocked.h>
#include <wdm/io_structs.h>

OPENWDF_EXTERN_C_BEGIN

/* Hands an IRP to a device's driver; the caller no longer owns it. IRQL <= DISPATCH. */
NTKERNELAPI NTSTATUS FASTCALL IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp);

/* Completes an IRP: walks the completion routines up its stack. IRQL <= DISPATCH. */
NTKERNELAPI VOID FASTCALL IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost);

/* An IRP of the driver's own with StackSize locations; NULL without memory. IRQL <= DISPATCH. */
NTKERNELAPI PIRP IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota);

/* Frees an IRP that the driver allocated. IRQL <= DISPATCH. */
NTKERNELAPI VOID IoFreeIrp(PIRP Irp);

/* Makes a completed IRP of the driver's own ready for another send. IRQL <= DISPATCH. */
NTKERNELAPI VOID IoReuseIrp(PIRP Irp, NTSTATUS Iostatus);

/* Initializes an IRP in the driver's memory; never on one from IoAllocateIrp. IRQL <= DISPATCH. */
NTKERNELAPI VOID IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize);

/* Marks an IRP cancelled and runs its cancel routine; FALSE when it had none. IRQL <= DISPATCH. */
NTKERNELAPI BOOLEAN IoCancelIrp(PIRP Irp);

/* The systemwide cancel lock; *Irql keeps the old IRQL. IRQL <= DISPATCH; release at DISPATCH. */
NTKERNELAPI VOID IoAcquireCancelSpinLock(PKIRQL Irql);
NTKERNELAPI VOID IoReleaseCancelSpinLock(KIRQL Irql);

/* An ioctl IRP that the I/O manager frees; Event is set at completion. NULL on failure.
 * IRQL PASSIVE: completion needs an APC to the calling thread. */
NTKERNELAPI PIRP IoBuildDeviceIoControlRequest(ULONG IoControlCode, PDEVICE_OBJECT DeviceObject,
                                               PVOID InputBuffer, ULONG InputBufferLength,
                                               PVOID OutputBuffer, ULONG OutputBufferLength,
                                               BOOLEAN InternalDeviceIoControl, PKEVENT Event,
                                               PIO_STATUS_BLOCK IoStatusBlock);

/* A read, write, flush or shutdown IRP that the I/O manager frees; NULL on failure.
 * IRQL PASSIVE. */
NTKERNELAPI PIRP IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
                                              PVOID Buffer, ULONG Length,
                                              PLARGE_INTEGER StartingOffset, PKEVENT Event,
                                              PIO_STATUS_BLOCK IoStatusBlock);

/* A read or write IRP that its completion routine frees; NULL on failure. IRQL <= DISPATCH. */
NTKERNELAPI PIRP IoBuildAsynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
                                               PVOID Buffer, ULONG Length,
                                               PLARGE_INTEGER StartingOffset,
                                               PIO_STATUS_BLOCK IoStatusBlock);

/* Creates a device object. STATUS_OBJECT_NAME_COLLISION, STATUS_INSUFFICIENT_RESOURCES.
 * IRQL <= APC. */
NTKERNELAPI NTSTATUS IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                                    PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                                    ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                                    PDEVICE_OBJECT* DeviceObject);

/* Removes a device object; it goes away with its last reference. IRQL <= APC. */
NTKERNELAPI VOID IoDeleteDevice(PDEVICE_OBJECT DeviceObject);

/* A name that leads to a device's name. STATUS_OBJECT_NAME_COLLISION. IRQL PASSIVE. */
NTKERNELAPI NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName,
                                          PUNICODE_STRING DeviceName);

/* Removes such a name. STATUS_OBJECT_NAME_NOT_FOUND. IRQL PASSIVE. */
NTKERNELAPI NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName);

/* Puts a device on top of a stack; returns the device below it, or NULL. IRQL <= DISPATCH. */
NTKERNELAPI PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
                                                       PDEVICE_OBJECT TargetDevice);

/* Takes off the device that is attached above TargetDevice. IRQL PASSIVE. */
NTKERNELAPI VOID IoDetachDevice(PDEVICE_OBJECT TargetDevice);

/* Opens a device by name: its file object, referenced, and the top of its stack. IRQL PASSIVE. */
NTKERNELAPI NTSTATUS IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess,
                                              PFILE_OBJECT* FileObject,
                                              PDEVICE_OBJECT* DeviceObject);

/* Top of the stack that DeviceObject is in, referenced. IRQL <= DISPATCH. */
NTKERNELAPI PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject);

/* One reference more or less on an object; returns the new count. IRQL <= DISPATCH. */
NTKERNELAPI LONG_PTR FASTCALL ObfReferenceObject(PVOID Object);
NTKERNELAPI LONG_PTR FASTCALL ObfDereferenceObject(PVOID Object);

/* Closes a handle. STATUS_INVALID_HANDLE. IRQL PASSIVE. */
NTSYSAPI NTSTATUS NTAPI ZwClose(HANDLE Handle);

OPENWDF_EXTERN_C_END

/* Names that drivers use for the exported ones. */
#define IoCallDriver(device, irp) IofCallDriver((device), (irp))
#define IoCompleteRequest(irp, boost) IofCompleteRequest((irp), (boost))
#define ObReferenceObject(object) ObfReferenceObject(object)
#define ObDereferenceObject(object) ObfDereferenceObject(object)

/* Size of an IRP with so many locations, in bytes. */
#define IoSizeOfIrp(stack_size)                                                                    \
    ((USHORT)(sizeof(IRP) + ((stack_size) * (sizeof(IO_STACK_LOCATION)))))
/* The function number of a control code. */
#define IoGetFunctionCodeFromCtlCode(code) (((code) >> 2) & 0x00000FFF)

/* This driver's location. */
OPENWDF_INLINE PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(PIRP irp)
{
    return irp->Tail.Overlay.CurrentStackLocation;
}

/* The next lower driver's location. */
OPENWDF_INLINE PIO_STACK_LOCATION IoGetNextIrpStackLocation(PIRP irp)
{
    return irp->Tail.Overlay.CurrentStackLocation - 1;
}

/* Makes the next lower location current, for a driver that keeps one of its own. */
OPENWDF_INLINE VOID IoSetNextIrpStackLocation(PIRP irp)
{
    --irp->CurrentLocation;
    --irp->Tail.Overlay.CurrentStackLocation;
}

/* Gives this driver's location to the next driver; no completion routine may follow. */
OPENWDF_INLINE VOID IoSkipCurrentIrpStackLocation(PIRP irp)
{
    ++irp->CurrentLocation;
    ++irp->Tail.Overlay.CurrentStackLocation;
}

/* Copies everything but the completion routine, its context and the control byte. */
OPENWDF_INLINE VOID IoCopyCurrentIrpStackLocationToNext(PIRP irp)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    __builtin_memcpy(next, IoGetCurrentIrpStackLocation(irp),
                     __builtin_offsetof(IO_STACK_LOCATION, CompletionRoutine));
    next->Control = 0;
}

/* Says that the IRP is completed later; STATUS_PENDING must be returned. */
OPENWDF_INLINE VOID IoMarkIrpPending(PIRP irp)
{
    IoGetCurrentIrpStackLocation(irp)->Control |= SL_PENDING_RETURNED;
}

/* Has a routine called when the lower driver has completed. */
OPENWDF_INLINE VOID IoSetCompletionRoutine(PIRP irp, PIO_COMPLETION_ROUTINE routine, PVOID context,
                                           BOOLEAN on_success, BOOLEAN on_error, BOOLEAN on_cancel)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    next->CompletionRoutine = routine;
    next->Context = context;
    next->Control =
        (UCHAR)((on_success ? SL_INVOKE_ON_SUCCESS : 0) | (on_error ? SL_INVOKE_ON_ERROR : 0) |
                (on_cancel ? SL_INVOKE_ON_CANCEL : 0));
}

/* Exchanges the cancel routine in one step; returns the previous one. */
OPENWDF_INLINE PDRIVER_CANCEL IoSetCancelRoutine(PIRP irp, PDRIVER_CANCEL routine)
{
    return __atomic_exchange_n(&irp->CancelRoutine, routine, __ATOMIC_SEQ_CST);
}

#endif
