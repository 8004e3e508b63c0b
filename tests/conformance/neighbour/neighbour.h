/* The scenarios of neighbour.c. */
#ifndef CONFORMANCE_NEIGHBOUR_H
#define CONFORMANCE_NEIGHBOUR_H

#define NEIGHBOUR_SCENARIOS(X)                                                                     \
    X(ReadsThroughAnotherDriver)                                                                   \
    X(SharesItsDeviceObject)                                                                       \
    X(IsAFileOfTheOther)                                                                           \
    X(ReadsWhatNobodyAnswers)                                                                      \
    X(TakesItsOwnReads)

#endif
