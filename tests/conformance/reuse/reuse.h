#define REUSE_SCENARIOS(X)                                                                         \
    X(KeepsTheFormatUntilReuse)                                                                    \
    X(ReuseIsChecked)                                                                              \
    X(MustComplete)                                                                                \
    X(MustCompleteIsForgotten)                                                                     \
    X(ChangesTarget)                                                                               \
    X(FormatInFlight)                                                                              \
    X(ReuseWhileSent)                                                                              \
    X(Unformatted)                                                                                 \
    X(StackLocationOfTheDriver)
