/* OpenWDF: memory descriptor lists and pool. */
#ifndef OPENWDF_WDM_MM_H
#define OPENWDF_WDM_MM_H

#include <wdm/io_types.h>

/* Size of a page in bytes. */
#define PAGE_SIZE 0x1000
#define PAGE_SHIFT 12L

/* Start of the page, offset in it, and sizes in pages. */
#define PAGE_ALIGN(va) ((PVOID)((ULONG_PTR)(va) & ~((ULONG_PTR)PAGE_SIZE - 1)))
#define BYTE_OFFSET(va) ((ULONG)((ULONG_PTR)(va) & (PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(size) (((ULONG_PTR)(size) + PAGE_SIZE - 1) & ~((ULONG_PTR)PAGE_SIZE - 1))
#define BYTES_TO_PAGES(size)                                                                       \
    ((ULONG)(((ULONG_PTR)(size) >> PAGE_SHIFT) + (((size) & (PAGE_SIZE - 1)) != 0)))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, size)                                                   \
    ((ULONG)((BYTE_OFFSET(va) + (SIZE_T)(size) + (PAGE_SIZE - 1)) >> PAGE_SHIFT))
#define COMPUTE_PAGES_SPANNED ADDRESS_AND_SIZE_TO_SPAN_PAGES

OPENWDF_EXTERN_C_BEGIN

/* Describes a buffer and links the MDL to an IRP, if any; NULL on failure. IRQL <= DISPATCH. */
NTKERNELAPI PMDL IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer,
                               BOOLEAN ChargeQuota, PIRP Irp);

/* Frees an MDL that is no longer locked or mapped. IRQL <= DISPATCH. */
NTKERNELAPI VOID IoFreeMdl(PMDL Mdl);

/* Makes TargetMdl describe a part of SourceMdl's buffer. IRQL <= DISPATCH. */
NTKERNELAPI VOID IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress,
                                   ULONG Length);

/* Fills in the pages of an MDL over nonpaged memory. IRQL <= DISPATCH. */
NTKERNELAPI VOID MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList);

/* Checks access and locks the pages; raises an exception on failure. IRQL <= DISPATCH. */
NTKERNELAPI VOID MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                                     LOCK_OPERATION Operation);

/* Undoes MmProbeAndLockPages, mappings included. IRQL <= DISPATCH. */
NTKERNELAPI VOID MmUnlockPages(PMDL MemoryDescriptorList);

/* Maps locked pages and returns the address, or NULL. IRQL <= DISPATCH, <= APC for UserMode. */
NTKERNELAPI PVOID MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList,
                                               KPROCESSOR_MODE AccessMode,
                                               MEMORY_CACHING_TYPE CacheType,
                                               PVOID RequestedAddress, ULONG BugCheckOnFailure,
                                               ULONG Priority);

/* Undoes MmMapLockedPagesSpecifyCache. IRQL <= DISPATCH, <= APC for UserMode. */
NTKERNELAPI VOID MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList);

/* Zeroed pool memory; NULL on failure unless Flags ask to raise. IRQL <= DISPATCH, paged <= APC. */
NTKERNELAPI PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);

/* Pool memory with undefined contents; NULL on failure. IRQL <= DISPATCH, paged <= APC. */
NTKERNELAPI PVOID NTAPI ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);

/* Frees pool memory; a tag must be the one of the allocation. IRQL <= DISPATCH, paged <= APC. */
NTKERNELAPI VOID ExFreePoolWithTag(PVOID P, ULONG Tag);
NTKERNELAPI VOID ExFreePool(PVOID P);

OPENWDF_EXTERN_C_END

/* Older names of pool functions. */
#define ExAllocatePool(type, size) ExAllocatePoolWithTag((type), (size), 'enoN')
#define ExAllocatePoolZero openwdf_allocate_pool_zero
#define ExAllocatePoolUninitialized ExAllocatePoolWithTag

OPENWDF_INLINE PVOID openwdf_allocate_pool_zero(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    return ExAllocatePoolWithTag((POOL_TYPE)((int)type | POOL_ZERO_ALLOCATION), size, tag);
}

/* Parts of an MDL; lengths and offsets in bytes. */
#define MmGetMdlPfnArray(mdl) ((PPFN_NUMBER)((mdl) + 1))
#define MmGetMdlVirtualAddress(mdl) ((PVOID)((PCHAR)((mdl)->StartVa) + (mdl)->ByteOffset))
#define MmGetMdlByteCount(mdl) ((mdl)->ByteCount)
#define MmGetMdlByteOffset(mdl) ((mdl)->ByteOffset)
#define MmGetMdlBaseVa(mdl) ((mdl)->StartVa)

/* Fills in a caller-allocated MDL; the pages stay to be locked or built. */
OPENWDF_INLINE VOID MmInitializeMdl(PMDL mdl, PVOID base, SIZE_T length)
{
    mdl->Next = NULL;
    mdl->Size =
        (CSHORT)(sizeof(MDL) + sizeof(PFN_NUMBER) * ADDRESS_AND_SIZE_TO_SPAN_PAGES(base, length));
    mdl->MdlFlags = 0;
    mdl->StartVa = PAGE_ALIGN(base);
    mdl->ByteOffset = BYTE_OFFSET(base);
    mdl->ByteCount = (ULONG)length;
}

/* System address of a locked or nonpaged buffer, mapped on first use; NULL when that fails. */
OPENWDF_INLINE PVOID MmGetSystemAddressForMdlSafe(PMDL mdl, ULONG priority)
{
    if (mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
        return mdl->MappedSystemVa;
    }
    return MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, priority);
}

/* The form that may not fail; use MmGetSystemAddressForMdlSafe. */
#define MmGetSystemAddressForMdl(mdl) MmGetSystemAddressForMdlSafe((mdl), HighPagePriority)

/* Drops the mapping of a partial MDL, so that IoBuildPartialMdl may use it again. */
OPENWDF_INLINE VOID MmPrepareMdlForReuse(PMDL mdl)
{
    if (mdl->MdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED) {
        MmUnmapLockedPages(mdl->MappedSystemVa, mdl);
    }
}

#endif
