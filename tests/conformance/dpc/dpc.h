#define DPC_SCENARIOS(X)                                                                           \
    X(ItRunsAtDispatch)                                                                            \
    X(EnqueueingTwiceRunsOnce)                                                                     \
    X(CancelTakesItBack)                                                                           \
    X(CancelWaitsForTheCallback)                                                                   \
    X(ItMayBeEnqueuedFromItsCallback)                                                              \
    X(TheWdmObjectIsTheSame)                                                                       \
    X(TheParentIsKnown)                                                                            \
    X(ConfigurationIsChecked)                                                                      \
    X(SerializationNeedsADispatchLock)                                                             \
    X(ADeletedOneDoesNotRun)
