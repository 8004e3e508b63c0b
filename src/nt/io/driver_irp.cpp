#include "nt/io/driver_irp.hpp"

#include "base/sanitizer.hpp"
#include "gate/scarcity.hpp"
#include "nt/executive.hpp"
#include "nt/io/stack.hpp"
#include "nt/io/thread_irps.hpp"
#include "nt/mm/mdl.hpp"
#include "nt/ps/thread.hpp"

#include <cstring>

namespace openwdf::nt::io {

namespace {

bool is_transfer(UCHAR major)
{
    return major == IRP_MJ_READ || major == IRP_MJ_WRITE;
}

LONGLONG value_of(const LARGE_INTEGER* offset)
{
    return offset == nullptr ? 0 : offset->QuadPart;
}

// N50: as for a user's call, but the MDL is a block of its own, which the driver frees.
bool attach_buffer(Executive& executive, IRP& irp, const DEVICE_OBJECT& device, UCHAR major,
                   void* buffer, ULONG length)
{
    irp.UserBuffer = buffer;
    if (length == 0)
        return true;
    if ((device.Flags & DO_BUFFERED_IO) != 0) {
        irp.AssociatedIrp.SystemBuffer = IrpCache::buffer_of(block_of(irp), length);
        if (irp.AssociatedIrp.SystemBuffer == nullptr)
            return false;
        irp.Flags |= IRP_BUFFERED_IO;
        if (major == IRP_MJ_WRITE)
            std::memcpy(irp.AssociatedIrp.SystemBuffer, buffer, length);
    } else if ((device.Flags & DO_DIRECT_IO) != 0) {
        irp.MdlAddress = mm::allocate_mdl(executive, buffer, length);
        if (irp.MdlAddress == nullptr)
            return false;
        mm::probe_and_lock(*irp.MdlAddress, major == IRP_MJ_READ ? IoWriteAccess : IoReadAccess);
    }
    return true;
}

// A freed IRP is kept for its next life, and says so itself; under AddressSanitizer its memory is
// gone for good, and may not be asked.
bool is_gone([[maybe_unused]] const IRP& irp)
{
#ifdef OPENWDF_ASAN
    return __asan_address_is_poisoned(&irp) != 0;
#else
    return false;
#endif
}

// N44: it belongs to the thread that asked for it. Those of a harness are not the driver's.
IRP* give_to_thread(Executive& executive, base::Result<IRP*> irp)
{
    if (!irp.ok())
        return nullptr;
    ThreadIrps* irps = ps::irps_of(*gate::current_context());
    if (irps != nullptr)
        irps->add(executive, *irp.value());
    return irp.value();
}

} // namespace

IRP* allocate_driver_irp(Executive& executive, CCHAR stack_size)
{
    if (gate::allocation_fails(*gate::current_context()))
        return nullptr;
    IRP* irp = executive.irps.allocate(stack_size);
    if (irp != nullptr)
        block_of(*irp).creator = gate::current_context()->driver;
    return irp;
}

void free_driver_irp(Executive& executive, IRP& irp)
{
    const UCHAR flags = is_gone(irp) ? UCHAR{0} : irp.AllocationFlags;
    const bool own =
        (flags & k_irp_of_cache) != 0 && (flags & k_irp_of_manager) == 0 && block_of(irp).live;
    if (!own)
        gate::bug_check(BAD_POOL_CALLER, 0, reinterpret_cast<std::uint64_t>(&irp), flags, 0,
                        "IoFreeIrp of an IRP that the driver does not own: only what IoAllocateIrp "
                        "or IoBuildAsynchronousFsdRequest made, and only once");
    executive.irps.free(&irp);
}

IRP* build_synchronous(Executive& executive, UCHAR major, DEVICE_OBJECT& device, void* buffer,
                       ULONG length, const LARGE_INTEGER* offset, KEVENT* event,
                       IO_STATUS_BLOCK& iosb)
{
    auto irp =
        is_transfer(major)
            ? build_transfer(executive, device, nullptr, {major, buffer, length, value_of(offset)},
                             KernelMode, iosb, event)
            : build_plain(executive, device, nullptr, major, 0, KernelMode, &iosb, event);
    return give_to_thread(executive, irp);
}

IRP* build_driver_control(Executive& executive, DEVICE_OBJECT& device, const Control& control,
                          KEVENT* event, IO_STATUS_BLOCK& iosb)
{
    return give_to_thread(
        executive, build_control(executive, device, nullptr, control, KernelMode, iosb, event));
}

IRP* build_asynchronous(Executive& executive, UCHAR major, DEVICE_OBJECT& device, void* buffer,
                        ULONG length, const LARGE_INTEGER* offset, IO_STATUS_BLOCK* iosb)
{
    IRP* irp = allocate_driver_irp(executive, device.StackSize);
    if (irp == nullptr)
        return nullptr;
    if (is_transfer(major) && !attach_buffer(executive, *irp, device, major, buffer, length)) {
        executive.irps.free(irp);
        return nullptr;
    }
    irp->UserIosb = iosb;
    irp->Tail.Overlay.Thread = reinterpret_cast<PETHREAD>(gate::current_context());
    IO_STACK_LOCATION& location = next_location(*irp);
    location.MajorFunction = major;
    if (is_transfer(major)) {
        // Read and Write agree in this part of Parameters.
        location.Parameters.Read.Length = length;
        location.Parameters.Read.ByteOffset.QuadPart = value_of(offset);
    }
    return irp;
}

MDL* allocate_mdl_for(Executive& executive, void* buffer, ULONG length, bool secondary, IRP* irp)
{
    MDL* mdl = mm::allocate_mdl(executive, buffer, length);
    if (mdl == nullptr || irp == nullptr)
        return mdl;
    if (!secondary) {
        irp->MdlAddress = mdl;
        return mdl;
    }
    MDL** end = &irp->MdlAddress;
    while (*end != nullptr)
        end = &(*end)->Next;
    *end = mdl;
    return mdl;
}

} // namespace openwdf::nt::io
