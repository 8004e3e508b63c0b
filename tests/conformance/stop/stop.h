#define STOP_SCENARIOS(X)                                                                          \
    X(StateTable)                                                                                  \
    X(UndefinedActions)                                                                            \
    X(PendedGoInOrder)                                                                             \
    X(PendedIsCancelled)                                                                           \
    X(PendedTimesOut)                                                                              \
    X(TimeoutIsLostAtStart)                                                                        \
    X(PurgeEndsPended)                                                                             \
    X(PurgeCancelsSent)                                                                            \
    X(StopCancelsSentOnly)                                                                         \
    X(StopLeavesSent)                                                                              \
    X(CloseEndsAll)                                                                                \
    X(IgnoringTheState)                                                                            \
    X(WaitsAboveItsLevel)                                                                          \
    X(OpensKeeping)                                                                                \
    X(Stops)                                                                                       \
    X(StartsIt)                                                                                    \
    X(PurgesIt)                                                                                    \
    X(ReadsStopped)                                                                                \
    X(ReadsStoppedForAWhile)                                                                       \
    X(ReadsUntilPurgedOrRefused)                                                                   \
    X(StopsAndWaits)                                                                               \
    X(FinishesIt)
