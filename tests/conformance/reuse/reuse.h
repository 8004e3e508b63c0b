#define REUSE_SCENARIOS(X)                                                                         \
    X(KeepsTheFormatUntilReuse)                                                                    \
    X(ReuseIsChecked)                                                                              \
    X(ChangesTarget)                                                                               \
    X(FormatInFlight)                                                                              \
    X(ReuseWhileSent)                                                                              \
    X(Unformatted)                                                                                 \
    X(StackLocationOfTheDriver)
