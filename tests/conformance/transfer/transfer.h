#define TRANSFER_SCENARIOS(X)                                                                      \
    X(LocalBuffers)                                                                                \
    X(MemoryHandles)                                                                               \
    X(MemoryHandlesWithOffsets)                                                                    \
    X(Mdls)                                                                                        \
    X(ZeroLengths)                                                                                 \
    X(StatusAndInformationComeBack)                                                                \
    X(TooMuchInformationIsClamped)                                                                 \
    X(Ioctls)                                                                                      \
    X(InternalIoctls)                                                                              \
    X(IoctlsOfOneSide)                                                                             \
    X(OtherIoctls)                                                                                 \
    X(ReadsAllOfATarget)
