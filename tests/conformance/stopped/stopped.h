#define STOPPED_SCENARIOS(X)                                                                       \
    X(MakeStopped)                                                                                 \
    X(SendToStopped)                                                                               \
    X(StartIt)                                                                                     \
    X(SendPended)                                                                                  \
    X(StopAndWait)                                                                                 \
    X(StartAfterStop)                                                                              \
    X(EndPended)                                                                                   \
    X(MakeClosed)                                                                                  \
    X(OpenSlowly)                                                                                  \
    X(CloseWhileOpening)                                                                           \
    X(LetItOpen)                                                                                   \
    X(DeleteAll)
