/* OpenWDF: enumerations of the executive. */
#ifndef OPENWDF_WDM_ENUMS_H
#define OPENWDF_WDM_ENUMS_H

#include <ntdef.h>

/* Kinds of pool. */
typedef enum _POOL_TYPE {
    NonPagedPool,
    NonPagedPoolBase = 0,
    NonPagedPoolExecute = 0,
    PagedPool,
    NonPagedPoolBaseMustSucceed,
    NonPagedPoolMustSucceed = 2,
    DontUseThisType,
    NonPagedPoolBaseCacheAligned,
    NonPagedPoolCacheAligned = 4,
    PagedPoolCacheAligned,
    NonPagedPoolBaseCacheAlignedMustS,
    NonPagedPoolCacheAlignedMustS = 6,
    MaxPoolType,
    NonPagedPoolSession = 32,
    PagedPoolSession,
    NonPagedPoolMustSucceedSession,
    DontUseThisTypeSession,
    NonPagedPoolCacheAlignedSession,
    PagedPoolCacheAlignedSession,
    NonPagedPoolCacheAlignedMustSSession,
    NonPagedPoolNx = 0x200,
    NonPagedPoolNxCacheAligned = 0x204,
    NonPagedPoolSessionNx = 0x220,
} POOL_TYPE;

/* Flags of ExAllocatePool2: required ones in the low half. */
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_REQUIRED_START 0x1ULL
#define POOL_FLAG_USE_QUOTA 0x1ULL
#define POOL_FLAG_UNINITIALIZED 0x2ULL
#define POOL_FLAG_SESSION 0x4ULL
#define POOL_FLAG_CACHE_ALIGNED 0x8ULL
#define POOL_FLAG_RESERVED1 0x10ULL
#define POOL_FLAG_RAISE_ON_FAILURE 0x20ULL
#define POOL_FLAG_NON_PAGED 0x40ULL
#define POOL_FLAG_NON_PAGED_EXECUTE 0x80ULL
#define POOL_FLAG_PAGED 0x100ULL
#define POOL_FLAG_RESERVED2 0x200ULL
#define POOL_FLAG_LAST_KNOWN_REQUIRED 0x400ULL
#define POOL_FLAG_RESERVED3 0x400ULL
#define POOL_FLAG_REQUIRED_END 0x80000000ULL
#define POOL_FLAG_UNUSED_REQUIRED_BITS 0xFFFFF800ULL
#define POOL_FLAG_REQUIRED_MASK 0xFFFFFFFFULL
#define POOL_FLAG_OPTIONAL_START 0x100000000ULL
#define POOL_FLAG_SPECIAL_POOL 0x100000000ULL
#define POOL_FLAG_OPTIONAL_END 0x8000000000000000ULL

/* Bits that may be added to a POOL_TYPE. */
#define POOL_COLD_ALLOCATION 0x0100
#define POOL_NX_ALLOCATION 0x0200
#define POOL_ZERO_ALLOCATION 0x0400
#define POOL_RAISE_IF_ALLOCATION_FAILURE 0x0010
#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8

/* Why a thread waits; drivers say Executive or UserRequest. */
typedef enum _KWAIT_REASON {
    Executive,
    FreePage,
    PageIn,
    PoolAllocation,
    DelayExecution,
    Suspended,
    UserRequest,
    WrExecutive,
    WrFreePage,
    WrPageIn,
    WrPoolAllocation,
    WrDelayExecution,
    WrSuspended,
    WrUserRequest,
    WrSpare0,
    WrQueue,
    WrLpcReceive,
    WrLpcReply,
    WrVirtualMemory,
    WrPageOut,
    WrRendezvous,
    WrKeyedEvent,
    WrTerminated,
    WrProcessInSwap,
    WrCpuRateControl,
    WrCalloutStack,
    WrKernel,
    WrResource,
    WrPushLock,
    WrMutex,
    WrQuantumEnd,
    WrDispatchInt,
    WrPreempted,
    WrYieldExecution,
    WrFastMutex,
    WrGuardedMutex,
    WrRundown,
    WrAlertByThreadId,
    WrDeferredPreempt,
    WrPhysicalFault,
    WrIoRing,
    WrMdlCache,
    MaximumWaitReason,
} KWAIT_REASON;

/* Processor modes. */
typedef enum _MODE {
    KernelMode,
    UserMode,
    MaximumMode,
} MODE;

/* How urgent a DPC is. */
typedef enum _KDPC_IMPORTANCE {
    LowImportance,
    MediumImportance,
    HighImportance,
    MediumHighImportance,
} KDPC_IMPORTANCE;

/* What locked pages are for. */
typedef enum _LOCK_OPERATION {
    IoReadAccess,
    IoWriteAccess,
    IoModifyAccess,
} LOCK_OPERATION;

/* How a mapping is cached. */
typedef enum _MEMORY_CACHING_TYPE {
    MmNotMapped = -1,
    MmNonCached,
    MmCached,
    MmWriteCombined,
    MmHardwareCoherentCached,
    MmNonCachedUnordered,
    MmUSWCCached,
    MmMaximumCacheType,
} MEMORY_CACHING_TYPE;

/* How willingly a mapping may fail. */
typedef enum _MM_PAGE_PRIORITY {
    LowPagePriority,
    NormalPagePriority = 16,
    HighPagePriority = 32,
} MM_PAGE_PRIORITY;

/* Whether a level or an edge interrupts. */
typedef enum _KINTERRUPT_MODE {
    LevelSensitive,
    Latched,
} KINTERRUPT_MODE;

/* Which level or edge interrupts. */
typedef enum _KINTERRUPT_POLARITY {
    InterruptPolarityUnknown,
    InterruptActiveHigh,
    InterruptRisingEdge = 1,
    InterruptActiveLow,
    InterruptFallingEdge = 2,
    InterruptActiveBoth,
    InterruptActiveBothTriggerLow = 3,
    InterruptActiveBothTriggerHigh,
} KINTERRUPT_POLARITY,
    *PKINTERRUPT_POLARITY;

/* How far a server may act as its client. */
typedef enum _SECURITY_IMPERSONATION_LEVEL {
    SecurityAnonymous,
    SecurityIdentification,
    SecurityImpersonation,
    SecurityDelegation,
} SECURITY_IMPERSONATION_LEVEL,
    *PSECURITY_IMPERSONATION_LEVEL;

/* Priorities of requests. */
typedef enum _IO_PRIORITY_HINT {
    IoPriorityVeryLow,
    IoPriorityLow,
    IoPriorityNormal,
    IoPriorityHigh,
    IoPriorityCritical,
    MaxIoPriorityTypes,
} IO_PRIORITY_HINT;

#endif
