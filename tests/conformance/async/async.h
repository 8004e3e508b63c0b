#define ASYNC_SCENARIOS(X)                                                                         \
    X(CompletesInTheCall)                                                                          \
    X(CompletesAtTheLevelOfTheCompleter)                                                           \
    X(CompletionParams)                                                                            \
    X(CompletionRoutineIsClearedBeforeTheCall)                                                     \
    X(WithoutCompletionRoutine)                                                                    \
    X(RefusedSends)                                                                                \
    X(SendsSynchronously)                                                                          \
    X(TimesOut)                                                                                    \
    X(TimeoutIsNotNeeded)                                                                          \
    X(TimeoutLosesAgainstCompletion)                                                               \
    X(ForgetsToARemoteTarget)                                                                      \
    X(CancelsWhileSent)                                                                            \
    X(CancelIsRemembered)                                                                          \
    X(CancelAfterTheEnd)                                                                           \
    X(DeletesInTheRoutine)                                                                         \
    X(Others)                                                                                      \
    X(RacesTimeoutAndCancel)                                                                       \
    X(ResendsInTheRoutine)
