#define WORK_ITEM_SCENARIOS(X)                                                                     \
    X(ItRunsOnAWorkerAtPassive)                                                                    \
    X(ItRunsAtMostOncePerEnqueueing)                                                               \
    X(ItMayBeEnqueuedFromItsCallback)                                                              \
    X(FlushWaitsForTheCallback)                                                                    \
    X(FlushOfAnIdleOneReturns)                                                                     \
    X(FlushFromItsCallbackReturns)                                                                 \
    X(DeleteWaitsForWhatIsEnqueued)                                                                \
    X(DeleteFromItsCallback)                                                                       \
    X(EnqueueingADeletedOneDoesNothing)                                                            \
    X(OneMayWaitForAnother)                                                                        \
    X(TheParentIsKnown)                                                                            \
    X(ConfigurationIsChecked)                                                                      \
    X(SerializationNeedsAPassiveLock)                                                              \
    X(SerializedCallbacksRunUnderTheLock)
