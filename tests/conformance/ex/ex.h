#define EX_SCENARIOS(X)                                                                            \
    X(RoutinesAreCalledInOrder)                                                                    \
    X(RoutinesRunAtTheCallersLevel)                                                                \
    X(OneRoutineAloneWhereManyAreNotAllowed)                                                       \
    X(ACallbackObjectIsFoundByName)                                                                \
    X(ACallbackObjectGoesWithItsLastReference)                                                     \
    X(APermanentCallbackObjectStays)                                                               \
    X(NamesOfCallbackObjectsAreChecked)                                                            \
    X(TheSystemsCallbackObjectsExist)                                                              \
    X(ASystemCallbackIsNotTheDriversToNotify)                                                      \
    X(UnregisterWaitsForTheRoutine)                                                                \
    X(UnregisterInsideTheRoutine)                                                                  \
    X(AWriterExcludes)                                                                             \
    X(ReadersShare)                                                                                \
    X(AWriterWaitsForReadersAndGoesFirst)                                                          \
    X(APushLockIsTakenWithApcsOn)                                                                  \
    X(APushLockIsReleasedUnheld)                                                                   \
    X(APushLockIsReleasedByAnother)                                                                \
    X(TheLastEntryInIsTheFirstOut)                                                                 \
    X(EntriesAreFlushed)                                                                           \
    X(ThreadsPushAndPop)                                                                           \
    X(AMisalignedEntry)                                                                            \
    X(AMisalignedList)
