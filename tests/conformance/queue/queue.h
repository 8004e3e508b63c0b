/* Control codes of \\.\QueueControl; answers are in Information. */
#ifndef CONFORMANCE_QUEUE_H
#define CONFORMANCE_QUEUE_H

#define QUEUE_HELD 0x222000      /* requests that the driver owns now */
#define QUEUE_MOST_HELD 0x222004 /* the most it ever owned */
#define QUEUE_COMPLETE 0x222008  /* completes the request it got first */
#define QUEUE_RETRIEVE 0x22200C  /* takes the next one out of the manual queue and completes it */
#define QUEUE_FROM_PARALLEL 0x222010

#endif
