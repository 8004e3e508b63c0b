#define LINE_SCENARIOS(X)                                                                          \
    X(Prepares)                                                                                    \
    X(FindsInOrder)                                                                                \
    X(RequeuesToTheHead)                                                                           \
    X(Forwards)                                                                                    \
    X(StopPauses)                                                                                  \
    X(StopWaitsForTheDriver)                                                                       \
    X(PurgeCancels)                                                                                \
    X(DrainLetsThemFinish)                                                                         \
    X(ReadyNotify)                                                                                 \
    X(MarksAndCancels)                                                                             \
    X(MarksWhatIsCancelled)                                                                        \
    X(MarksForARace)                                                                               \
    X(UnmarksInARace)                                                                              \
    X(CancelsInARace)                                                                              \
    X(StopsAndPurges)
