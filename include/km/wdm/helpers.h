/* OpenWDF: what drivers see as functions and the WDK has as macros or inlines over others. */
#ifndef OPENWDF_WDM_HELPERS_H
#define OPENWDF_WDM_HELPERS_H

#include <wdm/dbg.h>
#include <wdm/generated/functions_wdm.h>
#include <wdm/io.h>
#include <wdm/mm.h>

/* Rounding to a multiple of a type's size, or of a power of two. */
#define ALIGN_DOWN_BY(length, alignment) ((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment)-1))
#define ALIGN_UP_BY(length, alignment)                                                             \
    (ALIGN_DOWN_BY(((ULONG_PTR)(length) + (alignment)-1), alignment))
#define ALIGN_DOWN(length, type) ALIGN_DOWN_BY(length, sizeof(type))
#define ALIGN_UP(length, type) ALIGN_UP_BY(length, sizeof(type))
#define ALIGN_DOWN_POINTER_BY(address, alignment) ((PVOID)ALIGN_DOWN_BY(address, alignment))
#define ALIGN_UP_POINTER_BY(address, alignment) ((PVOID)ALIGN_UP_BY(address, alignment))
#define ALIGN_DOWN_POINTER(address, type) ALIGN_DOWN_POINTER_BY(address, sizeof(type))
#define ALIGN_UP_POINTER(address, type) ALIGN_UP_POINTER_BY(address, sizeof(type))

/* A family of computers that no longer exists. */
#define IsNEC_98 (FALSE)
#define IsNotNEC_98 (TRUE)
#define SetNEC_98
#define SetNotNEC_98

/* Whether an optional argument was given. */
#define ARGUMENT_PRESENT(argument) ((CHAR*)(ULONG_PTR)(argument) != (CHAR*)NULL)

/* Products of 32-bit numbers in 64 bits. */
#define Int32x32To64(a, b) ((LONGLONG)(LONG)(a) * (LONGLONG)(LONG)(b))
#define UInt32x32To64(a, b) ((ULONGLONG)(ULONG)(a) * (ULONGLONG)(ULONG)(b))

/* IsEqualGUID where both are aligned to 8 bytes. */
#define IsEqualGUIDAligned(a, b) IsEqualGUID(a, b)

/* Handles of the current process and thread that need no closing. */
#define NtCurrentProcess() ((HANDLE)(LONG_PTR)-1)
#define NtCurrentThread() ((HANDLE)(LONG_PTR)-2)
#define ZwCurrentProcess() NtCurrentProcess()
#define ZwCurrentThread() NtCurrentThread()

/* Stops in the debugger, or ends the process when there is none. Any IRQL. */
OPENWDF_INLINE VOID DbgBreakPoint(VOID)
{
    __asm__ volatile("int3");
}

/* DbgBreakPoint in checked builds. */
#if DBG
#define KdBreakPoint() DbgBreakPoint()
#else
#define KdBreakPoint() ((void)0)
#endif

/* Assertions that also stand in release builds, and ones that the optimizer may believe. */
#define NT_FRE_ASSERT(expression) OPENWDF_ASSERT(expression, NULL)
#define NT_FRE_ASSERTMSG(text, expression) OPENWDF_ASSERT(expression, text)
#if DBG
#define NT_ASSERT_ASSUME(expression) NT_ASSERT(expression)
#define NT_VERIFYMSG(text, expression) OPENWDF_ASSERT(expression, text)
#else
#define NT_ASSERT_ASSUME(expression) ((expression) ? (void)0 : __builtin_unreachable())
#define NT_VERIFYMSG(text, expression) ((void)(expression))
#endif

/* Push locks: the forms without flags. IRQL <= APC, with APCs off. */
#define ExAcquirePushLockExclusive(lock)                                                           \
    ExAcquirePushLockExclusiveEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExAcquirePushLockShared(lock) ExAcquirePushLockSharedEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExReleasePushLockExclusive(lock)                                                           \
    ExReleasePushLockExclusiveEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExReleasePushLockShared(lock) ExReleasePushLockSharedEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS)

/* Sequenced lists; the Ex names take a lock that they do not need. Any IRQL. */
#define InterlockedPushEntrySList(head, entry) ExpInterlockedPushEntrySList(head, entry)
#define InterlockedPopEntrySList(head) ExpInterlockedPopEntrySList(head)
#define InterlockedFlushSList(head) ExpInterlockedFlushSList(head)
#define QueryDepthSList(head) ExQueryDepthSList(head)
#define ExInterlockedPushEntrySList(head, entry, lock)                                             \
    ((void)(lock), ExpInterlockedPushEntrySList(head, entry))
#define ExInterlockedPopEntrySList(head, lock) ((void)(lock), ExpInterlockedPopEntrySList(head))
#define ExInterlockedFlushSList(head) ExpInterlockedFlushSList(head)
#define ExInitializeSListHead(head) InitializeSListHead(head)

/* Remove locks; a checked driver also says where it took one. IRQL <= DISPATCH. */
#if DBG
#define IoAcquireRemoveLock(lock, tag)                                                             \
    IoAcquireRemoveLockEx(lock, tag, __FILE__, __LINE__, sizeof(IO_REMOVE_LOCK))
#else
#define IoAcquireRemoveLock(lock, tag)                                                             \
    IoAcquireRemoveLockEx(lock, tag, "", 1, sizeof(IO_REMOVE_LOCK))
#endif
#define IoInitializeRemoveLock(lock, tag, minutes, high_water)                                     \
    IoInitializeRemoveLockEx(lock, tag, minutes, high_water, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLock(lock, tag) IoReleaseRemoveLockEx(lock, tag, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLockAndWait(lock, tag)                                                      \
    IoReleaseRemoveLockAndWaitEx(lock, tag, sizeof(IO_REMOVE_LOCK))

/* References traced by a tag. IRQL <= DISPATCH. */
#define ObReferenceObjectWithTag(object, tag) ObfReferenceObjectWithTag(object, tag)
#define ObDereferenceObjectWithTag(object, tag) ObfDereferenceObjectWithTag(object, tag)

/* Marks a bug check record as not registered. */
#define KeInitializeCallbackRecord(record) ((record)->State = 0)

/* Systemwide number of the current processor. IRQL >= DISPATCH, or it may change. */
#define KeGetCurrentProcessorIndex() KeGetCurrentProcessorNumberEx(NULL)

/* Makes the code section around an address resident; as for data. IRQL <= APC. */
#define MmLockPagableCodeSection(address) MmLockPagableDataSection((PVOID)(ULONG_PTR)(address))

/* Sizes of converted strings, in bytes with the terminator; here every code page is UTF-8. */
#define RtlUnicodeStringToAnsiSize(text) RtlxUnicodeStringToAnsiSize(text)
#define RtlAnsiStringToUnicodeSize(text) RtlxAnsiStringToUnicodeSize(text)

/* Counted string over a buffer of `bytes` bytes, empty. Any IRQL for nonpaged memory. */
OPENWDF_INLINE VOID RtlInitEmptyUnicodeString(PUNICODE_STRING string, PWCHAR buffer, USHORT bytes)
{
    string->Length = 0;
    string->MaximumLength = bytes;
    string->Buffer = buffer;
}

/* Counted string over a buffer of `bytes` bytes, empty. Any IRQL for nonpaged memory. */
OPENWDF_INLINE VOID RtlInitEmptyAnsiString(PANSI_STRING string, PCHAR buffer, USHORT bytes)
{
    string->Length = 0;
    string->MaximumLength = bytes;
    string->Buffer = buffer;
}

/* Stores a byte; returns the one that was there. Any IRQL. */
OPENWDF_INLINE CHAR InterlockedExchange8(CHAR volatile* target, CHAR value)
{
    return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}

/* Prepares a fast mutex in nonpaged memory of the driver's, free. IRQL <= DISPATCH. */
OPENWDF_INLINE VOID ExInitializeFastMutex(PFAST_MUTEX mutex)
{
    mutex->Count = 1;
    mutex->Owner = NULL;
    mutex->Contention = 0;
    KeInitializeEvent(&mutex->Event, SynchronizationEvent, FALSE);
}

/* Chooses run-time options before the first allocation; nonexecutable pool is all there is. */
OPENWDF_INLINE VOID ExInitializeDriverRuntime(ULONG flags)
{
    (void)flags;
}

/* Floating-point state belongs to the thread on x64: nothing is to be saved. IRQL <= DISPATCH. */
OPENWDF_INLINE NTSTATUS KeSaveFloatingPointState(PKFLOATING_SAVE save)
{
    (void)save;
    return STATUS_SUCCESS;
}

/* Ends what KeSaveFloatingPointState began. */
OPENWDF_INLINE NTSTATUS KeRestoreFloatingPointState(PKFLOATING_SAVE save)
{
    (void)save;
    return STATUS_SUCCESS;
}

/* No options for ExSetTimer. */
OPENWDF_INLINE VOID ExInitializeSetTimerParameters(PEXT_SET_PARAMETERS parameters)
{
    __builtin_memset(parameters, 0, sizeof(*parameters));
    parameters->NoWakeTolerance = EX_TIMER_UNLIMITED_TOLERANCE;
}

/* No options for ExDeleteTimer. */
OPENWDF_INLINE VOID ExInitializeDeleteTimerParameters(PEXT_DELETE_PARAMETERS parameters)
{
    __builtin_memset(parameters, 0, sizeof(*parameters));
}

/* Prepares a work item of the old kind. */
OPENWDF_INLINE VOID ExInitializeWorkItem(PWORK_QUEUE_ITEM item, PWORKER_THREAD_ROUTINE routine,
                                         PVOID context)
{
    item->WorkerRoutine = routine;
    item->Parameter = context;
    item->List.Flink = NULL;
}

OPENWDF_EXTERN_C_BEGIN

/* Object types, for ObReferenceObjectByHandle: it takes *IoFileObjectType. */
extern NTKERNELAPI POBJECT_TYPE* IoFileObjectType;
extern NTKERNELAPI POBJECT_TYPE* ExEventObjectType;
extern NTKERNELAPI POBJECT_TYPE* ExSemaphoreObjectType;
extern NTKERNELAPI POBJECT_TYPE* PsThreadType;
extern NTKERNELAPI POBJECT_TYPE* PsProcessType;
extern NTKERNELAPI POBJECT_TYPE* CmKeyObjectType;

/* Whether a kernel debugger is enabled, and missing. */
extern NTKERNELAPI PBOOLEAN KdDebuggerEnabled;
extern NTKERNELAPI PBOOLEAN KdDebuggerNotPresent;

OPENWDF_EXTERN_C_END

/* Whether a kernel debugger is enabled, and missing. */
#define KD_DEBUGGER_ENABLED (*KdDebuggerEnabled)
#define KD_DEBUGGER_NOT_PRESENT (*KdDebuggerNotPresent)

#endif
