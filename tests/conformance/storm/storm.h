/*
 * Generated misuse: the test orders one, the driver does it. Plain numbers, for C and C++ alike.
 *
 * STORM_VALUES: X(name) of what can be wrong beside a handle; each has a function in the driver and
 * a row of expectations in the test. The handles are in storm_handles.h.
 */
#ifndef CONFORMANCE_STORM_H
#define CONFORMANCE_STORM_H

#define STORM_CODE(function) (0x220000u | (function) << 2)
#define STORM_PREPARE STORM_CODE(0x800)
#define STORM_FIRE STORM_CODE(0x801)

#define STORM_SENDS 5 /* the synchronous methods, as `Which` numbers them */
#define STORM_MEMORY_BYTES 64

/* The objects that stand all the time, by kind; also "a wrong kind". */
enum {
    STORM_DRIVER,
    STORM_DEVICE,
    STORM_QUEUE,
    STORM_REQUEST,
    STORM_MEMORY,
    STORM_TARGET,
    STORM_OBJECT,
    STORM_FILE, /* none stands */
    STORM_KINDS,
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
    unsigned long long A;
    unsigned long long B;
} STORM_ORDER;

typedef struct _STORM_ANSWER {
    unsigned Status;
    unsigned Untouched;       /* 1: nothing was written where the caller wants a result */
    unsigned long long Value; /* the handle that will be, or was, misused */
} STORM_ANSWER;

#define STORM_VALUES(X)                                                                            \
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
    X(RetrieveTooMuch)                                                                             \
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

#endif
