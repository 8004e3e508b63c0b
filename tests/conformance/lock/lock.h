#define LOCK_SCENARIOS(X)                                                                          \
    X(ASpinLockRaisesAndRestores)                                                                  \
    X(ASpinLockKeepsOthersOut)                                                                     \
    X(ASpinLockIsReleasedByItsHolder)                                                              \
    X(ASpinLockTakenTwiceStopsTheMachine)                                                          \
    X(AWaitLockKeepsOthersOut)                                                                     \
    X(AWaitLockTimesOut)                                                                           \
    X(AWaitLockAtDispatchMayOnlyPoll)                                                              \
    X(AWaitLockLeftHeldIsAnImbalance)                                                              \
    X(DevicesQueuesAndFilesHaveALock)                                                              \
    X(MemoryHasNoLock)                                                                             \
    X(AnObjectLockTakenTwiceStopsTheMachine)                                                       \
    X(AnObjectLockIsReleasedByItsHolder)                                                           \
    X(AttributesAreChecked)
