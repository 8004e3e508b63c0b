/* What \Device\Power and \Device\Passive do with a read, by its offset; plain numbers. */
#ifndef CONFORMANCE_POWER_H
#define CONFORMANCE_POWER_H

/* \Device\Power keeps each read until EvtIoStop, and then */
#define POWER_COMPLETES 0 /* completes it */
#define POWER_REQUEUES 1  /* acknowledges with Requeue */
#define POWER_KEEPS 2     /* acknowledges without; completes it when the queue is purged */
#define POWER_CANCELS 3   /* had marked it cancelable, takes the mark off and completes it */
#define POWER_LATER 4     /* lets a work item complete it */
#define POWER_NEVER 5     /* does nothing; completes it when the hardware is released */
#define POWER_MARKED 6    /* requeues it although it is marked cancelable, then completes it */
/* Acknowledges at once, which is wrong, and completes. */
#define POWER_TOO_EARLY 7

/* \Device\Passive waits for a timer and completes, */
#define PASSIVE_READS 0   /* when the read is presented */
#define PASSIVE_CANCELS 1 /* when the read, marked cancelable, is cancelled */

#define POWER_SCENARIOS(X)                                                                         \
    X(SendsReads)                                                                                  \
    X(SendsOneThatStays)                                                                           \
    X(SendsMarked)                                                                                 \
    X(SendsTooEarly)                                                                               \
    X(TellsHowTheyEnded)                                                                           \
    X(ReadsAtDispatchLevel)                                                                        \
    X(CancelsAtDispatchLevel)

#endif
