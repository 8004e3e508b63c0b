#define STRING_SCENARIOS(X)                                                                        \
    X(TheTextIsCopiedAndTerminated)                                                                \
    X(WithoutTextItIsEmpty)                                                                        \
    X(ContradictionsAreRefused)                                                                    \
    X(TooLongIsAnOverflow)                                                                         \
    X(AbovePassiveItIsRefused)
