#define TIMER_SCENARIOS(X)                                                                         \
    X(AOneShotTimerRunsOnceAtDispatch)                                                             \
    X(APeriodicTimerRunsUntilStopped)                                                              \
    X(StartingAnewMovesTheTimer)                                                                   \
    X(StopTellsWhetherTheTimerWasSet)                                                              \
    X(DueTimesAreRelativeAbsoluteOrZero)                                                           \
    X(APassiveTimerRunsAtPassiveAndMayWait)                                                        \
    X(StopWaitsForTheCallback)                                                                     \
    X(ACallbackStartsItsTimerAgain)                                                                \
    X(ACallbackCannotWaitForItself)                                                                \
    X(DeleteWaitsForTheCallback)                                                                   \
    X(ADeletedTimerDoesNotRun)                                                                     \
    X(ADeleteAtDispatchIsLeftToAWorker)                                                            \
    X(TheParentIsKnown)                                                                            \
    X(ConfigurationIsChecked)                                                                      \
    X(AttributesAreChecked)                                                                        \
    X(SerializationNeedsADeviceAndItsLevel)                                                        \
    X(SerializedCallbacksRunUnderTheLock)                                                          \
    X(StopAndStartRace)                                                                            \
    X(StopAboveItsLevelIsRefused)                                                                  \
    X(ATimerIsLeftRunning)
