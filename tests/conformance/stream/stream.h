#define STREAM_SCENARIOS(X)                                                                        \
    X(ASynchronousTimeoutCancelsARead)                                                             \
    X(ACancelledReadLosesNothing)                                                                  \
    X(ManyCancelsRaceWithBytes)                                                                    \
    X(ClosingATargetEndsItsReads)                                                                  \
    X(ReadsEndInOrder)                                                                             \
    X(PurgeCancelsReads)                                                                           \
    X(AnAbortedReadKeepsItsBytes)                                                                  \
    X(ANewMaskEndsTheWait)                                                                         \
    X(AWaitIsCancelled)                                                                            \
    X(TimeoutsCountFromTheStart)                                                                   \
    X(AHangUpEndsEverything)
