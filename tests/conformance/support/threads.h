/* Threads of a scenario. */
#ifndef CONFORMANCE_THREADS_H
#define CONFORMANCE_THREADS_H

#include "scenario.h"

/* A referenced thread object; JoinThread waits for its end and gives the reference back. */
PVOID StartThread(PKSTART_ROUTINE Routine, PVOID Context);
VOID JoinThread(PVOID Thread);
VOID WaitFor(PVOID Object);
/* False after some milliseconds, in which others had the time to come to where they wait. */
BOOLEAN WaitBriefly(PVOID Object);

#endif
