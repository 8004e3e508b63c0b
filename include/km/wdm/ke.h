/* OpenWDF: kernel functions: events and waits, IRQL, spin locks, DPCs, time, bug checks. */
#ifndef OPENWDF_WDM_KE_H
#define OPENWDF_WDM_KE_H

#include <wdm/interlocked.h>
#include <wdm/ke_types.h>

OPENWDF_EXTERN_C_BEGIN

/* Prepares an event in the driver's memory. Any IRQL. */
NTKERNELAPI VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State);

/* Signals an event; returns the previous state. IRQL <= DISPATCH, <= APC with Wait. */
NTKERNELAPI LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

/* Makes an event not signaled; returns the previous state. IRQL <= DISPATCH. */
NTKERNELAPI LONG KeResetEvent(PRKEVENT Event);

/* Makes an event not signaled. IRQL <= DISPATCH. */
NTKERNELAPI VOID KeClearEvent(PRKEVENT Event);

/* Current state of an event, nonzero when signaled. IRQL <= DISPATCH. */
NTKERNELAPI LONG KeReadStateEvent(PRKEVENT Event);

/* Waits for a dispatcher object. Timeout: NULL for ever, negative relative in 100 ns, zero a test.
 * STATUS_TIMEOUT is a success code. IRQL <= APC, <= DISPATCH with a zero timeout. */
NTKERNELAPI NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason,
                                           KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                                           PLARGE_INTEGER Timeout);

/* Waits for any or all of up to MAXIMUM_WAIT_OBJECTS objects; more than THREAD_WAIT_OBJECTS need a
 * WaitBlockArray. Result for WaitAny: STATUS_WAIT_0 plus the index. IRQL as for a single object. */
NTKERNELAPI NTSTATUS KeWaitForMultipleObjects(ULONG Count, PVOID Object[], WAIT_TYPE WaitType,
                                              KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                                              BOOLEAN Alertable, PLARGE_INTEGER Timeout,
                                              PKWAIT_BLOCK WaitBlockArray);

/* Sleeps: negative interval relative, positive an absolute time. IRQL <= APC. */
NTKERNELAPI NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                                            PLARGE_INTEGER Interval);

/* IRQL of the calling context. */
NTKERNELAPI KIRQL KeGetCurrentIrql(VOID);

/* Raises IRQL and returns the old one; lowering with it is a bug check. */
NTKERNELAPI KIRQL KfRaiseIrql(KIRQL NewIrql);

/* Restores the IRQL that the matching raise returned. */
NTKERNELAPI VOID KeLowerIrql(KIRQL NewIrql);

/* Prepares a DPC in the driver's memory. Any IRQL. */
NTKERNELAPI VOID KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine,
                                 PVOID DeferredContext);

/* Queues a DPC; FALSE when it is queued already. Any IRQL. */
NTKERNELAPI BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);

/* Takes a DPC back from its queue; FALSE when it was not queued. Any IRQL. */
NTKERNELAPI BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc);

/* Prepares a spin lock. Any IRQL. */
NTKERNELAPI VOID NTAPI KeInitializeSpinLock(PKSPIN_LOCK SpinLock);

/* Raises to DISPATCH, takes the lock, returns the old IRQL. IRQL <= DISPATCH. */
NTKERNELAPI KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock);

/* Releases the lock and restores the IRQL from before it was taken. IRQL DISPATCH. */
NTKERNELAPI VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);

/* Takes the lock without touching IRQL. IRQL >= DISPATCH. */
NTKERNELAPI VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);

/* Releases the lock without touching IRQL. IRQL >= DISPATCH. */
NTKERNELAPI VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);

/* System time in 100 ns units since 1601, at tick resolution. Any IRQL. */
NTKERNELAPI VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime);

/* System time in 100 ns units since 1601, at full resolution. Any IRQL. */
NTKERNELAPI VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);

/* Time since start in 100 ns units, at tick resolution. Any IRQL. */
NTKERNELAPI ULONGLONG KeQueryInterruptTime(VOID);

/* Value, and optionally frequency, of the performance counter. Any IRQL. */
NTKERNELAPI LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency);

/* Clock ticks since start. Any IRQL. */
NTKERNELAPI VOID KeQueryTickCount(PLARGE_INTEGER CurrentCount);

/* 100 ns units per clock tick. Any IRQL. */
NTKERNELAPI ULONG KeQueryTimeIncrement(VOID);

/* Number of the current processor within its group. Any IRQL; stable at >= DISPATCH only. */
NTKERNELAPI ULONG KeGetCurrentProcessorNumber(VOID);

/* Systemwide number of the current processor; ProcNumber may be NULL. Any IRQL. */
NTKERNELAPI ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber);

/* Stops the machine with a report. Does not return. Any IRQL. */
NTKERNELAPI DECLSPEC_NORETURN VOID NTAPI KeBugCheck(ULONG BugCheckCode);
NTKERNELAPI DECLSPEC_NORETURN VOID NTAPI KeBugCheckEx(ULONG BugCheckCode,
                                                      ULONG_PTR BugCheckParameter1,
                                                      ULONG_PTR BugCheckParameter2,
                                                      ULONG_PTR BugCheckParameter3,
                                                      ULONG_PTR BugCheckParameter4);

/* The thread and process of the calling context, as opaque pointers. IRQL <= DISPATCH. */
NTKERNELAPI PETHREAD PsGetCurrentThread(VOID);
NTKERNELAPI PEPROCESS IoGetCurrentProcess(VOID);

OPENWDF_EXTERN_C_END

/* Forms that store the old IRQL, and other names. */
#define KeRaiseIrql(new_irql, old_irql) (*(old_irql) = KfRaiseIrql(new_irql))
#define KeRaiseIrqlToDpcLevel() KfRaiseIrql(DISPATCH_LEVEL)
#define KeAcquireSpinLock(lock, old_irql) (*(old_irql) = KeAcquireSpinLockRaiseToDpc(lock))
#define KeWaitForMutexObject KeWaitForSingleObject
#define PsGetCurrentProcess IoGetCurrentProcess
#define KeGetCurrentThread() ((PKTHREAD)PsGetCurrentThread())

#endif
