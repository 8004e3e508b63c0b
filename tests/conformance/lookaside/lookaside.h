#define LOOKASIDE_SCENARIOS(X)                                                                     \
    X(MemoryComesInTheListsSize)                                                                   \
    X(MemoryHasTheGivenAttributes)                                                                 \
    X(TheListOutlivesItsDelete)                                                                    \
    X(ParametersAreChecked)                                                                        \
    X(PagedListsBelongToOneDevice)
