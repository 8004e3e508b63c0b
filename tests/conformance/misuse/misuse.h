#define MISUSE_SCENARIOS(X)                                                                        \
    X(NullHandle)                                                                                  \
    X(WrongKind)                                                                                   \
    X(StaleHandle)                                                                                 \
    X(InventedHandle)                                                                              \
    X(LocalTargetWhereRemoteIsNeeded)                                                              \
    X(NullOpenParameters)                                                                          \
    X(AssignsBufferToPoolMemory)                                                                   \
    X(NullOutParameter)                                                                            \
    X(CompletesTwice)                                                                              \
    X(CompletesTwiceWithReference)                                                                 \
    X(MemoryReferencedAtCompletion)                                                                \
    X(LastDereferenceWithoutDelete)                                                                \
    X(NoContextAtAll)                                                                              \
    X(StaleMemoryInDescriptor)                                                                     \
    X(RetrieveAfterCompletion)                                                                     \
    X(CompletesDriverCreated)                                                                      \
    X(CallsAnEmptySlot)                                                                            \
    X(ForwardsToAParent)                                                                           \
    X(BehavesWell)
