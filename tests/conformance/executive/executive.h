#define EXECUTIVE_SCENARIOS(X)                                                                     \
    X(ATimerExpiresAndStaysSignalled)                                                              \
    X(ASynchronizationTimerReleasesOneWaiter)                                                      \
    X(SettingATimerClearsAndMovesIt)                                                               \
    X(APeriodicTimerRunsItsDpc)                                                                    \
    X(CancelTellsWhetherTheTimerWasSet)                                                            \
    X(AQueuedDpcIsTakenBack)                                                                       \
    X(FlushWaitsForQueuedDpcs)                                                                     \
    X(HighImportanceGoesInFront)                                                                   \
    X(ADpcRunsOnItsTargetProcessor)                                                                \
    X(AnExTimerCallsBack)                                                                          \
    X(AnExTimerIsDeleted)                                                                          \
    X(AWorkItemRunsAtPassive)                                                                      \
    X(AWorkItemMayBeFreedByItsRoutine)                                                             \
    X(AWorkItemQueuedTwiceStopsTheMachine)                                                         \
    X(AnOldWorkItemRuns)
