/* The buffers of a cell: the driver's own, or those of the received request. */
#ifndef CONFORMANCE_MATRIX_SIDES_H
#define CONFORMANCE_MATRIX_SIDES_H

#include <ntddk.h>
#include <wdf.h>

#include "matrix.h"

typedef struct _SIDE {
    WDF_MEMORY_DESCRIPTOR Descriptor;
    WDFMEMORY_OFFSET Offsets;
    WDFMEMORY Memory; /* made here */
    PMDL Mdl;         /* made here */
    PUCHAR Pool;      /* the buffer of a memory object that has its own */
} SIDE, *PSIDE;

extern MATRIX_OUTCOME Outcome;

/* Makes `Side` describe `Length` bytes as `Kind` says, and notes where they are. A received
 * request's buffer holds a guard on each side when the kind has an offset. */
NTSTATUS PrepareOwnSide(PSIDE Side, ULONG Number, ULONG Kind, ULONG Length, BOOLEAN Input);
NTSTATUS PrepareReceivedSide(PSIDE Side, ULONG Number, ULONG Kind, ULONG Length, BOOLEAN Input,
                             WDFREQUEST Request);
/* After the call: a memory object must go the moment it is deleted (fact 38). */
VOID ReleaseSide(PSIDE Side, ULONG Number);

#endif
