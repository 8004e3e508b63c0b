#define VERSION_SCENARIOS(X)                                                                       \
    X(StructuresHaveTheSizeOfTheVersion)                                                           \
    X(TheFrameworkTakesThem)                                                                       \
    X(ATargetIsOpened)                                                                             \
    X(ContextsBelongToTheirTypes)
