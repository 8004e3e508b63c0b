#define TARGET_SCENARIOS(X)                                                                        \
    X(LifeOfARemoteTarget)                                                                         \
    X(AClosedTargetRefusesAtFormat)                                                                \
    X(OpenIsChecked)                                                                               \
    X(AFailedOpenCloses)                                                                           \
    X(OpenAndCloseReachTheDevice)                                                                  \
    X(UsesAnExistingDevice)                                                                        \
    X(CreateIsChecked)                                                                             \
    X(OptionsAreChecked)                                                                           \
    X(DescriptorsAreChecked)                                                                       \
    X(BytesAreUntouchedBeforeTheFormat)                                                            \
    X(DriverCreatedRequests)                                                                       \
    X(MemoryReferencesEndWithTheCall)                                                              \
    X(AControlDevicesRequestHasNoLocationLeft)                                                     \
    X(TimeoutCancels)                                                                              \
    X(TimeoutIsNotNeeded)                                                                          \
    X(OpensASharedTarget)                                                                          \
    X(ReadsItUntilCancelled)                                                                       \
    X(DeletesIt)                                                                                   \
    X(ClosesIt)
