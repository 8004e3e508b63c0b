// MmBuildMdlForNonPagedPool ..., IoAllocateMdl, IoFreeMdl, IoBuildPartialMdl.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
#include "nt/io/driver_irp.hpp"
#include "nt/mm/mdl.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PMDL IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer, BOOLEAN, PIRP Irp)
{
    return gate::enter<Ddi::IoAllocateMdl>([&](ThreadContext& context) {
        return nt::io::allocate_mdl_for(nt::executive_of(context), VirtualAddress, Length,
                                        SecondaryBuffer != FALSE, Irp);
    });
}

VOID IoFreeMdl(PMDL Mdl)
{
    gate::enter<Ddi::IoFreeMdl>([&](ThreadContext& context) {
        gate::require(context, Mdl, "Mdl");
        nt::mm::free_mdl(nt::executive_of(context), Mdl);
    });
}

VOID IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress, ULONG Length)
{
    gate::enter<Ddi::IoBuildPartialMdl>([&](ThreadContext& context) {
        gate::require(context, SourceMdl, "SourceMdl");
        gate::require(context, TargetMdl, "TargetMdl");
        nt::mm::build_partial(*SourceMdl, *TargetMdl, VirtualAddress, Length);
    });
}

VOID MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList)
{
    gate::enter<Ddi::MmBuildMdlForNonPagedPool>([&](ThreadContext& context) {
        gate::require(context, MemoryDescriptorList, "MemoryDescriptorList");
        nt::mm::build_for_nonpaged(*MemoryDescriptorList);
    });
}

VOID MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE, LOCK_OPERATION Operation)
{
    gate::enter<Ddi::MmProbeAndLockPages>([&](ThreadContext& context) {
        gate::require(context, MemoryDescriptorList, "MemoryDescriptorList");
        nt::mm::probe_and_lock(*MemoryDescriptorList, Operation);
    });
}

VOID MmUnlockPages(PMDL MemoryDescriptorList)
{
    gate::enter<Ddi::MmUnlockPages>([&](ThreadContext& context) {
        gate::require(context, MemoryDescriptorList, "MemoryDescriptorList");
        nt::mm::unlock_pages(*MemoryDescriptorList);
    });
}

// One address space: a user-mode mapping is the same address.
PVOID MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList, KPROCESSOR_MODE, MEMORY_CACHING_TYPE,
                                   PVOID, ULONG, ULONG)
{
    return gate::enter<Ddi::MmMapLockedPagesSpecifyCache>([&](ThreadContext& context) {
        gate::require(context, MemoryDescriptorList, "MemoryDescriptorList");
        return nt::mm::system_address(*MemoryDescriptorList);
    });
}

VOID MmUnmapLockedPages(PVOID, PMDL MemoryDescriptorList)
{
    gate::enter<Ddi::MmUnmapLockedPages>([&](ThreadContext& context) {
        gate::require(context, MemoryDescriptorList, "MemoryDescriptorList");
        nt::mm::unmap(*MemoryDescriptorList);
    });
}

} // extern "C"
