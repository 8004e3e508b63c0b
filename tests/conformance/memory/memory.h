#define MEMORY_SCENARIOS(X)                                                                        \
    X(CreateGivesABuffer)                                                                          \
    X(ZeroSizeIsRefused)                                                                           \
    X(CopiesAreRangeChecked)                                                                       \
    X(PreallocatedMemoryIsTheCallers)                                                              \
    X(AssignedBufferReplacesTheOldOne)                                                             \
    X(MemoryDiesWithItsParent)
