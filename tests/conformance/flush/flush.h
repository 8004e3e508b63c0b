/* What a flush of \Device\Target, or a file system control, ended with. */
#define FLUSH_SCENARIOS(X)                                                                         \
    X(FlushesByIrp)                                                                                \
    X(FlushesByRequest)                                                                            \
    X(FlushesAfterAWrite)                                                                          \
    X(FlushesBehindAWriteThatWaits)                                                                \
    X(StartsAFlush)                                                                                \
    X(EndsTheFlush)                                                                                \
    X(CancelsTheFlush)                                                                             \
    X(PurgesAFlush)                                                                                \
    X(ControlsAPipe)
