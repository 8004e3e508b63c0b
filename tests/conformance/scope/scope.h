/* What a handler says of itself; plain numbers, for C and C++ alike. */
#ifndef CONFORMANCE_SCOPE_H
#define CONFORMANCE_SCOPE_H

typedef struct _SCOPE_ANSWER {
    unsigned Irql;
    unsigned Most; /* handlers of the device that were inside at once, so far */
} SCOPE_ANSWER;

#endif
