#define COLLECTION_SCENARIOS(X)                                                                    \
    X(ItemsKeepTheirOrder)                                                                         \
    X(AMemberMayBeThereTwice)                                                                      \
    X(AMemberIsReferenced)                                                                         \
    X(DeletingTheCollectionReleasesItsMembers)                                                     \
    X(WhatIsNotThereIsReported)                                                                    \
    X(AttributesAreChecked)
