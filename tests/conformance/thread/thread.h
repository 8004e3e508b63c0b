#define THREAD_SCENARIOS(X)                                                                        \
    X(AMutexIsRecursive)                                                                           \
    X(AMutexIsReleasedByItsOwner)                                                                  \
    X(ASemaphoreCounts)                                                                            \
    X(ASemaphoreHasALimit)                                                                         \
    X(AFastMutexExcludes)                                                                          \
    X(QueuedAndSharedSpinLocksExclude)                                                             \
    X(InterlockedListsKeepTheirOrder)                                                              \
    X(RundownWaitsForUsers)                                                                        \
    X(LookasideListsAllocate)                                                                      \
    X(AThreadIsSignalledAtItsEnd)                                                                  \
    X(AThreadEndsItself)                                                                           \
    X(HandlesAreChecked)                                                                           \
    X(AThreadIsLeftRunning)
