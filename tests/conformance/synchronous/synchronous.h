#define SYNCHRONOUS_SCENARIOS(X)                                                                   \
    X(OptionFlags)                                                                                 \
    X(FinalStatus)                                                                                 \
    X(GivenStatus)                                                                                 \
    X(FreshBuffer)                                                                                 \
    X(ReusedBuffer)                                                                                \
    X(FailedFormat)                                                                                \
    X(HeldMemories)                                                                                \
    X(SendAtDispatch)                                                                              \
    X(SendAtDispatchOnWindows)                                                                     \
    X(CreateAtDispatch)                                                                            \
    X(CallsAtDispatch)                                                                             \
    X(DeleteAtDispatch)                                                                            \
    X(FailedCreate)                                                                                \
    X(LifeOfStates)
