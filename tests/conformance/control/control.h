#define CONTROL_SCENARIOS(X)                                                                       \
    X(WhatAControlDeviceHas)                                                                       \
    X(NamesAreUnique)                                                                              \
    X(LeavesADeviceUnfinished)                                                                     \
    X(FinishesIt)                                                                                  \
    X(DeletesIt)                                                                                   \
    X(InitCanBeFreedUnused)                                                                        \
    X(LinksNeedAName)                                                                              \
    X(QueuesAreChecked)                                                                            \
    X(DriverIsCreatedOnce)
