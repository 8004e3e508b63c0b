/*
 * Generated misuse: the test orders one, the driver does it. Plain numbers, for C and C++ alike.
 *
 * STORM_VALUES: X(name) of what can be wrong beside a handle; each has a function in the driver and
 * a row of expectations in the test, one file of each per group. The handles are in
 * storm_handles.h.
 */
#ifndef CONFORMANCE_STORM_H
#define CONFORMANCE_STORM_H

#define STORM_CODE(function) (0x220000u | (function) << 2)
#define STORM_PREPARE STORM_CODE(0x800)
#define STORM_FIRE STORM_CODE(0x801)
#define STORM_FIRE_DIRECT (STORM_FIRE | 2) /* METHOD_OUT_DIRECT */

#define STORM_SENDS 5 /* the synchronous methods, as `Which` numbers them */
#define STORM_MEMORY_BYTES 64
#define STORM_DELETABLE 12 /* kinds of standing objects that a driver may delete */

/* The objects that stand all the time, by kind; also "a wrong kind". */
enum {
    STORM_DRIVER,
    STORM_DEVICE,
    STORM_QUEUE,
    STORM_REQUEST,
    STORM_MEMORY,
    STORM_TARGET,
    STORM_OBJECT,
    STORM_TIMER,
    STORM_DPC,
    STORM_WORKITEM,
    STORM_SPINLOCK,
    STORM_WAITLOCK,
    STORM_COLLECTION,
    STORM_STRING,
    STORM_LOOKASIDE,
    STORM_FILE, /* none stands */
    STORM_KINDS,
};

/* What misuses create. */
enum {
    STORM_MAKE_MEMORY,
    STORM_MAKE_PREALLOCATED,
    STORM_MAKE_REQUEST,
    STORM_MAKE_OBJECT,
    STORM_MAKE_TARGET,
    STORM_MAKE_QUEUE,
    STORM_MAKE_TIMER, /* these three must have a parent */
    STORM_MAKE_DPC,
    STORM_MAKE_WORKITEM,
    STORM_MAKE_SPINLOCK,
    STORM_MAKE_WAITLOCK,
    STORM_MAKE_COLLECTION,
    STORM_MAKE_STRING,
    STORM_MAKE_LOOKASIDE,
    STORM_MAKES,
};

enum {
    STORM_NULL,
    STORM_STALE,
    STORM_WRONG_KIND,
    STORM_INVENTED,
    STORM_OLD_GENERATION,
    STORM_BADNESSES,
};

typedef struct _STORM_ORDER {
    unsigned IsHandle; /* 1: Misuse is a row of STORM_HANDLES, else of STORM_VALUES */
    unsigned Misuse;
    unsigned Badness; /* of a handle */
    unsigned Which;   /* the function among several */
    unsigned Direct;  /* 1: sent with STORM_FIRE_DIRECT */
    unsigned Reserved;
    unsigned long long A;
    unsigned long long B;
} STORM_ORDER;

typedef struct _STORM_ANSWER {
    unsigned Status;
    unsigned Untouched;       /* 1: nothing was written where the caller wants a result */
    unsigned long long Value; /* the handle that will be, or was, misused */
} STORM_ANSWER;

#define STORM_ARGUMENT_VALUES(X)                                                                   \
    X(AttributesSize)                                                                              \
    X(ExecutionLevel)                                                                              \
    X(SynchronizationScope)                                                                        \
    X(ContextInfoSize)                                                                             \
    X(ContextOverride)                                                                             \
    X(ContextWithParent)                                                                           \
    X(OptionsSize)                                                                                 \
    X(OptionsFlags)                                                                                \
    X(ForgetBesideOthers)                                                                          \
    X(DescriptorType)                                                                              \
    X(NullBuffer)                                                                                  \
    X(NullMdl)                                                                                     \
    X(NullMemory)                                                                                  \
    X(OffsetsBeyond)                                                                               \
    X(OffsetsWrap)                                                                                 \
    X(SendUnopened)                                                                                \
    X(SendClosed)                                                                                  \
    X(SendWithoutLocation)                                                                         \
    X(MemoryOfNothing)                                                                             \
    X(CopyBeyond)                                                                                  \
    X(CopyWraps)                                                                                   \
    X(CopyNothing)                                                                                 \
    X(AssignNothing)                                                                               \
    X(OpenSize)                                                                                    \
    X(OpenType)                                                                                    \
    X(OpenTwice)                                                                                   \
    X(OpenNobody)                                                                                  \
    X(OpenEmptyName)                                                                               \
    X(OpenNullDevice)                                                                              \
    X(OpenCallbacksWithoutFile)                                                                    \
    X(ReopenWithoutName)                                                                           \
    X(TargetOfAnotherParent)                                                                       \
    X(QueueSize)                                                                                   \
    X(QueueType)                                                                                   \
    X(QueueWithoutCallbacks)                                                                       \
    X(QueueWithoutLimit)                                                                           \
    X(SecondDefaultQueue)                                                                          \
    X(RetrieveFromParallel)                                                                        \
    X(RetrieveTooMuch)

#define STORM_ORDER_VALUES(X)                                                                      \
    X(CompleteOwn)                                                                                 \
    X(DeleteForbidden)                                                                             \
    X(AddressOfUnlocked)                                                                           \
    X(NullResult)                                                                                  \
    X(CompleteTwice)                                                                               \
    X(CompleteTwiceReferenced)                                                                     \
    X(CompleteWithMemoryInUse)                                                                     \
    X(RetrieveAfterCompletion)                                                                     \
    X(DeleteTwice)                                                                                 \
    X(UseAfterParent)                                                                              \
    X(LastDereference)                                                                             \
    X(AssignToPool)                                                                                \
    X(NoContext)                                                                                   \
    X(LockTwice)                                                                                   \
    X(UnlockUnlocked)                                                                              \
    X(PartialBeyond)                                                                               \
    X(RaiseBelow)                                                                                  \
    X(LowerAbove)                                                                                  \
    X(WaitAtDispatch)                                                                              \
    X(TooManyObjects)                                                                              \
    X(FreeTwice)                                                                                   \
    X(FreeWithAnotherTag)

#define STORM_SYNC_VALUES(X)                                                                       \
    X(ParentMissing)                                                                               \
    X(ParentWithoutDevice)                                                                         \
    X(ConfigSize)                                                                                  \
    X(TimerPeriod)                                                                                 \
    X(TimerTolerance)                                                                              \
    X(PeriodicPassiveTimer)                                                                        \
    X(WorkItemWithoutFunction)                                                                     \
    X(SerializedAtAnotherLevel)                                                                    \
    X(WaitInOwnCallback)                                                                           \
    X(DeleteTimerInCallback)                                                                       \
    X(StartWhileDeleted)                                                                           \
    X(WaitingCallAtDispatch)                                                                       \
    X(CallAboveCeiling)                                                                            \
    X(SpinLockTwice)                                                                               \
    X(SpinLockUnheld)                                                                              \
    X(WaitLockUnheld)                                                                              \
    X(WaitLockTwice)                                                                               \
    X(WaitLockPolledTwice)                                                                         \
    X(ObjectWithoutLock)                                                                           \
    X(ObjectLockTwice)                                                                             \
    X(ObjectLockUnheld)                                                                            \
    X(CallbackStaysRaised)                                                                         \
    X(CallbackKeepsLock)

#define STORM_OBJECT_VALUES(X)                                                                     \
    X(ScopeNotAllowed)                                                                             \
    X(LevelNotAllowed)                                                                             \
    X(CollectionWithoutItem)                                                                       \
    X(CollectionRemoveBeyond)                                                                      \
    X(CollectionGetBeyond)                                                                         \
    X(StringContradictsItself)                                                                     \
    X(StringTooLong)                                                                               \
    X(LookasideOfNothing)                                                                          \
    X(MemoryTooLarge)                                                                              \
    X(AssignToLookaside)                                                                           \
    X(WriteInputMemory)                                                                            \
    X(ContextTwice)                                                                                \
    X(ContextOfNothing)                                                                            \
    X(ContextTooLarge)                                                                             \
    X(ContextWhileDeleted)                                                                         \
    X(QueryObject)                                                                                 \
    X(NullResultOfFamilies)                                                                        \
    X(ChildAfterParent)

#define STORM_EXECUTIVE_VALUES(X)                                                                  \
    X(MutexUnowned)                                                                                \
    X(SemaphorePastLimit)                                                                          \
    X(NtSpinLockTwice)                                                                             \
    X(NtSpinLockUnheld)                                                                            \
    X(FastMutexUnowned)                                                                            \
    X(RegionNotEntered)                                                                            \
    X(RundownNotAcquired)                                                                          \
    X(WorkItemQueuedTwice)                                                                         \
    X(OldWorkItemQueuedTwice)                                                                      \
    X(WorkItemFreedQueued)                                                                         \
    X(ExTimerDeletedSet)                                                                           \
    X(PoolArguments)                                                                               \
    X(PagedPoolAtDispatch)                                                                         \
    X(ObjectReleasedTooOften)                                                                      \
    X(HandleInvented)                                                                              \
    X(HandleOfAnotherType)                                                                         \
    X(IrpFreedTwice)                                                                               \
    X(IrpWithoutLocation)

#define STORM_EX_VALUES(X)                                                                         \
    X(PushLockUnheld)                                                                              \
    X(PushLockWithApcsOn)                                                                          \
    X(CallbackName)                                                                                \
    X(SecondRoutine)                                                                               \
    X(SystemCallbackNotified)                                                                      \
    X(UnregisterInRoutine)                                                                         \
    X(ListMisaligned)                                                                              \
    X(ThreadEndsWithMutex)

#define STORM_VALUES(X)                                                                            \
    STORM_ARGUMENT_VALUES(X)                                                                       \
    STORM_ORDER_VALUES(X)                                                                          \
    STORM_SYNC_VALUES(X)                                                                           \
    STORM_OBJECT_VALUES(X)                                                                         \
    STORM_EXECUTIVE_VALUES(X)                                                                      \
    STORM_EX_VALUES(X)

#endif
