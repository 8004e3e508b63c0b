/* The scenarios of hid.c. */
#ifndef CONFORMANCE_HID_H
#define CONFORMANCE_HID_H

#define HID_SCENARIOS(X)                                                                           \
    X(CollectionIntoLocalStructures)                                                               \
    X(AReadGivesUp)                                                                                \
    X(InternalRequests)                                                                            \
    X(PauseOneMillisecond)                                                                         \
    X(LosesNothingToTimeouts)

#endif
