#define ENDING_SCENARIOS(X)                                                                        \
    X(Keep)                                                                                        \
    X(ARequestIsCancelledAtTheEnd)                                                                 \
    X(TheEndWaitsForItsRequest)                                                                    \
    X(ARequestIsNotCompletedInFiveMinutes)                                                         \
    X(ARequestIsCompletedWhileItsThreadEnds)                                                       \
    X(ARequestThatWasCompletedIsForgotten)                                                         \
    X(AThreadEndsWithItsMutex)                                                                     \
    X(AThreadEndsWithTheLastOfItsMutexes)                                                          \
    X(AThreadReleasesItsMutexes)
