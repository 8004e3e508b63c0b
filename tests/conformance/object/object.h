#define OBJECT_SCENARIOS(X)                                                                        \
    X(ContextIsZeroedAndLeadsBack)                                                                 \
    X(AnotherContextIsAddedOnce)                                                                   \
    X(ContextSizeCanBeOverridden)                                                                  \
    X(AttributesAreChecked)                                                                        \
    X(ChildrenAreCleanedUpFirst)                                                                   \
    X(EachContextHasItsOwnCallbacks)                                                               \
    X(AReferenceKeepsTheMemory)                                                                    \
    X(ASecondDeleteDoesNothing)                                                                    \
    X(ADeletedParentTakesNoChildren)                                                               \
    X(DeletingAChildLeavesItsParent)                                                               \
    X(ACompletedRequestTakesItsChildrenAlong)                                                      \
    X(TheDriverIsTheDefaultParent)                                                                 \
    X(SomeObjectsAreNotTheDriversToDelete)                                                         \
    X(APlainObjectIsDeletedAtDispatch)                                                             \
    X(APassiveObjectIsLeftToAWorker)                                                               \
    X(ACompletedRequestLeavesAPassiveChild)                                                        \
    X(ALastReferenceAtDispatchIsLeftToAWorker)                                                     \
    X(LevelsAndScopesAreChecked)                                                                   \
    X(ContextsAreChecked)                                                                          \
    X(NobodyHasAnythingToQuery)                                                                    \
    X(ParentAndChildAreDeletedAtOnce)                                                              \
    X(AReferenceOutlivesTheDriver)
