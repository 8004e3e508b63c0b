// IofCallDriver, IofCompleteRequest, IRPs of drivers, cancel.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
#include "nt/io/cancel.hpp"
#include "nt/io/completion.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/driver_irp.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return gate::enter<Ddi::IofCallDriver>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        gate::require(context, Irp, "Irp");
        return nt::io::call_driver(*DeviceObject, *Irp);
    });
}

// N39: the boost has no effect on status or data.
VOID IofCompleteRequest(PIRP Irp, CCHAR)
{
    gate::enter<Ddi::IofCompleteRequest>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        nt::io::complete_request(*Irp);
    });
}

PIRP IoAllocateIrp(CCHAR StackSize, BOOLEAN)
{
    return gate::enter<Ddi::IoAllocateIrp>([&](ThreadContext& context) {
        return nt::io::allocate_driver_irp(nt::executive_of(context), StackSize);
    });
}

VOID IoFreeIrp(PIRP Irp)
{
    gate::enter<Ddi::IoFreeIrp>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        nt::io::free_driver_irp(nt::executive_of(context), *Irp);
    });
}

VOID IoReuseIrp(PIRP Irp, NTSTATUS Iostatus)
{
    gate::enter<Ddi::IoReuseIrp>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        nt::io::reuse_irp(*Irp, Iostatus);
    });
}

VOID IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize)
{
    gate::enter<Ddi::IoInitializeIrp>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        nt::io::initialize_irp(*Irp, PacketSize, StackSize);
    });
}

BOOLEAN IoCancelIrp(PIRP Irp)
{
    return gate::enter<Ddi::IoCancelIrp>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        return static_cast<BOOLEAN>(nt::io::cancel_irp(*Irp));
    });
}

VOID IoAcquireCancelSpinLock(PKIRQL Irql)
{
    gate::enter<Ddi::IoAcquireCancelSpinLock>([&](ThreadContext& context) {
        gate::require(context, Irql, "Irql");
        nt::io::acquire_cancel_lock(*Irql);
    });
}

VOID IoReleaseCancelSpinLock(KIRQL Irql)
{
    gate::enter<Ddi::IoReleaseCancelSpinLock>(
        [&](ThreadContext&) { nt::io::release_cancel_lock(Irql); });
}

PIRP IoBuildDeviceIoControlRequest(ULONG IoControlCode, PDEVICE_OBJECT DeviceObject,
                                   PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
                                   ULONG OutputBufferLength, BOOLEAN InternalDeviceIoControl,
                                   PKEVENT Event, PIO_STATUS_BLOCK IoStatusBlock)
{
    return gate::enter<Ddi::IoBuildDeviceIoControlRequest>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        gate::require(context, IoStatusBlock, "IoStatusBlock");
        const UCHAR major =
            InternalDeviceIoControl ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL; // N48
        return nt::io::build_driver_control(nt::executive_of(context), *DeviceObject,
                                            {major, IoControlCode, InputBuffer, InputBufferLength,
                                             OutputBuffer, OutputBufferLength},
                                            Event, *IoStatusBlock);
    });
}

PIRP IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject, PVOID Buffer,
                                  ULONG Length, PLARGE_INTEGER StartingOffset, PKEVENT Event,
                                  PIO_STATUS_BLOCK IoStatusBlock)
{
    return gate::enter<Ddi::IoBuildSynchronousFsdRequest>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        gate::require(context, IoStatusBlock, "IoStatusBlock");
        return nt::io::build_synchronous(nt::executive_of(context),
                                         static_cast<UCHAR>(MajorFunction), *DeviceObject, Buffer,
                                         Length, StartingOffset, Event, *IoStatusBlock);
    });
}

PIRP IoBuildAsynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject, PVOID Buffer,
                                   ULONG Length, PLARGE_INTEGER StartingOffset,
                                   PIO_STATUS_BLOCK IoStatusBlock)
{
    return gate::enter<Ddi::IoBuildAsynchronousFsdRequest>([&](ThreadContext& context) {
        gate::require(context, DeviceObject, "DeviceObject");
        return nt::io::build_asynchronous(nt::executive_of(context),
                                          static_cast<UCHAR>(MajorFunction), *DeviceObject, Buffer,
                                          Length, StartingOffset, IoStatusBlock);
    });
}

} // extern "C"
